package mock

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/transport"
	"github.com/go-json-experiment/json/jsontext"
)

// slot says what becomes of a member of an answer.
type slot int

const (
	constant slot = iota // stays as it is
	dropped              // is not served
	apiInfo
	executionTime
	serverTime
	callArgs
	apiType
	requestID
	lastID
)

var slots = map[string]slot{
	"client_ip":      dropped, // the address of somebody else
	"api_info":       apiInfo,
	"execution_time": executionTime,
	"server_time":    serverTime,
	"call_args":      callArgs,
	"api_type":       apiType,
	"request_id":     requestID,
	"last_id":        lastID,
}

// usual are the members that every answer has, in the gateway's order, with what they are when all is well.
var usual = []struct{ name, value string }{
	{"error", `""`}, {"reason", `""`}, {"error_code", `"0000"`}, {"cache", `0`}, {"api_info", ``}, {"execution_time", ``},
	{"server_time", ``}, {"call_args", ``}, {"api_type", ``}, {"request_id", ``}, {"last_id", ``},
}

// absent are the usual members that an answer lacks. One that failed gets no error_code it did not come with.
func absent(members []member, f facts) []member {
	var out []member
	for _, u := range usual {
		has := slices.ContainsFunc(members, func(m member) bool { return m.name == u.name })
		if has || u.name == "error_code" && f.failed {
			continue
		}
		out = append(out, newMember(u.name, jsontext.Value(u.value)))
	}
	return out
}

// envelope makes what depends on the call.
type envelope struct {
	call  *call
	noise uint64
}

// envelope is that of a call: the same for the same seed, clock and place in the order of the calls.
func (s *server) envelope(c *call) *envelope {
	return &envelope{call: c, noise: mix(s.seed + c.number*0x9e3779b97f4a7c15)}
}

// mix is the finish of SplitMix64: near inputs give far outputs.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// append writes the JSON value that belongs into a slot.
func (e *envelope) append(b []byte, s slot) []byte {
	switch s {
	case apiInfo:
		n := strconv.FormatUint(e.call.number, 10)
		return append(b, `"today:`+n+` max:10000 all[`+n+`=`+n+`+0+0];expires:2030-12-31"`...)
	case executionTime:
		return append(b, `"0.00`+strconv.FormatUint(1+e.noise%9, 10)+`"`...)
	case serverTime:
		return e.call.time.In(beijing).AppendFormat(b, `"Beijing/2006-01-02 15:04:05"`)
	case callArgs:
		return e.appendArgs(b)
	case apiType:
		return appendText(b, e.call.shownPlatform())
	case requestID:
		hex := strconv.FormatUint(1<<52|e.noise>>12, 16) // the leading bit keeps the zeros
		return append(b, `"gw-1.`+hex[1:]+`"`...)
	case lastID:
		return append(b, `"`+strconv.FormatUint(1_000_000_000+e.noise%1_000_000_000, 10)+`"`...)
	}
	return b
}

// beijing needs no time zone database: China has no summer time.
var beijing = time.FixedZone("Asia/Shanghai", 8*60*60)

// unechoed are the parameters of every operation, which the recorded call_args do not have.
var unechoed = []string{
	"cache", "result_type", "lang", "version", "desc_lang", "prop_lang", "source_data", "guest_ip", "dateline", "api_name", "async",
}

// appendArgs writes the parameters that the operation knows, in the order in which they came. PHP writes [] for none.
func (e *envelope) appendArgs(b []byte) []byte {
	start, redactor := len(b), e.call.redactor()
	b = append(b, '{')
	for _, list := range []args{e.call.query, e.call.form} {
		for _, a := range list {
			p := findParam(e.call.api, a.name)
			if a.value == "" || p == nil || isSecret(a.name) || slices.Contains(unechoed, a.name) {
				continue
			}
			if len(b) > start+1 {
				b = append(b, ',')
			}
			b = append(appendText(b, a.name), ':')
			b = appendText(b, echo(p, a.value, redactor))
		}
	}
	if len(b) == start+1 {
		return append(b[:start], "[]"...)
	}
	return append(b, '}')
}

func findParam(api, name string) *params.Param {
	rules := params.Operations[api].Params
	i := slices.IndexFunc(rules, func(p params.Param) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return &rules[i]
}

// echo is a value as call_args has it: of an image only its length is told.
func echo(p *params.Param, value string, redactor transport.Redactor) string {
	if p.Form {
		return "length" + strconv.Itoa(len(value))
	}
	return redactor.Text(value)
}

func appendText(b []byte, s string) []byte {
	b, _ = jsontext.AppendQuote(b, strings.ToValidUTF8(s, "\uFFFD")) // fails on invalid UTF-8 only
	return b
}

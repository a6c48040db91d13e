package mock

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/mock/world"
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
	call   *call
	noise  uint64
	perDay int64 // calls that the account may make

	// The rest is told by who makes the payload.
	failure   *world.Failure // why it failed, or nil
	cacheable bool           // whether the answer has secache and what goes with it
	cached    bool
	key       uint64 // names the answer in the cache
	fetched   int64  // when it was fetched, in Unix seconds
}

// envelope is that of a call: the same for the same seed, clock and place in the order of the calls.
func (s *server) envelope(c *call) *envelope {
	return &envelope{call: c, noise: mix(s.seed + c.number*0x9e3779b97f4a7c15), perDay: s.perDay()}
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
		return e.call.used.append(b, e.perDay)
	case executionTime:
		return append(append(append(b, '"'), e.executionTime()...), '"')
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

// executionTime is in seconds. A translation takes longer than all the rest.
func (e *envelope) executionTime() string {
	rest := strconv.FormatUint(1+e.noise%9, 10)
	switch l := languageOf(e.call); {
	case !e.cacheable || e.cached || l.chinese():
		return "0.00" + rest
	case l.english():
		return "1.25" + rest
	}
	return "3.01" + rest
}

// beijing needs no time zone database: China has no summer time.
var beijing = time.FixedZone("Asia/Shanghai", 8*60*60)

// unechoed are the parameters of every operation, which the recorded call_args do not have.
var unechoed = []string{
	"cache", "result_type", "lang", "version", "desc_lang", "prop_lang", "source_data", "guest_ip", "dateline", "api_name", "async",
}

// argless are the operations whose call_args are [] in the bodies seen.
var argless = []string{"item_get_contact", "item_get_specifications", "item_password"}

// appendArgs writes the parameters that the operation knows, in the order in which they came. PHP writes [] for none.
func (e *envelope) appendArgs(b []byte) []byte {
	if slices.Contains(argless, e.call.api) {
		return append(b, "[]"...)
	}
	start := len(b)
	b = append(b, '{')
	for _, list := range []args{e.call.query, e.call.form} {
		for _, a := range list {
			p := findParam(e.call.api, a.name)
			if a.value == "" || p == nil || redact.IsSecret(a.name) || slices.Contains(unechoed, a.name) {
				continue
			}
			if len(b) > start+1 {
				b = append(b, ',')
			}
			b = append(appendText(b, a.name), ':')
			b = appendText(b, e.call.echo(p, a.value))
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
func (c *call) echo(p *params.Param, value string) string {
	if p.Form {
		return "length" + strconv.Itoa(len(value))
	}
	return c.clean(value)
}

func appendText(b []byte, s string) []byte {
	b, _ = jsontext.AppendQuote(b, strings.ToValidUTF8(s, "\uFFFD")) // fails on invalid UTF-8 only
	return b
}

// appendAll writes the whole envelope behind a payload, in the gateway's order.
func (e *envelope) appendAll(b []byte) []byte {
	if len(b) > 1 {
		b = append(b, ',')
	}
	if e.failure == nil {
		b = e.appendSuccess(b)
	} else {
		b = e.appendFailure(b)
	}
	b = e.append(append(b, `,"api_info":`...), apiInfo)
	b = e.append(append(b, `,"execution_time":`...), executionTime)
	b = e.append(append(b, `,"server_time":`...), serverTime)
	b = e.append(append(b, `,"call_args":`...), callArgs)
	b = e.append(append(b, `,"api_type":`...), apiType)
	b = e.appendTranslation(b)
	b = e.append(append(b, `,"request_id":`...), requestID)
	return e.append(append(b, `,"last_id":`...), lastID)
}

func (e *envelope) appendSuccess(b []byte) []byte {
	if e.cacheable {
		b = append(e.appendCache(b), ',')
	}
	b = append(b, `"error":"","reason":"","error_code":"0000","cache":`...)
	if e.cached {
		return append(b, '1')
	}
	return append(b, '0')
}

func (e *envelope) appendFailure(b []byte) []byte {
	b = appendText(append(b, `"error":`...), e.failure.Text)
	b = appendText(append(b, `,"reason":`...), e.failure.Reason)
	b = appendText(append(b, `,"error_code":`...), e.failure.Code)
	return append(b, `,"success":0,"cache":0`...)
}

// appendCache writes what an answer has that the gateway keeps.
func (e *envelope) appendCache(b []byte) []byte {
	l := languageOf(e.call)
	b = append(b, `"secache":"`...)
	b = appendHex(appendHex(b, e.key), mix(e.key))
	b = strconv.AppendInt(append(b, `","secache_time":`...), e.fetched, 10)
	b = time.Unix(e.fetched, 0).In(beijing).AppendFormat(b, `,"secache_date":"2006-01-02 15:04:05"`)
	b = append(append(b, `,"translate_status":"`...), l.status()...)
	b = append(append(b, `","translate_time":`...), l.seconds()...)
	b = append(b, `,"language":{"default_lang":"cn","current_lang":`...)
	return append(appendText(b, cmp.Or(e.call.clean(e.call.get("lang")), "cn")), '}')
}

func (e *envelope) appendTranslation(b []byte) []byte {
	into, engine := "zh-CN", "google_cn"
	if l := languageOf(e.call); !l.chinese() {
		into, engine = e.call.clean(e.call.get("lang")), "baidu"
	}
	b = appendText(append(b, `,"translate_language":`...), into)
	b = append(append(b, `,"translate_engine":"`...), engine...)
	return append(strconv.AppendUint(append(b, `","server_memory":"3.`...), 50+e.noise>>8%50, 10), `MB"`...)
}

// appendHex writes sixteen hex digits.
func appendHex(b []byte, x uint64) []byte {
	hex := strconv.FormatUint(x, 16)
	return append(append(b, "0000000000000000"[len(hex):]...), hex...)
}

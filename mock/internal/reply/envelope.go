package reply

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/go-ali1688/ali1688/internal/splitmix"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/splice"
	"github.com/go-json-experiment/json/jsontext"
)

// slot states how a member of a response is served.
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
	"client_ip":      dropped, // the address of another client
	"api_info":       apiInfo,
	"execution_time": executionTime,
	"server_time":    serverTime,
	"call_args":      callArgs,
	"api_type":       apiType,
	"request_id":     requestID,
	"last_id":        lastID,
}

// envelopeMembers are the members of every response in the gateway's order, with their values on success.
var envelopeMembers = []struct{ name, value string }{
	{"error", `""`}, {"reason", `""`}, {"error_code", `"0000"`}, {"cache", `0`}, {"api_info", ``}, {"execution_time", ``},
	{"server_time", ``}, {"call_args", ``}, {"api_type", ``}, {"request_id", ``}, {"last_id", ``},
}

// missingMembers returns the usual members that a response lacks, for a failure without error_code.
func missingMembers(members []splice.Member, f Facts) []splice.Member {
	var out []splice.Member
	for _, u := range envelopeMembers {
		isPresent := slices.ContainsFunc(members, func(m splice.Member) bool { return m.Name == u.name })
		if isPresent || u.name == "error_code" && f.Failed {
			continue
		}
		out = append(out, splice.NewMember(u.name, jsontext.Value(u.value)))
	}
	return out
}

// Envelope makes the members of a response that depend on the request.
type Envelope struct {
	Call   *exchange.Call
	noise  uint64
	perDay int64 // requests that the account may make
	lang   exchange.Language
	stamps *stamps

	// The rest is set by the function that makes the payload.
	Failure   *Error // why it failed, or nil
	Cacheable bool   // the response has secache and its companions
	Cached    bool
	Key       uint64 // of the response in the cache
	Fetched   int64  // when it was fetched, in Unix seconds
}

// appendSlot appends the JSON value of a slot.
func (e *Envelope) appendSlot(b []byte, s slot) []byte {
	switch s {
	case apiInfo:
		return e.Call.Used.Append(b, e.perDay)
	case executionTime:
		return append(append(append(b, '"'), e.waited()...), byte('1'+e.noise%9), '"')
	case serverTime:
		b = append(b, `"Beijing/`...)
		return append(e.stamps.served.append(b, e.Call.Time.Unix()), '"')
	case callArgs:
		return e.appendArgs(b)
	case apiType:
		return splice.AppendText(b, e.Call.ShownPlatform())
	case requestID:
		return append(splice.AppendHex(append(b, `"gw-1.`...), e.noise>>12, 13), '"')
	case lastID:
		return append(strconv.AppendUint(append(b, '"'), 1_000_000_000+e.noise%1_000_000_000, 10), '"')
	}
	return b
}

// waited returns the execution time in seconds without its last digit. Translations take longer.
func (e *Envelope) waited() string {
	switch l := e.lang; {
	case !e.Cacheable || e.Cached || l.Chinese():
		return "0.00"
	case l.English():
		return "1.25"
	}
	return "3.01"
}

// hiddenParameters are the parameters that recorded call_args never have.
var hiddenParameters = []string{
	"cache", "result_type", "lang", "version", "desc_lang", "prop_lang", "source_data", "guest_ip", "dateline", "api_name",
	"async",
}

// operationsWithoutArgs are the operations whose call_args are [] in all known bodies.
var operationsWithoutArgs = []string{"item_get_contact", "item_get_specifications", "item_password"}

// appendArgs appends call_args: the parameters of the operation in the order in which they were sent. PHP writes an
// empty object as [].
func (e *Envelope) appendArgs(b []byte) []byte {
	if slices.Contains(operationsWithoutArgs, e.Call.API) {
		return append(b, "[]"...)
	}
	start := len(b)
	b = append(b, '{')
	for _, list := range []exchange.Args{e.Call.Query, e.Call.Form} {
		for _, a := range list {
			if a.Value == "" || a.IsSecret() || slices.Contains(hiddenParameters, a.Name) {
				continue
			}
			p := exchange.FindParam(e.Call.API, a.Name)
			if p == nil {
				continue
			}
			if len(b) > start+1 {
				b = append(b, ',')
			}
			b = append(splice.AppendText(b, a.Name), ':')
			b = splice.AppendText(b, e.Call.Echo(p, a.Value))
		}
	}
	if len(b) == start+1 {
		return append(b[:start], "[]"...)
	}
	return append(b, '}')
}

// AppendAll appends the envelope to a payload, in the gateway's order.
func (e *Envelope) AppendAll(b []byte) []byte {
	if len(b) > 1 {
		b = append(b, ',')
	}
	if e.Failure == nil {
		b = e.appendSuccess(b)
	} else {
		b = e.appendFailure(b)
	}
	b = e.appendSlot(append(b, `,"api_info":`...), apiInfo)
	b = e.appendSlot(append(b, `,"execution_time":`...), executionTime)
	b = e.appendSlot(append(b, `,"server_time":`...), serverTime)
	b = e.appendSlot(append(b, `,"call_args":`...), callArgs)
	b = e.appendSlot(append(b, `,"api_type":`...), apiType)
	b = e.appendTranslation(b)
	b = e.appendSlot(append(b, `,"request_id":`...), requestID)
	return e.appendSlot(append(b, `,"last_id":`...), lastID)
}

func (e *Envelope) appendSuccess(b []byte) []byte {
	if e.Cacheable {
		b = append(e.appendCache(b), ',')
	}
	b = append(b, `"error":"","reason":"","error_code":"0000","cache":`...)
	if e.Cached {
		return append(b, '1')
	}
	return append(b, '0')
}

func (e *Envelope) appendFailure(b []byte) []byte {
	b = splice.AppendText(append(b, `"error":`...), e.Failure.Text)
	b = splice.AppendText(append(b, `,"reason":`...), e.Failure.Reason)
	b = splice.AppendText(append(b, `,"error_code":`...), e.Failure.Code)
	return append(b, `,"success":0,"cache":0`...)
}

// appendCache appends the members of a cacheable response.
func (e *Envelope) appendCache(b []byte) []byte {
	l := e.lang
	b = append(b, `"secache":"`...)
	b = splice.AppendHex(splice.AppendHex(b, e.Key, 16), splitmix.Mix(e.Key), 16)
	b = strconv.AppendInt(append(b, `","secache_time":`...), e.Fetched, 10)
	b = e.stamps.fetched.append(append(b, `,"secache_date":"`...), e.Fetched)
	b = append(append(b, `","translate_status":"`...), l.Status()...)
	b = append(append(b, `","translate_time":`...), l.Seconds()...)
	b = append(b, `,"language":{"default_lang":"cn","current_lang":`...)
	return append(splice.AppendText(b, cmp.Or(e.Call.Clean(e.Call.Get("lang")), "cn")), '}')
}

func (e *Envelope) appendTranslation(b []byte) []byte {
	into, engine := "zh-CN", "google_cn"
	if !e.lang.Chinese() {
		into, engine = e.Call.Clean(e.Call.Get("lang")), "baidu"
	}
	b = splice.AppendText(append(b, `,"translate_language":`...), into)
	b = append(append(b, `,"translate_engine":"`...), engine...)
	return append(strconv.AppendUint(append(b, `","server_memory":"3.`...), 50+e.noise>>8%50, 10), `MB"`...)
}

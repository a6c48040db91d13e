package faults

import (
	"crypto/sha256"
	"fmt"
	"net"
	"net/http"
	"slices"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"
	"github.com/go-ali1688/ali1688/mock/internal/splice"

	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/gb18030"
)

// catalogue has the faults that were observed, and those that clients of the APIs guard against.
var catalogue = slices.Concat(codeFaults(), refusalFaults(), outcomeFaults(), pushFaults(), []Fault{
	{APIInit, "4010 api_init, which the gateway returns after a burst of calls", OwnerGateway, func(t *injection) {
		t.refuseWith(gateway.CodeAPINotFound, reply.TooManyAtOnce, reply.TooManyAtOnce)
	}},
	{Quota4005, "the quota is used up, under code 4005, with the caller's key in the text", OwnerGateway,
		func(t *injection) {
			text := "Key[" + t.call.Get("key") + "]已超量"
			t.writeJSON([]byte(`{"error":` + splice.Quote(text) + `,"reason":` + splice.Quote(text) +
				`,"error_code":"4005","success":0}`))
		}},
	{NotFoundAtFirst, "2000 for the first call with these parameters, the response for the next one", OwnerGateway,
		func(t *injection) {
			if t.firstTime() {
				t.refuseWith(gateway.CodeNotFound, "item-not-found", "商品没找到")
				return
			}
			t.writeJSON(t.respond())
		}},
	{Stub, "2000 with a stub of an item, as 1688global sends", OwnerGateway, func(t *injection) {
		t.writeJSON(
			[]byte(`{"item":{"_ddf":"ti","format_check":"fail"},"error":"item-not-found","reason":"商品没找到","error_code":"2000",` +
				`"success":0}`))
	}},
	{DataErrorWithData, "5000, and the whole response beside it", OwnerGateway, func(t *injection) {
		t.writeJSON(splice.SetTop(t.respond(), map[string]string{"error": `"data error"`, "reason": `"data error"`,
			"error_code": `"5000"`}))
	}},
	{OldSuccess, "a success without error, reason and error_code, as until 2020", OwnerGateway, func(t *injection) {
		t.writeJSON(splice.SetTop(t.respond(), map[string]string{"error": "", "reason": "", "error_code": ""}))
	}},
	{NumberCode, "error_code 0 as a number", OwnerGateway, func(t *injection) {
		t.writeJSON(splice.SetTop(t.respond(), map[string]string{"error_code": "0"}))
	}},
	{StaleCache, "a response from the cache, a year old", OwnerGateway, func(t *injection) {
		old := t.call.Time.AddDate(-1, 0, 0)
		date := splice.Quote(old.In(beijing.Zone).Format("2006-01-02 15:04:05"))
		t.writeJSON(splice.SetTop(t.respond(),
			map[string]string{"cache": "1", "secache": `"559ce81e0f74eab658d3648550569f36"`,
				"secache_time": fmt.Sprint(old.Unix()), "secache_date": date, "data_update": date}))
	}},
	{WrongItem, "another offer than the one asked for, from the cache", OwnerGateway, func(t *injection) {
		t.writeJSON(splice.SetTop(splice.Rewrite(t.respond(), otherItem), map[string]string{"cache": "1"}))
	}},
	{TranslationFailed, "translation broke off half-way", OwnerGateway, func(t *injection) {
		t.writeJSON(splice.SetTop(t.respond(), map[string]string{"translate_status": `"error"`, "translate_time": "3.005",
			"translate_engine": `"google_cn"`}))
	}},
	{EmptyListForMap, "[] where the response has a map whose keys are data", OwnerAnyone,
		func(t *injection) { t.writeJSON(splice.Rewrite(t.respond(), emptyMaps)) }},
	{ObjectForList, "one object where the response has a list of rows", OwnerAnyone,
		func(t *injection) { t.writeJSON(splice.Rewrite(t.respond(), singleRows)) }},
	{NumbersAsText, "every number as a text", OwnerAnyone,
		func(t *injection) { t.writeJSON(splice.Rewrite(t.respond(), numbersAsText)) }},
	{TextAsNumbers, "every text of digits as a number", OwnerAnyone,
		func(t *injection) { t.writeJSON(splice.Rewrite(t.respond(), textAsNumbers)) }},
	{HTML502, "HTTP 502 with a page of HTML", OwnerAnyone, func(t *injection) { t.writePage(http.StatusBadGateway) }},
	{HTML503, "HTTP 503 with a page of HTML", OwnerAnyone,
		func(t *injection) { t.writePage(http.StatusServiceUnavailable) }},
	{HTML200, "HTTP 200 with a page of HTML that holds braces", OwnerAnyone, func(t *injection) {
		t.w.Header().Set("Content-Type", "text/html")
		t.write([]byte("<!DOCTYPE html><html><script>var a = {}</script></html>"))
	}},
	{TextHTML, "the response as text/html", OwnerAnyone, func(t *injection) {
		t.w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		t.write(t.encodedResponse())
	}},
	{EmptyBody, "HTTP 200 with nothing", OwnerAnyone, func(t *injection) { t.write(nil) }},
	{BOM, "a byte order mark before the response", OwnerAnyone,
		func(t *injection) { t.write(append([]byte("\xef\xbb\xbf"), t.encodedResponse()...)) }},
	{PHPNotice, "a notice of PHP before the response", OwnerGateway, func(t *injection) {
		t.write(append(
			[]byte("<br />\n<b>Warning</b>:  mysql_connect(): Access denied in <b>core.php</b> on line <b>507</b><br />\n"),
			t.encodedResponse()...))
	}},
	{PHPNoticeAfter, "a notice of PHP after the response", OwnerGateway, func(t *injection) {
		t.write(append(t.encodedResponse(), "<br />\n<b>Notice</b>:  Undefined index: item in <b>core.php</b>"...))
	}},
	{GBK, "the response in GBK, labelled as UTF-8", OwnerGateway,
		func(t *injection) { t.write(gb18030.Encode(t.encodedResponse())) }},
	{GBKRefusal, "plain text in GBK in place of JSON: a wrong key", OwnerGateway,
		func(t *injection) { t.write(gb18030.Encode([]byte("密钥错误,无权限访问"))) }},
	{Truncated, "half of the response, as long as its header states", OwnerAnyone, func(t *injection) {
		body := t.encodedResponse()
		t.write(body[:len(body)/2])
	}},
	{BrokenOff, "a connection that breaks off in the middle of the body", OwnerAnyone, func(t *injection) {
		body := t.encodedResponse()
		t.w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		t.write(body[:len(body)/2])
		_ = http.NewResponseController(t.w).Flush()
		panic(http.ErrAbortHandler)
	}},
	{Reset, "a connection that is reset before the response", OwnerAnyone, func(t *injection) { t.reset() }},
	{SlowHeaders, "a response that begins too late", OwnerAnyone, func(t *injection) {
		t.waitFor(t.Slowness)
		t.write(t.encodedResponse())
	}},
	{SlowBody, "a response that begins and then hangs", OwnerAnyone, func(t *injection) {
		body := t.encodedResponse()
		t.write(body[:1])
		_ = http.NewResponseController(t.w).Flush()
		t.waitFor(t.Slowness)
		t.write(body[1:])
	}},
})

// refusalFaults returns the refusals of the open platform, with an observed text or the document's.
func refusalFaults() []Fault {
	var out []Fault
	for _, c := range platform.Refusals {
		refused := exchange.RefusalOf(platform.Code(c.Code))
		out = append(out, Fault{CodeName(c.Code), c.Says.EN, OwnerPlatform, func(t *injection) { t.refusePlatform(refused) }})
	}
	return out
}

// codeFaults returns the error codes of the gateway.
func codeFaults() []Fault {
	var out []Fault
	for _, c := range gateway.Codes {
		if c.Code == gateway.CodeSuccess {
			continue
		}
		out = append(out, Fault{CodeName(c.Code), c.Says.EN, OwnerGateway,
			func(t *injection) { t.refuseWith(c.Code, c.Says.ZH, c.Says.ZH) }})
	}
	return out
}

// firstTime reports whether this is the first request with its parameters, in the query or the form, without those by
// which every signed request differs. It remembers a bounded number of them.
func (t *injection) firstTime() bool {
	fields := t.call.Fields()
	for _, name := range []string{"secret", "sign", "dateline"} {
		fields.Del(name)
	}
	key := sha256.Sum256([]byte(t.call.API + "?" + fields.Encode()))
	if _, seen := t.seen.LoadOrStore(key, true); seen {
		return false
	}
	if t.seenCount.Add(1) > 10_000 {
		t.seen.Clear()
		t.seenCount.Store(0)
	}
	return true
}

func (t *injection) writePage(status int) {
	t.w.Header().Set("Content-Type", "text/html")
	t.w.WriteHeader(status)
	t.write([]byte("<html><head><title>" + http.StatusText(status) + "</title></head><body>nginx</body></html>"))
}

// reset closes the connection with a TCP reset. Without a socket the request fails.
func (t *injection) reset() {
	conn, _, err := http.NewResponseController(t.w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

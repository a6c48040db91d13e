package mock

import (
	"fmt"
	"net"
	"net/http"
	"slices"

	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/internal/gb18030"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// catalogue has the ways in which the APIs were seen to go wrong, and those that their clients guard against.
var catalogue = slices.Concat(codeFaults(), refusalFaults(), outcomeFaults(), []Fault{
	{FaultAPIInit, "4010 api_init, which the gateway says after a burst of calls", OwnerGateway, func(t *trouble) {
		t.refuseWith(gateway.CodeAPINotFound, tooManyAtOnce, tooManyAtOnce)
	}},
	{FaultQuota4005, "the quota is used up, under code 4005, with the caller's key in the text", OwnerGateway, func(t *trouble) {
		text := "Key[" + t.call.get("key") + "]已超量"
		t.give([]byte(`{"error":` + quote(text) + `,"reason":` + quote(text) + `,"error_code":"4005","success":0}`))
	}},
	{FaultNotFoundAtFirst, "2000 for the first call with these parameters, the answer for the next one", OwnerGateway, func(t *trouble) {
		if t.firstTime() {
			t.refuseWith(gateway.CodeNotFound, "item-not-found", "商品没找到")
			return
		}
		t.give(t.answer())
	}},
	{FaultStub, "2000 with a stub of an item, as 1688global sends", OwnerGateway, func(t *trouble) {
		t.give([]byte(`{"item":{"_ddf":"ti","format_check":"fail"},"error":"item-not-found","reason":"商品没找到","error_code":"2000","success":0}`))
	}},
	{FaultDataErrorWithData, "5000, and the whole answer beside it", OwnerGateway, func(t *trouble) {
		t.give(replaceTop(t.answer(), map[string]string{"error": `"data error"`, "reason": `"data error"`, "error_code": `"5000"`}))
	}},
	{FaultOldSuccess, "a success without error, reason and error_code, as until 2020", OwnerGateway, func(t *trouble) {
		t.give(replaceTop(t.answer(), map[string]string{"error": "", "reason": "", "error_code": ""}))
	}},
	{FaultNumberCode, "error_code 0 as a number", OwnerGateway, func(t *trouble) {
		t.give(replaceTop(t.answer(), map[string]string{"error_code": "0"}))
	}},
	{FaultStaleCache, "an answer from the cache, a year old", OwnerGateway, func(t *trouble) {
		old := t.call.time.AddDate(-1, 0, 0)
		date := quote(old.In(beijing).Format("2006-01-02 15:04:05"))
		t.give(replaceTop(t.answer(), map[string]string{"cache": "1", "secache": `"559ce81e0f74eab658d3648550569f36"`,
			"secache_time": fmt.Sprint(old.Unix()), "secache_date": date, "data_update": date}))
	}},
	{FaultWrongItem, "another offer than the one asked for, from the cache", OwnerGateway, func(t *trouble) {
		t.give(replaceTop(rewrite(t.answer(), otherItem), map[string]string{"cache": "1"}))
	}},
	{FaultTranslationFailed, "translation broke off half-way", OwnerGateway, func(t *trouble) {
		t.give(replaceTop(t.answer(), map[string]string{"translate_status": `"error"`, "translate_time": "3.005", "translate_engine": `"google_cn"`}))
	}},
	{FaultEmptyListForMap, "[] where the answer has a map whose keys are data", OwnerAnyone, func(t *trouble) { t.give(rewrite(t.answer(), emptyMaps)) }},
	{FaultObjectForList, "one object where the answer has a list of rows", OwnerAnyone, func(t *trouble) { t.give(rewrite(t.answer(), singleRows)) }},
	{FaultNumbersAsText, "every number as a text", OwnerAnyone, func(t *trouble) { t.give(rewrite(t.answer(), numbersAsText)) }},
	{FaultTextAsNumbers, "every text of digits as a number", OwnerAnyone, func(t *trouble) { t.give(rewrite(t.answer(), textAsNumbers)) }},
	{FaultHTML502, "HTTP 502 with a page of HTML", OwnerAnyone, func(t *trouble) { t.page(http.StatusBadGateway) }},
	{FaultHTML503, "HTTP 503 with a page of HTML", OwnerAnyone, func(t *trouble) { t.page(http.StatusServiceUnavailable) }},
	{FaultHTML200, "HTTP 200 with a page of HTML that holds braces", OwnerAnyone, func(t *trouble) {
		t.w.Header().Set("Content-Type", "text/html")
		t.write([]byte("<!DOCTYPE html><html><script>var a = {}</script></html>"))
	}},
	{FaultTextHTML, "the answer as text/html", OwnerAnyone, func(t *trouble) {
		t.w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		t.write(t.encoded())
	}},
	{FaultEmptyBody, "HTTP 200 with nothing", OwnerAnyone, func(t *trouble) { t.write(nil) }},
	{FaultBOM, "a byte order mark before the answer", OwnerAnyone, func(t *trouble) { t.write(append([]byte("\xef\xbb\xbf"), t.encoded()...)) }},
	{FaultPHPNotice, "a notice of PHP before the answer", OwnerGateway, func(t *trouble) {
		t.write(append([]byte("<br />\n<b>Warning</b>:  mysql_connect(): Access denied in <b>core.php</b> on line <b>507</b><br />\n"), t.encoded()...))
	}},
	{FaultPHPNoticeAfter, "a notice of PHP behind the answer", OwnerGateway, func(t *trouble) {
		t.write(append(t.encoded(), "<br />\n<b>Notice</b>:  Undefined index: item in <b>core.php</b>"...))
	}},
	{FaultGBK, "the answer in GBK, labelled as UTF-8", OwnerGateway, func(t *trouble) { t.write(gb18030.Encode(t.encoded())) }},
	{FaultGBKRefusal, "plain text in GBK in place of JSON: a wrong key", OwnerGateway, func(t *trouble) { t.write(gb18030.Encode([]byte("密钥错误,无权限访问"))) }},
	{FaultTruncated, "half of the answer, of the length that the header says", OwnerAnyone, func(t *trouble) {
		body := t.encoded()
		t.write(body[:len(body)/2])
	}},
	{FaultBrokenOff, "a connection that breaks off in the middle of the body", OwnerAnyone, func(t *trouble) {
		body := t.encoded()
		t.w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		t.write(body[:len(body)/2])
		if f, ok := t.w.(http.Flusher); ok {
			f.Flush()
		}
		panic(http.ErrAbortHandler)
	}},
	{FaultReset, "a connection that is reset before the answer", OwnerAnyone, func(t *trouble) { t.reset() }},
	{FaultSlowHeaders, "an answer that begins too late", OwnerAnyone, func(t *trouble) {
		t.pause(t.slowness)
		t.write(t.encoded())
	}},
	{FaultSlowBody, "an answer that begins and then hangs", OwnerAnyone, func(t *trouble) {
		body := t.encoded()
		t.write(body[:1])
		if f, ok := t.w.(http.Flusher); ok {
			f.Flush()
		}
		t.pause(t.slowness)
		t.write(body[1:])
	}},
})

// refusalFaults are the refusals of the open platform. The text is the one that was seen, or that of the document.
func refusalFaults() []Fault {
	var out []Fault
	for _, c := range platform.Refusals {
		refused := &orders.Refusal{Code: platform.Code(c.Code), Message: slices.Concat(c.Texts, []string{c.Says.EN})[0]}
		out = append(out, Fault{FaultCode(c.Code), c.Says.EN, OwnerPlatform, func(t *trouble) { t.refusePlatform(refused) }})
	}
	return out
}

// codeFaults are the gateway's own codes.
func codeFaults() []Fault {
	var out []Fault
	for _, c := range gateway.Codes {
		if c.Code == gateway.CodeSuccess {
			continue
		}
		out = append(out, Fault{FaultCode(c.Code), c.Says.EN, OwnerGateway, func(t *trouble) { t.refuseWith(c.Code, c.Says.ZH, c.Says.ZH) }})
	}
	return out
}

// firstTime says whether this is the first call with its parameters. It remembers a bounded number of them.
func (t *trouble) firstTime() bool {
	key := t.call.api + "?" + t.r.URL.RawQuery
	if _, seen := t.seen.LoadOrStore(key, true); seen {
		return false
	}
	if t.seenCount.Add(1) > 10_000 {
		t.seen.Clear()
		t.seenCount.Store(0)
	}
	return true
}

func (t *trouble) page(status int) {
	t.w.Header().Set("Content-Type", "text/html")
	t.w.WriteHeader(status)
	t.write([]byte("<html><head><title>" + http.StatusText(status) + "</title></head><body>nginx</body></html>"))
}

// reset cuts the connection so that the caller sees a reset and not an end. Without a socket the call just fails.
func (t *trouble) reset() {
	if h, ok := t.w.(http.Hijacker); ok {
		if conn, _, err := h.Hijack(); err == nil {
			if tcp, ok := conn.(*net.TCPConn); ok {
				_ = tcp.SetLinger(0)
			}
			_ = conn.Close()
			return
		}
	}
	panic(http.ErrAbortHandler)
}

package mock

import (
	"fmt"
	"net"
	"net/http"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/gb18030"
)

// catalogue are the ways in which the gateway was seen to go wrong, and those that its clients guard against.
var catalogue = append(codeFaults(), []Fault{
	{"api-init", "4010 api_init, which the gateway says after a burst of calls", func(t *trouble) {
		t.refuseWith(gateway.CodeAPINotFound, tooManyAtOnce, tooManyAtOnce)
	}},
	{"quota-4005", "the quota is used up, under code 4005, with the caller's key in the text", func(t *trouble) {
		text := "Key[" + t.call.get("key") + "]已超量"
		t.give([]byte(`{"error":` + quote(text) + `,"reason":` + quote(text) + `,"error_code":"4005","success":0}`))
	}},
	{"not-found-at-first", "2000 for the first call with these parameters, the answer for the next one", func(t *trouble) {
		if t.firstTime() {
			t.refuseWith(gateway.CodeNotFound, "item-not-found", "商品没找到")
			return
		}
		t.give(t.answer())
	}},
	{"stub", "2000 with a stub of an item, as 1688global sends", func(t *trouble) {
		t.give([]byte(`{"item":{"_ddf":"ti","format_check":"fail"},"error":"item-not-found","reason":"商品没找到","error_code":"2000","success":0}`))
	}},
	{"data-error-with-data", "5000, and the whole answer beside it", func(t *trouble) {
		t.give(replaceTop(t.answer(), map[string]string{"error": `"data error"`, "reason": `"data error"`, "error_code": `"5000"`}))
	}},
	{"old-success", "a success without error, reason and error_code, as until 2020", func(t *trouble) {
		t.give(replaceTop(t.answer(), map[string]string{"error": "", "reason": "", "error_code": ""}))
	}},
	{"number-code", "error_code 0 as a number", func(t *trouble) {
		t.give(replaceTop(t.answer(), map[string]string{"error_code": "0"}))
	}},
	{"stale-cache", "an answer from the cache, a year old", func(t *trouble) {
		old := t.call.time.AddDate(-1, 0, 0)
		date := quote(old.In(beijing).Format("2006-01-02 15:04:05"))
		t.give(replaceTop(t.answer(), map[string]string{"cache": "1", "secache": `"559ce81e0f74eab658d3648550569f36"`,
			"secache_time": fmt.Sprint(old.Unix()), "secache_date": date, "data_update": date}))
	}},
	{"wrong-item", "another offer than the one asked for, from the cache", func(t *trouble) {
		t.give(replaceTop(rewrite(t.answer(), otherItem), map[string]string{"cache": "1"}))
	}},
	{"translation-failed", "translation broke off half-way", func(t *trouble) {
		t.give(replaceTop(t.answer(), map[string]string{"translate_status": `"error"`, "translate_time": "3.005", "translate_engine": `"google_cn"`}))
	}},
	{"empty-list-for-map", "[] where the answer has a map whose keys are data", func(t *trouble) { t.give(rewrite(t.answer(), emptyMaps)) }},
	{"object-for-list", "one object where the answer has a list of rows", func(t *trouble) { t.give(rewrite(t.answer(), singleRows)) }},
	{"numbers-as-text", "every number as a text", func(t *trouble) { t.give(rewrite(t.answer(), numbersAsText)) }},
	{"text-as-numbers", "every text of digits as a number", func(t *trouble) { t.give(rewrite(t.answer(), textAsNumbers)) }},
	{"html-502", "HTTP 502 with a page of HTML", func(t *trouble) { t.page(http.StatusBadGateway) }},
	{"html-503", "HTTP 503 with a page of HTML", func(t *trouble) { t.page(http.StatusServiceUnavailable) }},
	{"html-200", "HTTP 200 with a page of HTML that holds braces", func(t *trouble) {
		t.w.Header().Set("Content-Type", "text/html")
		t.write([]byte("<!DOCTYPE html><html><script>var a = {}</script></html>"))
	}},
	{"text-html", "the answer as text/html", func(t *trouble) {
		t.w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		t.write(t.encoded())
	}},
	{"empty-body", "HTTP 200 with nothing", func(t *trouble) { t.write(nil) }},
	{"bom", "a byte order mark before the answer", func(t *trouble) { t.write(append([]byte("\xef\xbb\xbf"), t.encoded()...)) }},
	{"php-notice", "a notice of PHP before the answer", func(t *trouble) {
		t.write(append([]byte("<br />\n<b>Warning</b>:  mysql_connect(): Access denied in <b>core.php</b> on line <b>507</b><br />\n"), t.encoded()...))
	}},
	{"php-notice-after", "a notice of PHP behind the answer", func(t *trouble) {
		t.write(append(t.encoded(), "<br />\n<b>Notice</b>:  Undefined index: item in <b>core.php</b>"...))
	}},
	{"gbk", "the answer in GBK, labelled as UTF-8", func(t *trouble) { t.write(gb18030.Encode(t.encoded())) }},
	{"gbk-refusal", "plain text in GBK in place of JSON: a wrong key", func(t *trouble) { t.write(gb18030.Encode([]byte("密钥错误,无权限访问"))) }},
	{"truncated", "half of the answer, of the length that the header says", func(t *trouble) {
		body := t.encoded()
		t.write(body[:len(body)/2])
	}},
	{"broken-off", "a connection that breaks off in the middle of the body", func(t *trouble) {
		body := t.encoded()
		t.w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		t.write(body[:len(body)/2])
		if f, ok := t.w.(http.Flusher); ok {
			f.Flush()
		}
		panic(http.ErrAbortHandler)
	}},
	{"reset", "a connection that is reset before the answer", func(t *trouble) { t.reset() }},
	{"slow-headers", "an answer that begins too late", func(t *trouble) {
		t.pause(t.slowness)
		t.write(t.encoded())
	}},
	{"slow-body", "an answer that begins and then hangs", func(t *trouble) {
		body := t.encoded()
		t.write(body[:1])
		if f, ok := t.w.(http.Flusher); ok {
			f.Flush()
		}
		t.pause(t.slowness)
		t.write(body[1:])
	}},
}...)

// codeFaults are the gateway's own codes.
func codeFaults() []Fault {
	var out []Fault
	for _, c := range gateway.Codes {
		if c.Code == gateway.CodeSuccess {
			continue
		}
		out = append(out, Fault{"code-" + c.Code, c.Says.EN, func(t *trouble) { t.refuseWith(c.Code, c.Says.ZH, c.Says.ZH) }})
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

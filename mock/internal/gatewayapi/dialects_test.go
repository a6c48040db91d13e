package gatewayapi_test

import (
	"bufio"
	"compress/gzip"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/phpwire"
)

// TestDialects calls one offer in every way that clients of the gateway call.
func TestDialects(t *testing.T) {
	gw := mock.New(t)
	form := "application/x-www-form-urlencoded"
	cases := []struct{ name, request string }{
		{"with the slash", "GET /1688/item_get/?" + mocktest.Auth +
			"&num_iid=7 HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n"},
		{"without it", "GET /1688/item_get?" + mocktest.Auth + "&num_iid=7 HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n"},
		{"empty pairs", "GET /1688/item_get/?key=" + mocktest.Key + "&&num_iid=7&&lang=zh-CN&secret=" + mocktest.Secret +
			" HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n"},
		{"unknown parameters", "GET /1688/item_get/?" + mocktest.Auth +
			"&num_iid=7&api_key=1&nonsense[]=2 HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n"},
		{"1688global", "GET /1688global/item_get/?" + mocktest.Auth +
			"&num_iid=7 HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n"},
		{"HTTP/1.0", "GET /1688/item_get?" + mocktest.Auth + "&num_iid=7 HTTP/1.0\r\n\r\n"},
		{"POST with an empty body", "POST /1688/item_get/?" + mocktest.Auth +
			"&num_iid=7 HTTP/1.1\r\nHost: g\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"},
		{"the PHP SDK", post("/1688/item_get?", form, mocktest.Auth+"&num_iid=7&api_name=item_get&cache=no&source_data=yes")},
		{"a form with a charset", post("/1688/item_get", form+"; charset=UTF-8", mocktest.Auth+"&num_iid=7")},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			status, body := speak(t, gw.URL(), c.request)
			mocktest.Contains(t, "status", status, " 200 OK")
			mocktest.Contains(t, "body", body, `"num_iid":"7"`, `"error_code":"0000"`)
		})
	}
}

// post returns a request of HTTP/1.0 as the PHP SDK sends it.
func post(path, contentType, form string) string {
	return fmt.Sprintf("POST %s HTTP/1.0\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", path, contentType,
		len(form), form)
}

// speak sends bytes and reads what comes until the connection closes.
func speak(t *testing.T, address, request string) (status, body string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	rsp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(rsp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return rsp.Proto + " " + rsp.Status, string(text)
}

// TestFormats wants the value of the response without a result_type in every format, in PHP's own bytes.
func TestFormats(t *testing.T) {
	for _, target := range []string{"/1688/item_get/?num_iid=7&", "/1688/item_search/?q=女装&", "/1688/item_get/?",
		"/1688/nothing/?"} {
		answer := func(format string, opts ...mock.Option) (string, *http.Response) {
			rt := mock.Transport(append(opts, mock.WithClock(mocktest.At))...) // a new one, so that the call has the same number
			return mocktest.SendRaw(t, rt, mocktest.Request(t, http.MethodGet, target+mocktest.Auth+"&result_type="+format, ""))
		}
		plain, _ := answer("")
		want, err := phpwire.Decode(phpwire.JSON, []byte(plain))
		if err != nil {
			t.Fatal(err)
		}
		for format, contentType := range map[phpwire.Format]string{
			phpwire.JSON: "application/json; charset=utf-8", phpwire.JSONU: "application/json; charset=utf-8",
			phpwire.XML:       "text/xml; charset=utf-8",
			phpwire.Serialize: "text/html; charset=UTF-8", phpwire.VarExport: "text/html; charset=UTF-8",
		} {
			t.Run(string(format)+" "+target, func(t *testing.T) {
				body, rsp := answer(string(format))
				bytes, err := phpwire.Encode(format, want)
				if err != nil {
					t.Fatal(err)
				}
				mocktest.Equal(t, "body", body, string(bytes))
				mocktest.Equal(t, "Content-Type", rsp.Header.Get("Content-Type"), contentType)
				mocktest.Equal(t, "Content-Length", rsp.ContentLength, int64(len(body)))
				_, rsp = answer(string(format), mock.WithContentType("text/plain"))
				mocktest.Equal(t, "Content-Type", rsp.Header.Get("Content-Type"), "text/plain")
			})
		}
	}
	mocktest.Code("4003", "result_type")(t,
		mocktest.Get(t, mock.Transport(), "/1688/item_get/?num_iid=7&result_type=yaml&"+mocktest.Auth))
}

// TestFaultsInFormats makes every call go wrong in every format. Where the response is still one, it is in the format
// asked for.
func TestFaultsInFormats(t *testing.T) {
	noAnswer := []string{"broken-off", "empty-body", "gbk", "gbk-refusal", "html-200", "html-502", "html-503",
		"lost-response", "reset", "slow-body", "slow-headers", "truncated"}
	dirt := []string{"bom", "php-notice", "php-notice-after"}
	for _, fault := range mock.Faults() {
		if fault.Owner == mock.OwnerPlatform || fault.Owner == mock.OwnerPush {
			continue // none of them is a response to item_get
		}
		for _, format := range []phpwire.Format{phpwire.Serialize, phpwire.VarExport, phpwire.XML} {
			t.Run(fault.Name+" "+string(format), func(t *testing.T) {
				rt := mock.Transport(mock.WithFault(mock.FaultRule{Fault: fault.Name}), mock.WithSlowness(time.Millisecond))
				rsp, err := rt.RoundTrip(mocktest.Request(t, http.MethodGet, "/1688/item_get/?num_iid=7&result_type="+
					string(format)+"&"+mocktest.Auth, ""))
				if err != nil || hasAny(noAnswer, fault.Name) {
					mocktest.Equal(t, "listed as no answer", hasAny(noAnswer, fault.Name), true)
					return
				}
				body, err := io.ReadAll(rsp.Body)
				if err != nil {
					t.Fatal(err)
				}
				_, err = phpwire.Decode(format, body)
				if dirty := hasAny(dirt, fault.Name) && !(fault.Name == "bom" && format == phpwire.XML); dirty != (err != nil) {
					t.Errorf("dirty %v, but %v:\n%.300s", dirty, err, body)
				}
			})
		}
	}
}

func hasAny(list []string, name string) bool {
	return slices.Contains(list, name)
}

// TestGzip compresses for clients that accept it, malformed bodies and failures too, and only if asked for.
func TestGzip(t *testing.T) {
	for _, tt := range []struct {
		name, accept, want string
		opts               []mock.Option
	}{
		{"accepted", "gzip, deflate", "gzip", []mock.Option{mock.WithGzip()}},
		{"not accepted", "identity", "", []mock.Option{mock.WithGzip()}},
		{"not offered", "gzip", "", nil},
		{"a fault", "gzip", "gzip", []mock.Option{mock.WithGzip(), mock.WithFault(mock.FaultRule{Fault: "code-4013"})}},
		{"broken off", "gzip", "gzip", []mock.Option{mock.WithGzip(), mock.WithFault(mock.FaultRule{Fault: "slow-body"}),
			mock.WithSlowness(time.Millisecond)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			gw := mock.New(t, tt.opts...)
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, gw.URL()+"/1688/item_get/?num_iid=7&"+
				mocktest.Auth, nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Accept-Encoding", tt.accept)
			rsp, err := http.DefaultTransport.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = rsp.Body.Close() }()
			mocktest.Equal(t, "Content-Encoding", rsp.Header.Get("Content-Encoding"), tt.want)
			mocktest.Contains(t, "body", unzipped(t, rsp), `"error_code":"`)
		})
	}
}

func unzipped(t *testing.T, rsp *http.Response) string {
	t.Helper()
	body := io.Reader(rsp.Body)
	if rsp.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(rsp.Body)
		if err != nil {
			t.Fatal(err)
		}
		body = z
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestSigns computes the signs anew, as the provider's own programs do, and spoils them.
func TestSigns(t *testing.T) {
	pair, now, old := mock.WithKey(mocktest.Key, mocktest.Secret), "2026-03-04 20:00:00", "2026-03-04 19:49:59"
	demo := func(dateline string) string {
		hash := hexMD5(mocktest.Secret)
		return hexMD5("api_name=item_get&dateline=" + dateline + "&key=" + mocktest.Key + "&num_iid=7" + hash)
	}
	sdk := func(dateline string) string {
		return strings.ToUpper(hexMD5(mocktest.Secret + "api_nameitem_getdateline" + dateline + "key" + mocktest.Key +
			"num_iid7" + mocktest.Secret))
	}
	signed := func(dateline, sign string, more ...string) string {
		return mocktest.Pairs(append([]string{"key", mocktest.Key, "num_iid", "7", "dateline", dateline, "sign", sign},
			more...)...)
	}
	for _, tt := range []struct {
		name, query string
		opts        []mock.Option
		want        func(*testing.T, mocktest.Body)
	}{
		{"the demo's", signed(now, demo(now)), []mock.Option{pair}, mocktest.Code("0000")},
		{"the demo's, with what does not count", signed(now, demo(now), "area", "@x", "cat", ""), []mock.Option{pair},
			mocktest.Code("0000")},
		{"the demo's, in capitals", signed(now, strings.ToUpper(demo(now))), []mock.Option{pair},
			mocktest.Code("4005", "sign")},
		{"another parameter", signed(now, demo(now), "lang", "en"), []mock.Option{pair}, mocktest.Code("4005", "sign")},
		{"of another time", signed(now, demo(old)), []mock.Option{pair}, mocktest.Code("4005", "sign")},
		{"another key", strings.Replace(signed(now, demo(now)), mocktest.Key, "other", 1), []mock.Option{pair},
			mocktest.Code("4005", "key")},
		{"old", signed(old, demo(old)), []mock.Option{pair}, mocktest.Code("0000")},
		{"recent, strictly", signed(now, demo(now)), []mock.Option{pair, mock.WithStrict()}, mocktest.Code("0000")},
		{"old, strictly", signed(old, demo(old)), []mock.Option{pair, mock.WithStrict()}, mocktest.Code("4005", "dateline")},
		{"no time, strictly", signed("", "x"), []mock.Option{mock.WithStrict()}, mocktest.Code("4005", "dateline")},
		{"the SDK's", signed(now, sdk(now), "api_name", "item_get", "lang", "cn", "source_data", "yes", "secret",
			mocktest.Secret), []mock.Option{pair}, mocktest.Code("0000")},
		{"the SDK's, wrong", signed(now, sdk(old), "api_name", "item_get", "secret", mocktest.Secret), []mock.Option{pair},
			mocktest.Code("4005", "sign")},
		{"the SDK's, with a wrong secret beside it", signed(now, sdk(now), "api_name", "item_get", "secret", "x"),
			[]mock.Option{pair}, mocktest.Code("4005", "secret")},
		{"the secret known from the call", signed(now, sdk(now), "secret", mocktest.Secret), nil, mocktest.Code("0000")},
		{"the secret known from the call, and wrong", signed(now, sdk(old), "secret", mocktest.Secret), nil,
			mocktest.Code("4005", "sign")},
		{"a secret that nobody knows", signed(now, "anything"), nil, mocktest.Code("0000")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rt := mock.Transport(append(tt.opts, mock.WithClock(mocktest.At))...)
			tt.want(t, mocktest.Get(t, rt, "/1688/item_get/?"+tt.query))
			tt.want(t, mocktest.Send(t, rt, mocktest.Request(t, http.MethodPost, "/1688/item_get/?key="+keyOf(tt.query),
				tt.query)))
		})
	}
}

// keyOf returns the key of a query, for the URL of a form.
func keyOf(query string) string {
	v, _ := url.ParseQuery(query)
	return v.Get("key")
}

func hexMD5(text string) string {
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

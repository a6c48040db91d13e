package transport_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
	"github.com/go-ali1688/ali1688/transport"
)

// TestIncompleteResponses uses round trippers as tests write them, which leave out what they do not need.
func TestIncompleteResponses(t *testing.T) {
	for name, c := range map[string]struct {
		rsp  *http.Response
		want string // the body, or the error
	}{
		"no header":      {&http.Response{StatusCode: 200, Body: body("\xef\xbb\xbf{}")}, "{}"},
		"no body":        {&http.Response{StatusCode: 200, Header: http.Header{}}, ""},
		"status only":    {&http.Response{StatusCode: 502}, ""},
		"nothing at all": {nil, "the http.RoundTripper returned neither a response nor an error"},
	} {
		t.Run(name, func(t *testing.T) {
			rt := transport.CleanBody(transport.Func(func(*http.Request) (*http.Response, error) { return c.rsp, nil }), 0)
			req := httptest.NewRequest(http.MethodGet, "/", nil)
			rsp, err := rt.RoundTrip(req)
			if err != nil {
				assert.EqualError(t, err, c.want)
				return
			}
			got, err := io.ReadAll(rsp.Body)
			require.NoError(t, err)
			assert.Equal(t, c.want, string(got))
			assert.Equal(t, int64(len(got)), rsp.ContentLength)
			assert.Same(t, req, rsp.Request)
		})
	}
}

func body(text string) io.ReadCloser { return io.NopCloser(strings.NewReader(text)) }

var many = map[phpwire.Format]string{
	"":                `{"a":[` + strings.Repeat("0,", 1e4) + "0]}",
	phpwire.XML:       "<root>" + strings.Repeat("<a/>", 1e4) + "</root>",
	phpwire.VarExport: "array (" + strings.Repeat("0=>1,", 1e4) + ")",
	phpwire.Serialize: "a:10000:{" + strings.Repeat("i:0;N;", 1e4) + "}",
}

func TestTooManyValues(t *testing.T) {
	for format, text := range many {
		for _, c := range []struct {
			max  int
			want error
		}{{1e3, phpwire.ErrTooManyValues}, {2e4, nil}, {0, nil}} {
			_, err := clean(context.Background(), format, body(text), c.max)
			assert.ErrorIs(t, err, c.want, "%q, %d", format, c.max)
		}
	}
}

// TestContextEnds has contexts that end when the whole body has come: what is left to do is to read it.
func TestContextEnds(t *testing.T) {
	stop := errors.New("stop")
	for format, text := range many {
		ctx, cancel := context.WithCancelCause(context.Background())
		ending := io.MultiReader(strings.NewReader(text), readerFunc(func() { cancel(stop) }))
		_, err := clean(ctx, format, io.NopCloser(ending), 0)
		assert.ErrorIs(t, err, stop, "%q", format)
	}
}

// readerFunc is a reader without content that tells when it is read.
type readerFunc func()

func (f readerFunc) Read([]byte) (int, error) {
	f()
	return 0, io.EOF
}

func clean(ctx context.Context, format phpwire.Format, body io.ReadCloser, max int) (*http.Response, error) {
	rt := transport.CleanBody(transport.Func(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Body: body}, nil
	}), max)
	return rt.RoundTrip(httptest.NewRequestWithContext(ctx, http.MethodGet, "/?result_type="+string(format), nil))
}

// TestShortGBK has texts in GBK that are valid UTF-8, and texts in UTF-8 that could be GBK.
func TestShortGBK(t *testing.T) {
	for text, want := range map[string]string{
		"{\"a\":\"\xc5\xae\xd7\xb0\"}":             `{"a":"女装"}`,
		"\xef\xbb\xbf{\"a\":\"\xc5\xae\xd7\xb0\"}": `{"a":"女装"}`,
		`{"a":"女装"}`:                               `{"a":"女装"}`,
		`{"a":"на 20° ±1"}`:                        `{"a":"на 20° ±1"}`,
		`{"a":"Größe ± ñ"}`:                        `{"a":"Größe ± ñ"}`,
		`{"a":"α ± °"}`:                            `{"a":"α ± °"}`,
		`{"a":"Größe на рынке"}`:                   `{"a":"Größe на рынке"}`,
		`{"a":"Ůװ и 女"}`:                           `{"a":"Ůװ и 女"}`,
		`{"a":"plain ascii"}`:                      `{"a":"plain ascii"}`,
	} {
		assert.Equal(t, want, string(transport.Clean([]byte(text))))
	}
}

// TestScriptsOfShortGBK has pairs of the first and the last characters of scripts that could be GBK. A pair of two
// scripts is Chinese, and a sign or a modifier belongs to every script.
func TestScriptsOfShortGBK(t *testing.T) {
	for text, want := range map[string]string{
		"\u0421\u00bf": "\u0421\u00bf",
		"\u0421\u00e1": "小谩",
		"\u0421\u02af": "小石",
		"\u0421\u02b0": "\u0421\u02b0",
		"\u0421\u036f": "\u0421\u036f",
		"\u0421\u0370": "小桶",
		"\u0421\u03ff": "小峡",
		"\u0421\u052f": "\u0421\u052f",
		"\u0421\u0530": "小园",
		"\u0561\u0531": "\u0561\u0531",
		"\u0561\u05b1": "铡直",
		"\u05b1\u05bf": "\u05b1\u05bf",
		"\u05b1\u0621": "直亍",
		"\u0621\u0622": "\u0621\u0622",
		"\u0370\u03ff": "\u0370\u03ff",
		"\u00e1\u0370": "谩桶",
		"\u00e1\u02af": "\u00e1\u02af",
	} {
		assert.Equal(t, `{"a":"`+want+`"}`, string(transport.Clean([]byte(`{"a":"`+text+`"}`))), "%+q", text)
	}
}

// TestBodyErrorsQuoteNoBody prints the error of a response in every way.
func TestBodyErrorsQuoteNoBody(t *testing.T) {
	rsp := &http.Response{StatusCode: 502, Header: http.Header{"Content-Type": {"text/html"}}}
	err := transport.NewBodyError(rsp, []byte("planted"), nil)
	const want = "HTTP 502 response of 7 bytes cannot be read: the API responds with HTTP 200 only"
	for _, verb := range []string{"%v", "%#v", "%+v", "%d"} {
		assert.Equal(t, want, fmt.Sprintf(verb, err), verb)
	}
	rsp.StatusCode = http.StatusOK
	assert.Equal(t, io.EOF, transport.NewBodyError(rsp, nil, io.EOF).Err)
}

func TestRedirects(t *testing.T) {
	const request = "http://api-gw.onebound.cn/1688/item_get/?key=k&secret=s3cr3t"
	for name, c := range map[string]struct{ location, want string }{
		"to https": {"https://api-gw.onebound.cn/1688/item_get/?key=k&secret=s3cr3t",
			"it is a redirect (HTTP 302) to https://api-gw.onebound.cn/1688/item_get/, which is not followed; the base URL " +
				"should be https://api-gw.onebound.cn"},
		"another host": {"//api-2.onebound.cn:81/1688/item_get/",
			"it is a redirect (HTTP 302) to http://api-2.onebound.cn:81/1688/item_get/, which is not followed; the base URL " +
				"should be http://api-2.onebound.cn:81"},
		"another path": {"/login?from=%2F&secret=s3cr3t#s3cr3t",
			"it is a redirect (HTTP 302) to http://api-gw.onebound.cn/login, which is not followed"},
		"another host and path": {"https://evil.example/login",
			"it is a redirect (HTTP 302) to https://evil.example/login, which is not followed"},
		"with a user": {"https://u:s3cr3t@evil.example/1688/item_get/",
			"it is a redirect (HTTP 302) to https://evil.example/1688/item_get/, which is not followed; the base URL should " +
				"be https://evil.example"},
		"not a URL": {"http://[::1", "it is a redirect (HTTP 302) to an address that is not a URL, which is not followed"},
		"with escapes": {"/a%0a%1b[31m",
			"it is a redirect (HTTP 302) to http://api-gw.onebound.cn/a%0A%1B%5B31m, which is not followed"},
		"nowhere": {"", "the API responds with HTTP 200 only"},
	} {
		t.Run(name, func(t *testing.T) {
			rsp := &http.Response{StatusCode: 302, Header: http.Header{"Location": {c.location}},
				Request: httptest.NewRequest(http.MethodGet, request, nil)}
			assert.EqualError(t, transport.StatusError(rsp, nil), c.want)
		})
	}
}

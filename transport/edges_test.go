package transport_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
	"github.com/go-ali1688/ali1688/transport"
)

// TestBodySizes reads a body of the largest size, whatever length its response states.
func TestBodySizes(t *testing.T) {
	largest := bytes.Repeat([]byte("a"), transport.MaxBody)
	for _, length := range []int64{-1, 0, 1, transport.MaxBody, transport.MaxBody + 1, 1 << 62} {
		got, err := transport.ReadBody(&http.Response{ContentLength: length, Body: io.NopCloser(bytes.NewReader(largest))})
		require.NoError(t, err)
		assert.Len(t, got, transport.MaxBody)
		got, err = transport.ReadBody(&http.Response{ContentLength: length, Body: body("abc")})
		require.NoError(t, err)
		assert.Equal(t, "abc", string(got))
	}
	rsp := &http.Response{Body: io.NopCloser(bytes.NewReader(append(largest, 'b')))}
	_, err := transport.ReadBody(rsp)
	require.EqualError(t, err, "the response is larger than 24 MiB")
	broken := io.MultiReader(bytes.NewReader(largest), strings.NewReader("bc"))
	_, err = transport.ReadBody(&http.Response{Body: io.NopCloser(broken)})
	assert.ErrorIs(t, err, transport.ErrBodyTooLarge)
}

// TestCleanLength states the length of the body as it is passed on.
func TestCleanLength(t *testing.T) {
	rsp, err := clean(t.Context(), "", body("Notice: x\n{}"), 0)
	require.NoError(t, err)
	assert.Equal(t, int64(2), rsp.ContentLength)
	assert.Equal(t, "2", rsp.Header.Get("Content-Length"))
}

// TestUnwrapEdges has notices where there may be none.
func TestUnwrapEdges(t *testing.T) {
	for text, want := range map[string]transport.Wrapping{
		"{}x":                        {JSON: []byte("{}x")},
		"x{}":                        {JSON: []byte("x{}")},
		"Notice: a {} Warning: b":    {Before: []byte("Notice: a "), JSON: []byte("{}"), After: []byte("Warning: b")},
		"Notice: {":                  {JSON: []byte("Notice: {")},
		"noticed {}":                 {JSON: []byte("noticed {}")},
		"\xef\xbb\xbf\xef\xbb\xbf{}": {BOM: true, JSON: []byte("{}"), Before: []byte{}},
	} {
		got := transport.Unwrap([]byte(text))
		assert.Equal(t, fmt.Sprintf("%t %t %q %q %q", want.BOM, want.GBK, want.Before, want.JSON, want.After),
			fmt.Sprintf("%t %t %q %q %q", got.BOM, got.GBK, got.Before, got.JSON, got.After), text)
	}
}

// TestNoticesOfFormats removes notices of PHP around every format, and nothing else.
func TestNoticesOfFormats(t *testing.T) {
	const serialized, exported, xml = `a:1:{s:1:"a";i:1;}`, "array (\n  'a' => 1,\n)", "<root><a>1</a></root>"
	for _, c := range []struct {
		format phpwire.Format
		text   string
		clean  bool
	}{
		{phpwire.Serialize, serialized, true},
		{phpwire.Serialize, "Warning: x\n" + serialized, true},
		{phpwire.Serialize, serialized + "\nNotice: y", true},
		{phpwire.Serialize, "<b>Notice</b>: x" + serialized + "<b>Warning</b>", true},
		{phpwire.Serialize, "x" + serialized, false},
		{phpwire.Serialize, serialized + "x", false},
		{phpwire.Serialize, " \n" + serialized + "\n ", true},
		{phpwire.Serialize, "nothing", false},
		{phpwire.VarExport, exported, true},
		{phpwire.VarExport, "Warning: x\n" + exported + "\nWarning: y", true},
		{phpwire.VarExport, exported + "y", false},
		{phpwire.XML, xml, true},
		{phpwire.XML, `<b>Notice</b><?xml version="1.0"?>` + xml + "Notice: y", true},
		{phpwire.XML, "Warning: x" + xml, true},
		{phpwire.XML, "x" + xml, false},
		{phpwire.XML, xml + "x", false},
		{phpwire.XML, "<html><body>1</body></html>", false},
		{phpwire.XML, `<?xml version="1.0"?><!DOCTYPE html><html><a>1</a></html>`, false},
		{phpwire.XML, "<root>", false},
		{phpwire.XML, "", false},
		{"", xml, false},
		{"other", xml, false},
	} {
		got := string(transport.Translate(c.format, []byte(c.text)))
		if !c.clean {
			assert.Equal(t, c.text, got, "%s: %s", c.format, c.text)
			continue
		}
		assert.Contains(t, []string{`{"a":1}`, `{"a":"1"}`}, got, "%s: %s", c.format, c.text)
	}
	got := transport.Translate(phpwire.XML, []byte(`Notice: x {"a":1}`))
	assert.Equal(t, `{"a":1}`, string(got), "JSON all the same")
}

// TestFormatOfTheCall asks for a format once, and leaves the request of the caller.
func TestFormatOfTheCall(t *testing.T) {
	for query, want := range map[string]string{
		"": "result_type=xml", "a=1": "a=1&result_type=xml", "result_type=json": "result_type=json",
		"result_type=": "result_type=&result_type=xml",
	} {
		var arrived string
		rt := transport.ResultType(transport.Func(func(req *http.Request) (*http.Response, error) {
			arrived = req.URL.RawQuery
			return nil, io.EOF
		}), phpwire.XML)
		req := call(t, http.MethodGet, query, "")
		_, err := rt.RoundTrip(req)
		require.ErrorIs(t, err, io.EOF)
		assert.Equal(t, want, arrived)
		assert.Equal(t, query, req.URL.RawQuery)
	}
}

func TestPrintable(t *testing.T) {
	long := strings.Repeat("长", 1000)
	assert.Equal(t, "a b "+long, transport.Printable(" a\n\t\x1bb\u202e"+long+" \n"))
	assert.Empty(t, transport.Printable(" \n"))
	assert.Equal(t, strings.Repeat("长", transport.MaxText-1)+"…", transport.OneLine(long))
	exact := strings.Repeat("长", transport.MaxText)
	assert.Equal(t, exact, transport.OneLine(exact))
}

// TestRedirectTargets has redirects of which only some are mended by another base URL.
func TestRedirectTargets(t *testing.T) {
	from := "http://h/1688/item_get/?secret=s"
	for _, c := range []struct {
		location string
		without  bool // the request of the response
		want     transport.RedirectError
	}{
		{"https://h/1688/item_get/?x=1", false,
			transport.RedirectError{Target: "https://h/1688/item_get/", BaseURL: "https://h"}},
		{"http://i/1688/item_get/", false, transport.RedirectError{Target: "http://i/1688/item_get/", BaseURL: "http://i"}},
		{"/1688/item_get/?x=1", false, transport.RedirectError{Target: "http://h/1688/item_get/"}},
		{"/login", false, transport.RedirectError{Target: "http://h/login"}},
		{"https://i/login?token=t", false, transport.RedirectError{Target: "https://i/login"}},
		{"http://%zz", false, transport.RedirectError{Target: "an address that is not a URL"}},
		{"https://i/1688/item_get/", true, transport.RedirectError{Target: "https://i/1688/item_get/"}},
	} {
		rsp := &http.Response{StatusCode: 302, Header: http.Header{"Location": {c.location}}}
		if !c.without {
			rsp.Request = call(t, http.MethodGet, "", "")
			target, err := url.Parse(from)
			require.NoError(t, err)
			rsp.Request.URL = target
		}
		c.want.StatusCode = 302
		assert.Equal(t, &c.want, transport.StatusError(rsp, io.EOF), c.location)
		rsp.Request = &http.Request{}
		require.Error(t, transport.StatusError(rsp, nil), "a request without a URL")
	}
	for status, redirect := range map[int]bool{299: false, 300: true, 399: true, 400: false} {
		rsp := &http.Response{StatusCode: status, Header: http.Header{"Location": {"/x"}}}
		_, is := errors.AsType[*transport.RedirectError](transport.StatusError(rsp, io.EOF))
		assert.Equal(t, redirect, is, status)
	}
}

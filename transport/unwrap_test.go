package transport_test

import (
	"bytes"
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

func TestUnwrap(t *testing.T) {
	const gbk = "\xb9\xd9\xcd\xf8"
	cases := []struct {
		name, body string
		want       transport.Wrapping
	}{
		{"clean", `{"a":1}`, transport.Wrapping{JSON: []byte(`{"a":1}`)}},
		{"a mark", "\xef\xbb\xbf{}", transport.Wrapping{BOM: true, JSON: []byte(`{}`)}},
		{"two marks", "\xef\xbb\xbf\xef\xbb\xbf{}", transport.Wrapping{BOM: true, JSON: []byte(`{}`)}},
		{"GBK", `{"a":"` + gbk + `"}`, transport.Wrapping{GBK: true, JSON: []byte(`{"a":"官网"}`)}},
		{"a mark of GBK", "\x84\x31\x95\x33" + `{"a":"` + gbk + `"}`,
			transport.Wrapping{BOM: true, GBK: true, JSON: []byte(`{"a":"官网"}`)}},
		{"a notice before", "Warning: x\n{}", transport.Wrapping{Before: []byte("Warning: x\n"), JSON: []byte(`{}`)}},
		{"a notice after", "{} \nNotice: x\n", transport.Wrapping{JSON: []byte(`{}`), After: []byte("Notice: x")}},
		{"other text after", "{} and more", transport.Wrapping{JSON: []byte("{} and more")}},
		{"other text before", "see {}", transport.Wrapping{JSON: []byte("see {}")}},
		{"no object", "Warning: x", transport.Wrapping{JSON: []byte("Warning: x")}},
		{"half an object", "Warning: x {", transport.Wrapping{JSON: []byte("Warning: x {")}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := transport.Unwrap([]byte(c.body))
			assert.Equal(t, c.want.BOM, got.BOM, "mark")
			assert.Equal(t, c.want.GBK, got.GBK, "GBK")
			assert.Equal(t, string(c.want.JSON), string(got.JSON))
			assert.Equal(t, string(c.want.Before), string(got.Before))
			assert.Equal(t, string(c.want.After), string(got.After))
		})
	}
}

func TestReadBody(t *testing.T) {
	zeros := func(n int) io.ReadCloser { return io.NopCloser(bytes.NewReader(make([]byte, n))) }
	cases := []struct {
		name   string
		rsp    http.Response
		length int
		err    error
	}{
		{"none", http.Response{}, 0, nil},
		{"of a stated length", http.Response{Body: zeros(3), ContentLength: 3}, 3, nil},
		{"of no stated length", http.Response{Body: zeros(3), ContentLength: -1}, 3, nil},
		{"of a wrong length", http.Response{Body: zeros(3), ContentLength: 1 << 60}, 3, nil},
		{"as large as may be", http.Response{Body: zeros(transport.MaxBody), ContentLength: transport.MaxBody},
			transport.MaxBody, nil},
		{"larger", http.Response{Body: zeros(transport.MaxBody + 1)}, transport.MaxBody + 1, transport.ErrBodyTooLarge},
		{"that fails", http.Response{Body: failingBody{io.ErrUnexpectedEOF}}, 0, io.ErrUnexpectedEOF},
	}
	for _, c := range cases {
		got, err := transport.ReadBody(&c.rsp)
		assert.ErrorIs(t, err, c.err, c.name)
		assert.Len(t, got, c.length, c.name)
	}
}

func TestStatusError(t *testing.T) {
	fault := errors.New("it is not JSON")
	const wrong, redirect = "the API responds with HTTP 200 only",
		"it is a redirect (HTTP %d) to https://b.test/x, which is not followed"
	cases := []struct {
		status   int
		location string
		err      error
		want     string
	}{
		{299, "https://b.test/x", nil, wrong},
		{300, "https://b.test/x", nil, fmt.Sprintf(redirect, 300)},
		{399, "https://b.test/x", fault, fmt.Sprintf(redirect, 399)},
		{400, "https://b.test/x", nil, wrong},
		{302, "", nil, wrong},
		{302, "", fault, "it is not JSON"},
		{500, "", fault, "it is not JSON"},
	}
	for _, c := range cases {
		rsp := &http.Response{StatusCode: c.status, Header: http.Header{"Location": {c.location}}}
		assert.EqualError(t, transport.StatusError(rsp, c.err), c.want)
	}
	var e *transport.RedirectError
	rsp := &http.Response{StatusCode: 307, Header: http.Header{"Location": {"https://b.test/x"}}}
	require.ErrorAs(t, transport.StatusError(rsp, nil), &e)
	assert.Equal(t, transport.RedirectError{StatusCode: 307, Target: "https://b.test/x"}, *e)
}

// TestLongErrorsKeepTheirKind cuts the text, and errors.Is still finds what it was.
func TestLongErrorsKeepTheirKind(t *testing.T) {
	for length, cut := range map[int]bool{2000 - len(": EOF"): false, 2001 - len(": EOF"): true} {
		wire := transport.Func(func(*http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("%s: %w", strings.Repeat("x", length), io.EOF)
		})
		_, err := transport.CleanBody(wire, 0).RoundTrip(httptest.NewRequest(http.MethodGet, "/", nil))
		require.ErrorIs(t, err, io.EOF)
		assert.Equal(t, cut, strings.HasSuffix(err.Error(), "…"), length)
	}
}

// TestNoticesAround has notices before and after a response of each format, and other text, with which it is none.
func TestNoticesAround(t *testing.T) {
	const serialized, exported, xml = `a:1:{s:1:"a";i:1;}`, "array (\n  'a' => 1,\n)", "<root><a>1</a></root>"
	cases := []struct {
		format phpwire.Format
		body   string
		want   string // "" for as it came
	}{
		{phpwire.Serialize, serialized, `{"a":1}`},
		{phpwire.Serialize, "Notice: x\n" + serialized, `{"a":1}`},
		{phpwire.Serialize, serialized + "\nNotice: x", `{"a":1}`},
		{phpwire.Serialize, "hello " + serialized, ""},
		{phpwire.Serialize, serialized + " and more", ""},
		{phpwire.Serialize, "Notice: x\n" + serialized + " and more", ""},
		{phpwire.VarExport, exported, `{"a":1}`},
		{phpwire.VarExport, "Warning: x\n" + exported + "\nNotice: y", `{"a":1}`},
		{phpwire.VarExport, exported + " and more", ""},
		{phpwire.XML, xml, `{"a":"1"}`},
		{phpwire.XML, "<b>Notice</b>: x\n<?xml version=\"1.0\"?>" + xml, `{"a":"1"}`},
		{phpwire.XML, xml + "\n<b>Notice</b>: x", `{"a":"1"}`},
		{phpwire.XML, "hello " + xml, ""},
		{phpwire.XML, xml + " and more", ""},
		{phpwire.JSON, "Notice: x\n{}", `{}`},
		{"unknown", "Notice: x\n{}", `{}`},
	}
	for _, c := range cases {
		want := c.want
		if want == "" {
			want = c.body
		}
		assert.Equal(t, want, string(transport.Translate(c.format, []byte(c.body))), "%s %q", c.format, c.body)
	}
}

package exchange

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/go-ali1688/ali1688/internal/valuelimit"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func post(contentType, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/?q=1", strings.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	return r
}

// parts is a multipart body of fields, and of files, whose names begin with @.
func parts(t *testing.T, names ...string) (contentType, body string) {
	t.Helper()
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for _, name := range names {
		var part io.Writer
		var err error
		if file, isFile := strings.CutPrefix(name, "@"); isFile {
			part, err = w.CreateFormFile(file, "a.jpg")
		} else {
			part, err = w.CreateFormField(name)
		}
		require.NoError(t, err)
		_, err = io.WriteString(part, "of "+name)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return w.FormDataContentType(), out.String()
}

func TestNewCall(t *testing.T) {
	const form = "application/x-www-form-urlencoded"
	mixed, mixedBody := parts(t, "a", "@img", "", "a", "b")
	chunked := post(form, "a=1&b=2")
	chunked.ContentLength = -1
	get := post(form, "a=1")
	get.Method = http.MethodGet
	tooLarge := post(form, "a=1")
	tooLarge.ContentLength = maxBody + 1
	largeChunks := post(form, "a="+strings.Repeat("x", maxBody-1))
	largeChunks.ContentLength = -1
	largest := post(form, "a="+strings.Repeat("x", maxBody-2))
	for name, c := range map[string]struct {
		request *http.Request
		form    map[string]string
		files   map[string][]byte
		err     string
	}{
		"a form":            {request: post(form, "a=1&b=%26"), form: map[string]string{"a": "1", "b": "&"}},
		"with a charset":    {request: post(form+"; charset=UTF-8", "a=1"), form: map[string]string{"a": "1"}},
		"in capitals":       {request: post("Application/X-WWW-Form-URLencoded", "a=1"), form: map[string]string{"a": "1"}},
		"of unknown length": {request: chunked, form: map[string]string{"a": "1", "b": "2"}},
		"a GET":             {request: get},
		"JSON":              {request: post("application/json", `{"a":1}`)},
		"no type":           {request: post("", "a=1")},
		"no body":           {request: httptest.NewRequest(http.MethodPost, "/?q=1", nil)},
		"parts": {request: post(mixed, mixedBody), form: map[string]string{"a": "of a", "b": "of b"},
			files: map[string][]byte{"img": []byte("of @img")}},
		"parts, cut off":      {request: post(mixed, mixedBody[:len(mixedBody)/2]), err: "unexpected EOF"},
		"parts, no boundary":  {request: post("multipart/form-data", mixedBody), err: "no multipart boundary param"},
		"a length too large":  {request: tooLarge, err: ErrBodyTooLarge.Error()},
		"chunks too large":    {request: largeChunks, err: ErrBodyTooLarge.Error()},
		"as large as allowed": {request: largest, form: map[string]string{"a": strings.Repeat("x", maxBody-2)}},
	} {
		call := NewCall(c.request, 7, time.Unix(1, 0), 0)
		assert.Equal(t, "1", call.Query.Get("q"), name)
		assert.EqualValues(t, 7, call.Number, name)
		if c.err != "" {
			assert.ErrorContains(t, call.Err, c.err, name)
			continue
		}
		require.NoError(t, call.Err, name)
		got := map[string]string{}
		for _, a := range call.Form {
			got[a.Name] = a.Value
		}
		assert.True(t, maps.Equal(c.form, got), name)
		assert.Equal(t, c.files, call.Files, name)
	}
}

// TestPartsAreBounded sends more parts than PHP takes, and more bytes than the mock takes, in parts that are small.
func TestPartsAreBounded(t *testing.T) {
	var names []string
	for i := range MaxArgs + 5 {
		names = append(names, "a"+strconv.Itoa(i))
	}
	contentType, body := parts(t, names...)
	call := NewCall(post(contentType, body), 1, time.Time{}, 0)
	require.NoError(t, call.Err)
	assert.Len(t, call.Form, MaxArgs)
	content, err := readAtMost(strings.NewReader("abc"), 3)
	assert.Equal(t, "abc", string(content))
	require.NoError(t, err)
	_, err = readAtMost(strings.NewReader("abcd"), 3)
	assert.ErrorIs(t, err, ErrBodyTooLarge)
	// a body that breaks off beyond the limit is broken, not too large
	_, err = readAtMost(iotest.TimeoutReader(iotest.HalfReader(strings.NewReader("abcdef"))), 1)
	assert.ErrorIs(t, err, iotest.ErrTimeout)
}

// TestValuesAreBounded counts the values of arguments that are JSON.
func TestValuesAreBounded(t *testing.T) {
	list := func(n int) string { return url.QueryEscape("[" + strings.Repeat("1,", n-1) + "1]") }
	for name, c := range map[string]struct {
		query string
		want  error
	}{
		"few":      {"a=" + list(5), nil},
		"as many":  {"a=" + list(9), nil},
		"too many": {"a=" + list(20), valuelimit.ErrTooManyValues},
		"text":     {"a=" + strings.Repeat("x", 100), nil},
	} {
		call := NewCall(httptest.NewRequest(http.MethodGet, "/?"+c.query, nil), 1, time.Time{}, 10)
		assert.ErrorIs(t, call.Err, c.want, name)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	gone := errors.New("gone")
	cancel(gone)
	call := NewCall(httptest.NewRequest(http.MethodGet, "/", nil).WithContext(ctx), 1, time.Time{}, 10)
	assert.ErrorIs(t, call.Err, gone)
}

func TestExamineBody(t *testing.T) {
	mixed, body := parts(t, "@img")
	for name, c := range map[string]struct {
		request   *http.Request
		takesFile bool
		want      int
	}{
		"a form":              {post("application/x-www-form-urlencoded", "a=1"), false, 0},
		"JSON":                {post("application/json", "{}"), false, 1},
		"JSON for a file":     {post("application/json", "{}"), true, 1},
		"parts for a file":    {post(mixed, body), true, 0},
		"parts for no file":   {post(mixed, body), false, 1},
		"nothing of any type": {post("application/json", ""), false, 0},
	} {
		call := NewCall(c.request, 1, time.Time{}, 0)
		call.ExamineBody(c.request, c.takesFile)
		require.Len(t, call.Deviations, c.want, name)
		for _, d := range call.Deviations {
			assert.Equal(t, []string{RuleBody, "Content-Type"}, []string{d.Rule, d.Where}, name)
		}
	}
}

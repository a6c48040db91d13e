package exchange

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/internal/valuelimit"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rawPart is one part of a multipart body with the boundary b.
func rawPart(disposition, content string) string {
	return "--b\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n"
}

// TestParts sorts the parts of a body into fields and files, as PHP does.
func TestParts(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		form       Args
		files      map[string][]byte
	}{
		{"none", "--b--\r\n", nil, nil},
		{"a field", rawPart(`form-data; name="a"`, "1\r\n2"), Args{{"a", "1\r\n2", false}}, nil},
		{"an empty field", rawPart(`form-data; name="a"`, ""), Args{{"a", "", false}}, nil},
		{"a field twice", rawPart(`form-data; name="a"`, "1") + rawPart(`form-data; name="b"`, "2") +
			rawPart(`form-data; name="a"`, "3"), Args{{"a", "3", false}, {"b", "2", false}}, nil},
		{"a secret", rawPart(`form-data; name="secret"`, "s"), Args{{"secret", "s", true}}, nil},
		{"escapes stay", rawPart(`form-data; name="a%20b"`, "%41+"), Args{{"a%20b", "%41+", false}}, nil},
		{"a file", rawPart(`form-data; name="img"; filename="a.jpg"`, "\x00\xff"), nil,
			map[string][]byte{"img": []byte("\x00\xff")}},
		{"an empty file", rawPart(`form-data; name="img"; filename="a.jpg"`, ""), nil, map[string][]byte{"img": {}}},
		{"a file twice", rawPart(`form-data; name="img"; filename="a.jpg"`, "1") +
			rawPart(`form-data; name="img"; filename="b.jpg"`, "2"), nil, map[string][]byte{"img": []byte("2")}},
		{"a file without a file name", rawPart(`form-data; name="img"; filename=""`, "1"), Args{{"img", "1", false}}, nil},
		{"a field and a file of one name", rawPart(`form-data; name="a"`, "1") +
			rawPart(`form-data; name="a"; filename="a.jpg"`, "2"), Args{{"a", "1", false}}, map[string][]byte{"a": []byte("2")}},
		{"a part without a name", rawPart(`form-data`, "1") + rawPart(`form-data; filename="a.jpg"`, "2"), nil, nil},
		{"a part that is not of a form", rawPart(`attachment; name="a"`, "1"), nil, nil},
	} {
		body := tt.body
		if !strings.HasSuffix(body, "--b--\r\n") {
			body += "--b--\r\n"
		}
		call := NewCall(post("multipart/form-data; boundary=b", body), 1, time.Time{}, 0)
		require.NoError(t, call.Err, tt.name)
		assert.Equal(t, tt.form, call.Form, tt.name)
		assert.Equal(t, tt.files, call.Files, tt.name)
	}
}

// TestPartsAreBoundedTogether refuses parts of which none is too large alone.
func TestPartsAreBoundedTogether(t *testing.T) {
	half := bytes.Repeat([]byte("x"), maxBody/2)
	for extra, want := range map[string]error{"": nil, "y": ErrBodyTooLarge} {
		head := rawPart(`form-data; name="a"; filename="a"`, "")
		head = strings.TrimSuffix(head, "\r\n")
		body := io.MultiReader(strings.NewReader(head), bytes.NewReader(half), strings.NewReader("\r\n"+
			strings.Replace(head, `"a"`, `"b"`, 1)), bytes.NewReader(half), strings.NewReader(extra+"\r\n--b--\r\n"))
		r := httptest.NewRequest(http.MethodPost, "/", body)
		r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		call := NewCall(r, 1, time.Time{}, 0)
		assert.ErrorIs(t, call.Err, want)
		assert.Equal(t, want == nil, len(call.Files) == 2)
	}
}

// TestMethods reads the body of a POST and of no other method.
func TestMethods(t *testing.T) {
	for _, method := range []string{"GET", "HEAD", "PUT", "PATCH", "DELETE", "post", "POST"} {
		for _, contentType := range []string{"application/x-www-form-urlencoded", "multipart/form-data; boundary=b"} {
			body := "a=1"
			if strings.HasPrefix(contentType, "multipart") {
				body = rawPart(`form-data; name="a"`, "1") + "--b--\r\n"
			}
			r := post(contentType, body)
			r.Method = method
			call := NewCall(r, 1, time.Time{}, 0)
			require.NoError(t, call.Err)
			assert.Equal(t, map[bool]string{true: "1"}[method == "POST"], call.Form.Get("a"), "%s %s", method, contentType)
		}
	}
}

// TestBodyDeviations wants the whole deviation of a body of another type.
func TestBodyDeviations(t *testing.T) {
	const (
		several = "the body is multipart/form-data; the document has application/x-www-form-urlencoded"
		neither = "the body is neither a form nor multipart/form-data, and is ignored"
	)
	for _, tt := range []struct {
		name, contentType, method string
		takesFile                 bool
		want                      []Deviation
	}{
		{"parts for no file", "multipart/form-data; boundary=b", "POST", false, []Deviation{{"body", "Content-Type", several}}},
		{"parts for a file", "multipart/form-data; boundary=b", "POST", true, nil},
		{"JSON", "application/json", "POST", false, []Deviation{{"body", "Content-Type", neither}}},
		{"no type", "", "POST", true, []Deviation{{"body", "Content-Type", neither}}},
		{"a malformed type", ";;", "POST", false, []Deviation{{"body", "Content-Type", neither}}},
		{"JSON in a GET", "application/json", "GET", false, nil},
		{"a form for a file", "application/x-www-form-urlencoded;charset=utf-8", "POST", true, nil},
	} {
		r := post(tt.contentType, "--b--\r\n")
		r.Method = tt.method
		call := NewCall(r, 1, time.Time{}, 0)
		call.ExamineBody(r, tt.takesFile)
		assert.Equal(t, tt.want, call.Deviations, tt.name)
	}
}

// TestValuesOfTheForm counts the values of JSON in the form, too, each parameter by itself.
func TestValuesOfTheForm(t *testing.T) {
	for _, tt := range []struct {
		form string
		want error
	}{
		{"a=[1,1,1,1,1,1]&b=[1,1,1,1,1,1]", nil},
		{"a=[1,1,1,1,1,1,1,1,1,1,1,1]", valuelimit.ErrTooManyValues},
		{`a={"b":[{},{},{},{},{},{},{},{},{},{},{},{}]}`, valuelimit.ErrTooManyValues},
		{"a=[1,1,1,1,1,1,1", nil}, // not JSON, and read by nobody
	} {
		call := NewCall(post("application/x-www-form-urlencoded", tt.form), 1, time.Time{}, 10)
		assert.ErrorIs(t, call.Err, tt.want, tt.form)
	}
}

// TestOtherFormats converts a response into the formats that are not JSON.
func TestOtherFormats(t *testing.T) {
	for format, want := range map[string]string{
		"xml":        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<root><a>1</a><b>中</b></root>",
		"var_export": "array (\n  'a' => 1,\n  'b' => '中',\n)",
	} {
		c := &Call{Form: ParseArgs("result_type=" + format)}
		assert.Equal(t, format, string(c.Format()))
		assert.Equal(t, want, string(c.InFormat([]byte(`{"a":1,"b":"中"}`))), format)
	}
}

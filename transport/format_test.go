package transport_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/phpwire"
	"github.com/go-ali1688/ali1688/transport"
)

const notice = "<br />\n<b>Warning</b>:  mysql_connect(): Access denied in <b>core.php</b> on line <b>507</b><br />\n"

// goods is a response with what is easily broken: Chinese whose GBK holds a backslash, quotes, braces, a list with a
// hole.
const goods = `{"item":{"title":"女装 誠 it's ` +
	`{a:1:{","imgs":{"0":"a","2":"b"},"props":["\\"]},"error":"","error_code":"0000"}`

func answerIn(t testing.TB, f phpwire.Format) string {
	t.Helper()
	v, err := phpwire.Decode(phpwire.JSON, []byte(goods))
	require.NoError(t, err)
	body, err := phpwire.Encode(f, v)
	require.NoError(t, err)
	return string(body)
}

func gbk(t testing.TB, text string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	require.NoError(t, err)
	return out
}

func TestTranslate(t *testing.T) {
	dirt := map[string]func(string) string{
		"clean":                 func(s string) string { return s },
		"byte order mark":       func(s string) string { return "\xef\xbb\xbf" + s },
		"space":                 func(s string) string { return "\r\n" + s + "\n" },
		"notice before":         func(s string) string { return notice + s },
		"plain notice before":   func(s string) string { return "\nWarning: x in /www/core.php on line 5 \n" + s },
		"notice behind":         func(s string) string { return s + notice },
		"mark, notice, notice":  func(s string) string { return "\xef\xbb\xbf" + notice + s + notice },
		"notice, answer, space": func(s string) string { return notice + s + "\r\n" },
		"GBK":                   func(s string) string { return gbk(t, s) },
		"notice and GBK":        func(s string) string { return notice + gbk(t, s) },
	}
	for _, f := range phpwire.Formats() {
		want := goods
		if f == phpwire.XML {
			want = strings.ReplaceAll(goods, `"error":""`, `"error":null`)
		}
		for name, soil := range dirt {
			t.Run(string(f)+" "+name, func(t *testing.T) {
				assert.JSONEq(t, want, string(transport.Translate(f, []byte(soil(answerIn(t, f))))))
			})
		}
		t.Run("JSON where "+string(f)+" was wanted", func(t *testing.T) {
			assert.JSONEq(t, goods, string(transport.Translate(f, []byte(notice+goods))))
		})
	}
}

// TestUntranslated passes what is not a response as it came, so that an error can show it.
func TestUntranslated(t *testing.T) {
	bodies := map[string]string{
		"page":        "<!DOCTYPE html><html><body>502</body></html>",
		"page of XML": `<?xml version="1.0"?><html xmlns="x"><body/></html>`,
		"nothing":     "", "text": "密钥错误,无权限访问", "object": `O:8:"stdClass":0:{}`, "a list": `a:1:{i:0;i:1;}`,
		"a list of XML": `<r><item id="0">1</item></r>`,
		"cut serialize": `a:1:{s:4:"item";a:1:{`, "cut var_export": "array (\n  'item' =>", "cut xml": "<root><item>",
		"two answers": `a:1:{s:1:"a";N;}a:1:{s:1:"a";N;}`, "no notice": "hello a:1:{s:1:\"a\";N;}", "no root": "<?xml ?>",
		"an empty root": "<root/>", "one sign behind": `a:1:{s:1:"a";N;}x`,
	}
	for name, body := range bodies {
		for _, f := range []phpwire.Format{phpwire.Serialize, phpwire.VarExport, phpwire.XML} {
			t.Run(name+" as "+string(f), func(t *testing.T) {
				assert.Equal(t, body, string(transport.Translate(f, []byte(body))))
			})
		}
	}
}

// TestResultType asks in the query, unless the call does, and reads the response in what was asked for.
func TestResultType(t *testing.T) {
	for query, want := range map[string]string{"num_iid=1": "serialize", "": "serialize",
		"result_type=var_export&num_iid=1": "var_export"} {
		t.Run(query, func(t *testing.T) {
			wire := transport.Func(func(r *http.Request) (*http.Response, error) {
				asked := r.URL.Query()["result_type"]
				assert.Equal(t, []string{want}, asked)
				return &http.Response{StatusCode: 200, Header: http.Header{},
					Body: io.NopCloser(strings.NewReader(answerIn(t, phpwire.Format(want))))}, nil
			})
			rsp, err := transport.Gateway(wire, transport.Config{Key: loose.SecretOf("k"), Secret: loose.SecretOf("s"),
				ResultType: "serialize"}).RoundTrip(call(t, http.MethodGet, query, ""))
			require.NoError(t, err)
			defer func() { _ = rsp.Body.Close() }()
			body, err := io.ReadAll(rsp.Body)
			require.NoError(t, err)
			assert.JSONEq(t, goods, string(body))
		})
	}
}

// FuzzTranslate wants a JSON object, or what is made of a body without a format.
func FuzzTranslate(f *testing.F) {
	for _, format := range phpwire.Formats() {
		body := answerIn(f, format)
		f.Add(string(format), []byte(body))
		f.Add(string(format), []byte("\xef\xbb\xbf"+notice+body+notice))
		f.Add(string(format), []byte(gbk(f, body)))
	}
	f.Fuzz(func(t *testing.T, format string, body []byte) {
		got := transport.Translate(phpwire.Format(format), body)
		if bytes.Equal(got, transport.Clean(body)) {
			return
		}
		_, err := phpwire.Decode(phpwire.JSON, got)
		require.NoError(t, err, "%q", got)
		require.True(t, bytes.HasPrefix(got, []byte("{")), "%q", got)
	})
}

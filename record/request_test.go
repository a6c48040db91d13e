package record_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/record"
)

// TestQuotedParameters has responses that quote private parameters as the client wrote them.
func TestQuotedParameters(t *testing.T) {
	arguments := url.QueryEscape(`{"buyerMemberId":2208123456789,"token":12345678901234}`)
	for _, c := range []struct{ name, query, body, want string }{
		{"a percent sign", "&secret=50%off&address=Foo%zzBar", "50%off Foo%zzBar", "REDACTED REDACTED"},
		{"a semicolon", "&secret=abcd;efgh", "abcd;efgh", "REDACTED"},
		{"a bracket", "&address=[%E7%8E%8B%E5%BA%9C]x&secret={abcd", "[王府]x {abcd", "REDACTED REDACTED"},
		{"numbers", "&_o_args=" + arguments, "2208123456789 12345678901234", "REDACTED REDACTED"},
		{"GBK in UTF-8", "&address=%CD%F5%B8%AE%BE%AE", "王府井", "REDACTED"},
		{"GBK in GBK", "&address=%CD%F5%B8%AE%BE%AE", "\xcd\xf5\xb8\xae\xbe\xae", "REDACTED"},
	} {
		got := exchange(t, get(t, itemPath+c.query), response(`{"reason":"`+c.body+`"}`))
		assert.Equal(t, `{"reason":"`+c.want+`"}`, got.files[got.File], c.name)
	}
}

// TestNamesOfParameters redacts a name that is a part of a value, as behind an & that was not escaped.
func TestNamesOfParameters(t *testing.T) {
	got := exchange(t, get(t, itemPath+"&+Wang+Street+"+phone+"=&"+email+"=1"), response("{}"))
	assert.Equal(t, map[string]string{"num_iid": "1", " Wang Street REDACTED": "", "REDACTED": "1"}, got.Parameters)
}

// TestFilesOfRequests counts a file as the argument of its name, and keeps its size and hash.
func TestFilesOfRequests(t *testing.T) {
	var form strings.Builder
	for _, field := range []string{"webSite=1688", "albumID=1", "name=a", "drawTxt=false", "access_token=" + session,
		"_aop_signature=" + strings.Repeat("A", 40)} {
		name, value, _ := strings.Cut(field, "=")
		form.WriteString("--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
	}
	form.WriteString("--b\r\nContent-Disposition: form-data; name=\"imageBytes\"; filename=\"x.jpg\"\r\n\r\nabc\r\n--b--\r\n")
	const address = "http://gw.test/openapi/param2/1/com.alibaba.product/alibaba.photobank.photo.add/1"
	req := httptest.NewRequest(http.MethodPost, address, strings.NewReader(form.String()))
	req.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	got := exchange(t, req, response("{}"))
	require.NoError(t, got.err)
	assert.Equal(t, []record.Deviation(nil), got.Deviations)
	assert.Equal(t, "3 bytes, sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		got.Parameters["imageBytes"])
}

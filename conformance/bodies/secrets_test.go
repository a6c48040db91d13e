package bodies

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSecretsOfArchives hides what the request and the headers of an entry hold wherever a finding quotes it.
func TestSecretsOfArchives(t *testing.T) {
	secrets := map[string]string{
		"query": "planted-query-1", "escaped": "planted query 2", "user": "planted-user-3", "form": "planted-form-4",
		"bearer": "planted-bearer-5",
		"cookie": "planted-cookie-6", "set": "planted-set-7", "second": "planted-set-8", "listed": "planted-listed-9",
		"own": "planted-own-10",
	}
	text, err := json.Marshal(map[string]any{"error_code": secrets})
	require.NoError(t, err)
	quoted, err := json.Marshal(string(text))
	require.NoError(t, err)
	archive := `{"log":{"entries":[{"request":{"method":"GET",
		"url":"http://u:planted-user-3@h/1688/item_get/?secret=planted-query-1&session=planted%20query%202",
		"headers":[{"name":"Authorization","value":"Bearer planted-bearer-5"},{"name":"Cookie","value":"a=planted-cookie-6"}],
		"cookies":[{"name":"b","value":"planted-listed-9"}],
		"postData":{"mimeType":"application/x-www-form-urlencoded","text":"access_token=planted-form-4"}},
		"response":{"status":200,"headers":[{"name":"Set-Cookie","value":"a=planted-set-7\nb=planted-set-8"}],
		"cookies":[{"name":"c","value":"planted-own-10"},{"name":"d","value":"1"}],
		"content":{"text":` + string(quoted) + `}}}]}}`
	file := filepath.Join(t.TempDir(), "a.har")
	require.NoError(t, os.WriteFile(file, []byte(archive), 0o600))
	var read []Body
	for body, err := range All(file) {
		require.NoError(t, err)
		read = append(read, body)
	}
	require.Len(t, read, 1)
	assert.Subset(t, read[0].secrets, []string{"planted-query-1", "planted query 2", "planted-user-3", "planted-form-4",
		"planted-bearer-5",
		"planted-cookie-6", "planted-set-7", "planted-set-8", "planted-listed-9", "planted-own-10"})
	assert.NotContains(t, read[0].secrets, "1", "too short to look for")
	findings, err := conformance.Gateway().CheckBody(read[0], conformance.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, findings)
	for _, f := range findings {
		assert.NotContains(t, f.String(), "planted")
	}
}

// TestSecretsOfHeaders has the values of one request or response header that are looked for.
func TestSecretsOfHeaders(t *testing.T) {
	for _, c := range []struct {
		name, value string
		want        []string
	}{
		{"Authorization", "Bearer abcdef", []string{"abcdef"}},
		{"proxy-authorization", "Basic a b", []string{"a b"}},
		{"X-Token", "a%20b", []string{"a%20b", "a b"}},
		{"X-Token", "100%", []string{"100%"}},
		{"Cookie", "a=12345678; b=1234567", []string{"12345678"}},
		{"Set-Cookie", "a=12345678; Path=/\n=; x\nb=abcdefgh", []string{"12345678", "abcdefgh"}},
		{"Content-Type", "text/html", nil},
		{"X-Mobile", "13800138000", []string{"13800138000"}},
	} {
		request, response := new(harEntry), new(harEntry)
		request.Request.Headers = []harPair{{c.name, c.value}}
		response.Response.Headers = request.Request.Headers
		assert.Equal(t, c.want, request.secrets(), "%s: %s", c.name, c.value)
		assert.Equal(t, c.want, response.secrets(), "%s: %s", c.name, c.value)
	}
}

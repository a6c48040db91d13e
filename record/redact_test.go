package record

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/transport"
)

// FuzzBody redacts whatever comes: JSON stays JSON, and the credentials of the call are in none of it.
func FuzzBody(f *testing.F) {
	const secret = "s3cr3t-of-fuzz"
	for _, body := range []string{
		`{"session":{"a":["` + secret + `"`, `"session":["` + secret + `"`, `s:7:"session";a:1:{i:0;s:14:"` + secret + `";}`,
		`{"reason":"Key[` + secret + `]","phone":13800138000,"call_args":["` + secret + `"]}`,
		`{"a":"\u0073\u0033cr3t-of-fuzz"}`,
		"Warning: " + secret + "\n{}", "<html>" + secret, "\xef\xbb\xbf{\"a\":\"\xb9\xd9\"}", `[1,{"secret":[{"x":"y"}]}]`,
		"",
	} {
		f.Add([]byte(body))
	}
	r := redact.New(secret).For("item_get", nil)
	f.Fuzz(func(t *testing.T, body []byte) {
		out := redactBody(r, body)
		if clean := transport.Clean(body); jsontext.Value(clean).IsValid(jsontext.AllowDuplicateNames(true),
			jsontext.AllowInvalidUTF8(true)) && !jsontext.Value(transport.Clean(out)).IsValid(jsontext.AllowDuplicateNames(true),
			jsontext.AllowInvalidUTF8(true)) {
			t.Errorf("got %q, no JSON any more, from %q", out, body)
		}
		if strings.Contains(string(out), secret) {
			t.Errorf("got %q", out)
		}
	})
}

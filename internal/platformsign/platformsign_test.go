package platformsign_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/platformsign"
)

const path = "param2/1/system/currentTime/1000000"

// TestSign has the provider's own example.
func TestSign(t *testing.T) {
	const want = "33E54F4F7B989E3E0E912D3FBD2F1A03CA7CCE88"
	fields := url.Values{"b": {"2"}, "a": {"1"}}
	assert.Equal(t, want, platformsign.Sign(path, fields, "test123"))
	fields.Set(platformsign.Signature, want)
	assert.Equal(t, want, platformsign.Sign(path, fields, "test123"), "the signature does not sign itself")
	assert.True(t, platformsign.Signed(path, fields, "test123"))
}

// TestWrongSignature changes one thing at a time.
func TestWrongSignature(t *testing.T) {
	cases := map[string]func() (path string, fields url.Values, secret string){
		"another secret": func() (string, url.Values, string) { return path, url.Values{"a": {"1"}}, "test124" },
		"another path":   func() (string, url.Values, string) { return path + "1", url.Values{"a": {"1"}}, "test123" },
		"another value":  func() (string, url.Values, string) { return path, url.Values{"a": {"2"}}, "test123" },
		"a further field": func() (string, url.Values, string) {
			return path, url.Values{"a": {"1"}, "b": {"2"}}, "test123"
		},
	}
	right := platformsign.Sign(path, url.Values{"a": {"1"}}, "test123")
	for name, changed := range cases {
		t.Run(name, func(t *testing.T) {
			p, fields, secret := changed()
			fields.Set(platformsign.Signature, right)
			assert.False(t, platformsign.Signed(p, fields, secret))
		})
	}
	assert.False(t, platformsign.Signed(path, url.Values{"a": {"1"}}, "test123"), "no signature at all")
}

func TestText(t *testing.T) {
	fields := url.Values{"b": {"2"}, "access_token": {"tok"}, platformsign.Signature: {"x"}}
	shown := platformsign.Text(path, fields, func(name, value string) string {
		if name == "access_token" {
			return "…"
		}
		return value
	})
	assert.Equal(t, path+"access_token…b2", shown)
}

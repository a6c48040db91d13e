package exchange

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/generated/platform"
)

// TestIsName accepts what may be printed as it is: every character at the edges of the ranges, and none beside them.
func TestIsName(t *testing.T) {
	cases := []struct {
		name string
		want bool
	}{
		{"", false}, {"a", true}, {"z", true}, {"0", true}, {"9", true}, {"_", true}, {"item_get2", true},
		{"`", false}, {"{", false}, {"/", false}, {":", false}, {"A", false}, {"a b", false}, {"商品", false}, {"a\n", false},
		{strings.Repeat("a", 64), true}, {strings.Repeat("a", 65), false},
	}
	for _, tt := range cases {
		assert.Equal(t, tt.want, IsName(tt.name), "%q", tt.name)
	}
}

// TestShownPlatform redacts a key that stands where the platform belongs.
func TestShownPlatform(t *testing.T) {
	cases := []struct{ platform, query, want string }{
		{"1688", "key=1688", "1688"},
		{"1688global", "key=global", "1688global"},
		{"taobao", "key=planted", "taobao"},
		{"planted-key", "key=planted-key", "REDACTED"},
		{"a-planted-key", "secret=planted-key", "a-REDACTED"},
	}
	for _, tt := range cases {
		c := Call{Platform: tt.platform, Query: ParseArgs(tt.query)}
		assert.Equal(t, tt.want, c.ShownPlatform(), "%s with %s", tt.platform, tt.query)
		assert.Equal(t, strings.HasPrefix(tt.platform, "1688"), IsPlatform(tt.platform), tt.platform)
	}
}

// TestOperationNames lists every operation that the client has, in order.
func TestOperationNames(t *testing.T) {
	names := OperationNames()
	assert.Len(t, names, len(gateway.Answers))
	assert.IsIncreasing(t, names)
	for _, name := range names {
		assert.Contains(t, gateway.Answers, name)
		assert.True(t, IsName(name), name)
	}
}

// TestCurrentTime is callable without an account, as the provider's page on signatures has it.
func TestCurrentTime(t *testing.T) {
	assert.Equal(t, &platform.Operation{Name: "currentTime", Namespace: "system", Version: "1", Protocol: "param2",
		Family: "tool", Effect: platform.EffectRead, Public: true}, FindOperation("currentTime"))
}

// TestClean redacts the secrets of the request and the secrets that a text names. The rest of the text stays.
func TestClean(t *testing.T) {
	for _, tt := range []struct{ query, form, text, want string }{
		{"q=abcdef", "", "abcdef is not a secret", "abcdef is not a secret"},
		{"key=abcdef", "", "the key abcdef", "the key REDACTED"},
		{"", "session=abcdef", "the session abcdef", "the session REDACTED"},
		{"secret=a%2Fbcdef", "", "plain a/bcdef, escaped a%2Fbcdef", "plain REDACTED, escaped REDACTED"},
		{"secret=&key=", "", "an empty secret is in no text", "an empty secret is in no text"},
		{"", "", "page=2&secret=ghijkl&q=[1]", "page=2&secret=REDACTED&q=[1]"},
		{"", "", "", ""},
	} {
		c := Call{Query: ParseArgs(tt.query), Form: ParseArgs(tt.form)}
		assert.Equal(t, tt.want, c.Clean(tt.text), "%s with %s and %s", tt.text, tt.query, tt.form)
	}
}

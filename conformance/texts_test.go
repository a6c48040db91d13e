package conformance_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
)

// TestTexts validates texts, as xml has nothing else, against a document that wants more.
func TestTexts(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"a number", `{"user":{"shop_type":"x"},"cache":"0"}`, ""},
		{"no number", `{"user":{},"cache":"many"}`, "/cache: type"},
		{"half a number", `{"user":{},"cache":"1x"}`, "/cache: type"},
		{"a number of the wrong sort", `{"user":{},"cache":"0.5"}`, "/cache: type"},
		{"nothing", `{"user":{},"cache":null,"language":null}`, ""},
		{"an object is no text", `{"user":{},"cache":{}}`, "/cache: type"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			strictly, err := conformance.Gateway().Check(conformance.Errors, []byte(c.body), conformance.Options{})
			require.NoError(t, err)
			assert.NotEmpty(t, strictly, "in JSON it would not do")
			findings, err := conformance.Gateway().Check(conformance.Errors, []byte(c.body), conformance.Options{Texts: true})
			require.NoError(t, err)
			if c.want == "" {
				assert.Empty(t, findings)
				return
			}
			require.Len(t, findings, 1)
			assert.Contains(t, findings[0].String(), c.want)
		})
	}
}

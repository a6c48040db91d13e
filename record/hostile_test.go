package record

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/redact"
)

func hostileRedactor() redact.Redactor {
	return redact.New("t_abc_key_1", "saheufe").For("item_get", nil)
}

// hostile are bodies that make careless patterns and recursions slow. Each would take minutes where work is quadratic.
var hostile = map[string]string{
	"lists in lists":          strings.Repeat("[", 200_000),
	"contacts in contacts":    strings.Repeat(`{"contact":`, 9_000),
	"objects, unquoted":       "{" + strings.Repeat("'a':{", 50_000),
	"objects and lists":       strings.Repeat(`{"a":[`, 50_000),
	"texts that do not end":   strings.Repeat(`"a":"`, 50_000),
	"backslashes":             strings.Repeat(`\`, 300_000),
	"elements":                strings.Repeat("<a>", 100_000),
	"elements and CDATA":      strings.Repeat("<a><![CDATA[", 30_000),
	"addresses":               strings.Repeat("//", 150_000),
	"mail addresses":          strings.Repeat("a@", 150_000),
	"parameters":              strings.Repeat("a=%5B", 60_000),
	"parameters in arguments": strings.Repeat(`%5B"a%3D`, 30_000),
	"one long word":           strings.Repeat("a", 300_000),
	"one long number":         strings.Repeat("138001380001", 30_000),
}

func TestHostileBodies(t *testing.T) {
	for name, body := range hostile {
		t.Run(name, func(t *testing.T) {
			clean := string(redactBody(hostileRedactor(), []byte(body+" t_abc_key_1")))
			assert.NotContains(t, clean, "t_abc_key_1")
			assert.LessOrEqual(t, len(clean), 3*len(body), "it grew")
		})
	}
}

func BenchmarkBody(b *testing.B) {
	body, err := os.ReadFile("../evidence/recordings/item_get/01-639741530227-lang-ko-2021.json")
	require.NoError(b, err)
	r := hostileRedactor()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		redactBody(r, body)
	}
}

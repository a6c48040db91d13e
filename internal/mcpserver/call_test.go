package mcpserver

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestValues has arguments as JSON, and the text and the number that each is sent as.
func TestValues(t *testing.T) {
	for sent, want := range map[string]struct {
		text   string
		number int64
	}{
		"": {"", 0}, `"a.0"`: {"a.0", 0}, `"200.0"`: {"200.0", 0}, "200": {"200", 200}, `"200"`: {"200", 200},
		"200.0": {"200", 200}, "2e2": {"200", 200}, "-2.0E0": {"-2", -2}, "2.5": {"2.5", 0}, "1e400": {"1e400", 0},
		"9007199254740991.0": {"9007199254740991", 9007199254740991}, "9007199254740993.0": {"9007199254740993.0", 0},
		"9007199254740993": {"9007199254740993", 9007199254740993}, "true": {"true", 0}, "[1.0]": {"[1.0]", 0},
	} {
		v := values{"a": jsontext.Value(sent)}
		assert.Equal(t, want.text, v.text("a"), sent)
		assert.Equal(t, want.number, v.number("a"), sent)
	}
}

// TestWholeNumbers quotes a quantity that a program writes as a float.
func TestWholeNumbers(t *testing.T) {
	s := newShop(t)
	session := s.connect(t, nil)
	offer := use(t, session, "search", map[string]any{"q": "T恤", "page": jsontext.Value("1.0")}).rows("offers")
	require.NotEmpty(t, offer)
	quote := use(t, session, "quote", map[string]any{"num_iid": offer[0]["num_iid"], "quantity": jsontext.Value("200.0")})
	assert.InDelta(t, 200, quote.body["quantity"], 0, quote.text)
}

package bodies

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// guessed are lines with what a reader that guesses takes for the operation and the body, and what they are.
var guessed = []struct{ line, api, guess, exactAPI, exact string }{
	{`{"api":"a","body":{"b":1}}`, "a", `{"b":1}`, "a", `{"b":1}`},
	{` { "api" : "a" , "body" : {"b":1} } `, "a", `{"b":1} `, "a", `{"b":1}`},
	{`{"api":"a","body":{"b":1},"at":{"c":2}}`, "a", `{"b":1},"at":{"c":2}`, "a", `{"b":1}`},
	{`{"api":"a","body":{"b":1},"api":"z"}`, "a", `{"b":1},"api":"z"`, "z", `{"b":1}`},
	{`{"api":"a","body":{"b":1},"body":{"c":1}}`, "a", `{"b":1},"body":{"c":1}`, "a", `{"c":1}`},
	{`{"api":"a","body":{"b":1,}}`, "a", `{"b":1,}`, "", `{"api":"a","body":{"b":1,}}`},
	{`{"api":"a","body":{"b":1}}}`, "a", `{"b":1}}`, "", `{"api":"a","body":{"b":1}}}`},
	{`{"body":{"b":1},"api":"a"}`, "a", `{"b":1}`, "a", `{"b":1}`},
	{`{"api":"\u0061","body":{"b":1}}`, "a", `{"b":1}`, "a", `{"b":1}`},
	{`{"api":"a","body":"{\"b\":1}"}`, "a", `{"b":1}`, "a", `{"b":1}`},
	{`{"api":"a","body":[]}`, "a", `[]`, "a", `[]`},
	{`{"api":"a","body":{"b":1}`, "a", `{"b":1`, "", `{"api":"a","body":{"b":1}`},
	{`{"b":1}`, "", `{"b":1}`, "", `{"b":1}`},
}

func TestGuess(t *testing.T) {
	for _, c := range guessed {
		t.Run(c.line, func(t *testing.T) {
			b := readLine(t, Reader{Guess: true}, c.line)
			assert.Equal(t, c.api, b.API)
			assert.Equal(t, c.guess, string(b.Content))
			exact, differs := b.Exact()
			assert.Equal(t, c.exactAPI, exact.API)
			assert.Equal(t, c.exact, string(exact.Content))
			assert.Equal(t, c.exactAPI != c.api || c.exact != c.guess, differs)
			plain := readLine(t, Reader{}, c.line)
			assert.Equal(t, plain, exact, "as it is read without a guess")
			again, differs := exact.Exact()
			assert.Equal(t, exact, again)
			assert.False(t, differs)
		})
	}
}

func readLine(t *testing.T, r Reader, line string) Body {
	t.Helper()
	var found []Body
	for b, err := range join(r.Stream(bytes.NewReader([]byte(line+"\n")), "a.ndjson")) {
		require.NoError(t, err)
		found = append(found, b)
	}
	require.Len(t, found, 1)
	return found[0]
}

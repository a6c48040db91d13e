package toolset

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestResult takes values of every kind from a response as PHP writes it.
func TestResult(t *testing.T) {
	tool := Tool{
		Fields: []Column{column("id", "a.id", ID), column("stock", "a.stock", Integer), column("price", "a.price", Yuan),
			column("score", "a.score", Number), column("new", "a.new", Bool), column("none", "a.nothing.there", Text),
			column("last", "steps[-1].at", Text), column("names", "steps[].at", Text), column("each", "steps[].n", Integer)},
		Lists: []List{{Name: "rows", Path: "steps", Most: 2, Columns: []Column{column("n", "n", Integer)}},
			{Name: "bare", Path: "steps", Bare: true}},
	}
	for body, want := range map[string]string{
		`{"a":{"id":9007199254740993,"stock":"12件","price":"5.4","score":"04.50","new":"1"}}`: `{"id":"9007199254740993",` +
			`"stock":12,"price":5.40,"score":4.50,"new":true,"rows":[]}`,
		`{"a":{"id":"","stock":"-","price":"面议","score":null,"new":false}}`: `{"new":false,"rows":[]}`,
		`{"a":[],"steps":[]}`: `{"rows":[]}`,
		`{"steps":[{"at":"a","n":1},{"at":"b\n c","n":"2"},{"n":3}]}`: `{"names":"a; b c","rows":[{"n":1},{"n":2}],"left_out":1}`,
		`{"steps":[{"at":"a","n":1}]}`:                                `{"last":"a","names":"a","rows":[{"n":1}]}`,
	} {
		out, err := tool.Result([]byte(body), 0)
		require.NoError(t, err, body)
		got, err := json.Marshal(out)
		require.NoError(t, err)
		assert.JSONEq(t, want, string(got), body)
	}
	_, err := tool.Result([]byte(`{"a":`), 0)
	require.Error(t, err)
}

// TestRowsOfACall cuts a list at the number that a call asks for.
func TestRowsOfACall(t *testing.T) {
	tool := Tool{Lists: []List{{Name: "rows", Path: "l", Most: 1, Columns: []Column{column("n", "n", Integer)}}}}
	for most, want := range map[int]int{0: 1, 2: 2, 3: 3, 9: 3} {
		out, err := tool.Result([]byte(`{"l":[{"n":1},{"n":2},{"n":3}]}`), most)
		require.NoError(t, err)
		assert.Len(t, out["rows"], want)
		if left, _ := out["left_out"].(int); want < 3 {
			assert.Equal(t, 3-want, left)
		}
	}
}

// TestClean makes one line of a text that cannot end its line or hide a part.
func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		" a\r\n\tb ":             "a b",
		"a\u202eb\u200bc\x00":    "abc",
		"":                       "",
		strings.Repeat("好", 121): strings.Repeat("好", 119) + "…",
		strings.Repeat("好", 120): strings.Repeat("好", 120),
	} {
		assert.Equal(t, want, Clean(text))
	}
}

// TestCut cuts lists and texts, and keeps the digits of numbers.
func TestCut(t *testing.T) {
	for _, tt := range []struct {
		body, want string
		cut        bool
	}{
		{`{"id":900719925474099301,"l":[1,2]}`, `{"id":900719925474099301,"l":[1,2]}`, false},
		{`{"l":[1,2,3]}`, `{"l":[1,2]}`, true},
		{`{"l":[{"m":"1234"}]}`, `{"l":[{"m":"123…"}]}`, true},
		{`[[1,2,3]]`, `[[1,2]]`, true},
	} {
		got, cut, err := Cut(jsontext.Value(tt.body), 2, 3)
		require.NoError(t, err)
		encoded, err := json.Marshal(got, json.Deterministic(true))
		require.NoError(t, err)
		assert.Equal(t, []any{tt.want, tt.cut}, []any{string(encoded), cut}, tt.body)
	}
}

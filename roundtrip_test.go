package ali1688_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance/testdata"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
)

// TestRoundTrip decodes every whole real answer and encodes it again, with json v2 and with encoding/json: what the
// document names and is not empty comes back equal and in its kind, and nothing appears that was not there.
func TestRoundTrip(t *testing.T) {
	codecs := map[string]struct {
		decode func([]byte, any) error
		encode func(any) ([]byte, error)
	}{
		"json v2": {loose.Unmarshal, loose.Marshal},
		"json v1": {json.Unmarshal, json.Marshal},
	}
	files, err := fs.Glob(testdata.FS, "recordings/*/*.json")
	require.NoError(t, err)
	for _, file := range files {
		make, ok := gateway.Answers[path.Base(path.Dir(file))]
		if !ok {
			continue
		}
		body, err := testdata.FS.ReadFile(file)
		require.NoError(t, err)
		for name, codec := range codecs {
			t.Run(file+"/"+name, func(t *testing.T) {
				answer := make()
				require.NoError(t, codec.decode(body, answer))
				again, err := codec.encode(answer)
				require.NoError(t, err)
				assert.Equal(t, present(parse(t, body)), present(parse(t, again)))
			})
		}
	}
}

// parse keeps numbers as they are written, so that a changed digit shows.
func parse(t *testing.T, body []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var v any
	require.NoError(t, decoder.Decode(&v))
	return v
}

// present drops the members that are empty: a typed value does not keep an empty optional text.
func present(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, member := range v {
			if p := present(member); !empty(p) {
				out[k] = p
			}
		}
		return out
	case []any:
		out := []any{}
		for _, row := range v {
			out = append(out, present(row))
		}
		return out
	}
	return v
}

func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return false
}

// TestIDsSurvive has 19 digits, which a float64 does not.
func TestIDsSurvive(t *testing.T) {
	for _, id := range []string{`9223372036854775807`, `"9223372036854775807"`} {
		answer := new(gateway.ItemGetResponse)
		require.NoError(t, loose.Unmarshal([]byte(`{"item":{"num_iid":`+id+`}}`), answer))
		assert.Equal(t, "9223372036854775807", answer.Item.NumIID.String())
		again, err := loose.Marshal(answer)
		require.NoError(t, err)
		assert.JSONEq(t, `{"item":{"num_iid":`+id+`}}`, string(again))
		assert.Contains(t, string(again), id)
	}
}

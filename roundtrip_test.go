package ali1688_test

import (
	"encoding/json"
	"io/fs"
	"path"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/testkit/jsontest"
	"github.com/go-ali1688/ali1688/loose"
)

// TestRoundTrip decodes every whole real response and encodes it again, with json v2 and with encoding/json: what the
// document names and is not empty comes back equal and in its kind, and nothing appears that was not there.
func TestRoundTrip(t *testing.T) {
	codecs := map[string]struct {
		decode func([]byte, any) error
		encode func(any) ([]byte, error)
	}{
		"json v2": {loose.Unmarshal, loose.Marshal},
		"json v1": {json.Unmarshal, json.Marshal},
	}
	files, err := fs.Glob(evidence.FS, "recordings/*/*.json")
	require.NoError(t, err)
	for _, file := range files {
		make, ok := gateway.Answers[path.Base(path.Dir(file))]
		if !ok {
			continue
		}
		body, err := evidence.FS.ReadFile(file)
		require.NoError(t, err)
		for name, codec := range codecs {
			t.Run(file+"/"+name, func(t *testing.T) {
				answer := make()
				require.NoError(t, codec.decode(body, answer))
				again, err := codec.encode(answer)
				require.NoError(t, err)
				assert.Equal(t, jsontest.Present(t, body), jsontest.Present(t, again))
			})
		}
	}
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

package evidencelint

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// TestOurs bears out every claim of our own document.
func TestOurs(t *testing.T) {
	gateway := openapi.Gateway()
	problems, err := Check(gateway.JSON, gateway.Positions, os.DirFS("../../../"+Folder))
	require.NoError(t, err)
	assert.Empty(t, problems)
}

func TestCheck(t *testing.T) {
	const document = `{"paths": {"/a/": {"get": {"operationId": "a", "x-evidence": {"level": "recorded"}}},
		"/b/": {"get": {"operationId": "b", "x-evidence": {"level": "documented"}}}, "/c/": {"$ref": "x"}}}`
	const positions = `{"/paths/~1a~1/get/x-evidence": "a.yaml:9", "/paths/~1b~1/get": "b.yaml:1"}`
	whole := fstest.MapFS{
		"recordings/a/1.json": {}, "fields.tsv": {Data: []byte("a\titem\tobject\tx\n")},
		"openplatform/fields.1.tsv": {Data: []byte("b\titem\tobject\tx\n")},
	}
	without := func(name string) fstest.MapFS {
		out := fstest.MapFS{}
		for key, file := range whole {
			if key != name {
				out[key] = file
			}
		}
		return out
	}
	cases := map[string]struct {
		evidence fstest.MapFS
		want     []string
	}{
		"borne out": {whole, nil},
		"no recording": {without("recordings/a/1.json"),
			[]string{"a.yaml:9: recorded: a claims to be recorded, but evidence has no response of it: put one into " +
				"recordings/a/ or excerpts/a/, or state how it is known otherwise"}},
		"no rows": {without("openplatform/fields.1.tsv"),
			[]string{"b.yaml:1: untested: no test knows the response of b: list its members in evidence/fields.tsv, " +
				"with their kinds and where each was seen"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			problems, err := Check([]byte(document), []byte(positions), c.evidence)
			require.NoError(t, err)
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestCheckRefuses(t *testing.T) {
	_, err := Check([]byte("["), []byte("{}"), fstest.MapFS{})
	assert.ErrorContains(t, err, "read the document")
	_, err = Check([]byte("{}"), []byte("["), fstest.MapFS{})
	assert.ErrorContains(t, err, "read the positions")
}

package conformance

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// answer is a real body from testdata.
type answer struct {
	api, file string
	body      []byte
	excerpt   bool
}

// answers reads all recordings and excerpts.
func answers(t testing.TB) []answer {
	t.Helper()
	var list []answer
	for _, folder := range []string{"recordings", "excerpts"} {
		files, err := filepath.Glob("../evidence/" + folder + "/*/*.json")
		require.NoError(t, err)
		for _, file := range files {
			body, err := os.ReadFile(file)
			require.NoError(t, err)
			list = append(list, answer{filepath.Base(filepath.Dir(file)), file, body, folder == "excerpts"})
		}
	}
	require.NotEmpty(t, list, "testdata has no answers")
	return list
}

func (a answer) options(strict bool) Options { return Options{Strict: strict, Excerpt: a.excerpt} }

// gateway reads the gateway's document as it lies in the tree.
func gateway(t testing.TB) (*Checker, reference) {
	t.Helper()
	document, err := os.ReadFile("../openapi/dist/gateway.json")
	require.NoError(t, err)
	positions, err := os.ReadFile("../openapi/dist/gateway.positions.json")
	require.NoError(t, err)
	c, err := New(document, positions)
	require.NoError(t, err)
	return c, newReference(t, document)
}

// known skips the test of a response whose operation the document does not describe.
func known(t *testing.T, c *Checker, api string) {
	t.Helper()
	if c.byName[api] == nil {
		t.Skipf("the document has no operation %s", api)
	}
}

func TestAnswersConform(t *testing.T) {
	c, kin := gateway(t)
	for _, a := range answers(t) {
		t.Run(a.file, func(t *testing.T) {
			known(t, c, a.api)
			for _, f := range check(t, c, a.api, a.body, a.options(true)) {
				t.Error(f)
			}
			if !nullWhereOpen[filepath.Base(a.file)] {
				agree(t, c, kin, a.api, a.body)
			}
		})
	}
}

// nullWhereOpen are bodies with a null at a place without a type, which kin-openapi refuses and OpenAPI 3.0.3 allows.
var nullWhereOpen = map[string]bool{"n02-user-all-null-2023.json": true}

// TestPlantedFaults needs no document: it infers one from the response, in which no place
// is loose, so that every planted fault must be found.
func TestPlantedFaults(t *testing.T) {
	list := append(answers(t), answer{api: "dirty", file: "dirtyBody", body: []byte(dirtyBody)})
	for _, a := range list {
		t.Run(a.file, func(t *testing.T) {
			t.Parallel()
			document := infer(t, a.body)
			c, kin := newChecker(t, document), newReference(t, document)
			require.Empty(t, check(t, c, "op", a.body, Options{Strict: true}))
			mutate(t, a.body, func(m mutant) {
				if len(check(t, c, "op", m.body, Options{Strict: true})) == 0 && m.kind != dropped {
					t.Errorf("%s at %s was not found", m.kind, m.pointer)
				}
				judge(t, c, kin, "op", m)
			})
		})
	}
}

// judge compares the verdicts on a mutant. The value of the mutant saves a decode.
func judge(t *testing.T, c *Checker, kin reference, api string, m mutant) {
	t.Helper()
	if ofText[m.kind] {
		agree(t, c, kin, api, m.body)
		return
	}
	findings := check(t, c, api, m.body, Options{})
	require.Equal(t, kin.valid(t, api, m.value), valid(findings), "%s at %s: got %v", m.kind, m.pointer, findings)
}

package conformance

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// The environment of TestDifferential: how many bodies it makes, and the seed with which it repeats a run.
const (
	generatedEnv = "ALI1688_GENERATED"
	seedEnv      = "ALI1688_SEED"
)

// meant are the differences from kin-openapi that are meant: each changes a schema so that kin-openapi agrees.
var meant = []struct {
	reason string
	change func(*openapi3.Schema)
}{
	{"a place without a type may be null: OpenAPI 3.0.3 has no nullable there", func(s *openapi3.Schema) {
		s.Nullable = s.Nullable || isOpen(s)
	}},
}

// isOpen reports whether a schema has no type, nor a part that may have one.
func isOpen(s *openapi3.Schema) bool {
	return (s.Type == nil || len(*s.Type) == 0) && len(s.AllOf)+len(s.AnyOf)+len(s.OneOf) == 0
}

// subject is an operation with the schema of its response as kin-openapi has it, and those with a difference that is
// meant, in the order of meant.
type subject struct {
	checker *Checker
	name    string
	schema  *openapi3.Schema
	changed []*openapi3.Schema
}

// subjects returns all operations of all documents.
func subjects(t testing.TB) (list []subject) {
	t.Helper()
	for _, d := range openapi.Documents() {
		c, doc := Of(d), loadKin(t, d.JSON)
		first := len(list)
		for _, op := range c.Operations() {
			list = append(list, subject{checker: c, name: op.Name, schema: kinResponse(t, doc, op)})
		}
		for _, m := range meant {
			doc, seen := loadKin(t, d.JSON), map[*openapi3.Schema]bool{}
			for i, op := range c.Operations() {
				schema := kinResponse(t, doc, op)
				eachSchema(schema, seen, m.change)
				list[first+i].changed = append(list[first+i].changed, schema)
			}
		}
	}
	return list
}

func loadKin(t testing.TB, document []byte) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(document)
	require.NoError(t, err)
	return doc
}

func kinResponse(t testing.TB, doc *openapi3.T, op Operation) *openapi3.Schema {
	t.Helper()
	described := doc.Paths.Value(op.Path).GetOperation(op.Method)
	require.NotNil(t, described, op.Path)
	return described.Responses.Value("200").Value.Content.Get("application/json").Schema.Value
}

// eachSchema changes a schema and all that it leads to.
func eachSchema(s *openapi3.Schema, seen map[*openapi3.Schema]bool, change func(*openapi3.Schema)) {
	if seen[s] {
		return
	}
	seen[s] = true
	change(s)
	below := slices.Concat(s.AllOf, s.AnyOf, s.OneOf, openapi3.SchemaRefs{s.Items, s.AdditionalProperties.Schema})
	for _, member := range s.Properties {
		below = append(below, member)
	}
	for _, ref := range below {
		if ref != nil {
			eachSchema(ref.Value, seen, change)
		}
	}
}

// TestDifferential compares the checker with kin-openapi on bodies made at random from the documents: verdicts and
// places.
func TestDifferential(t *testing.T) {
	n, seed := envNumber(t, generatedEnv, 50_000), envNumber(t, seedEnv, rand.IntN(1e9))
	t.Logf("%d bodies, %s=%d", n, seedEnv, seed)
	all := subjects(t)
	var counts tallies
	const workers = 4
	for worker := range workers {
		t.Run(strconv.Itoa(worker), func(t *testing.T) {
			t.Parallel()
			i := &inventor{rand.New(rand.NewPCG(uint64(seed), uint64(worker))), 0}
			for range n / workers {
				i.breaks = []float64{0, 0.01, 0.1}[i.IntN(3)]
				compareBodies(t, all[i.IntN(len(all))], i, &counts)
			}
		})
	}
	t.Cleanup(func() { t.Log(counts.String()) })
}

// tallies count what was compared.
type tallies struct {
	sync.Mutex
	by map[string]int
}

func (c *tallies) add(what string) {
	c.Lock()
	defer c.Unlock()
	if c.by == nil {
		c.by = map[string]int{}
	}
	c.by[what]++
}

// String lists the counts.
func (c *tallies) String() string {
	c.Lock()
	defer c.Unlock()
	var b strings.Builder
	for _, what := range sortedKeys(c.by) {
		b.WriteString(what + ": " + strconv.Itoa(c.by[what]) + "\n")
	}
	return b.String()
}

// compareBodies compares the verdicts on one body, and on the same with a byte changed.
func compareBodies(t *testing.T, s subject, i *inventor, counts *tallies) {
	t.Helper()
	body, err := json.Marshal(i.value(s.schema, 0))
	require.NoError(t, err)
	compareWithKin(t, s, body, counts)
	if i.IntN(10) == 0 {
		compareWithKin(t, s, i.damage(body), counts)
	}
}

// damage changes a byte, inserts one, or cuts the body.
func (i *inventor) damage(body []byte) []byte {
	const likely = "\"\\{}[]:,0e.-u \n\x00\xff"
	at, c := i.IntN(len(body)), likely[i.IntN(len(likely))]
	switch i.IntN(3) {
	case 0:
		return body[:at]
	case 1:
		return append(append(bytes.Clone(body[:at]), c), body[at:]...)
	}
	body = bytes.Clone(body)
	body[at] = c
	return body
}

func compareWithKin(t *testing.T, s subject, body []byte, counts *tallies) {
	t.Helper()
	findings := check(t, s.checker, s.name, body, Options{})
	var value any
	if err := json.NewDecoder(bytes.NewReader(body)).Decode(&value); err != nil {
		counts.add("not JSON")
		require.True(t, isUnreadable(findings), "%s: encoding/json cannot read the body, got %v\nbody: %.400s", s.name,
			findings, body)
		return
	}
	kin := s.schema.VisitJSON(value, openapi3.MultiErrors())
	switch difference := differ(kin, findings); {
	case difference == "" && kin == nil:
		counts.add("valid for both")
	case difference == "":
		counts.add("invalid for both")
	default:
		reason := s.explain(value, findings)
		counts.add("explained: " + reason)
		require.NotEmpty(t, reason, "%s: %s\nfindings: %v\nkin-openapi: %.600v\nbody: %.2000s", s.name, difference, findings,
			kin, body)
	}
}

// explain returns the reason for which kin-openapi and the checker differ, or "".
func (s subject) explain(value any, findings []Finding) string {
	for i, schema := range s.changed {
		if differ(schema.VisitJSON(value, openapi3.MultiErrors()), findings) == "" {
			return meant[i].reason
		}
	}
	return ""
}

func envNumber(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err, name)
	return n
}

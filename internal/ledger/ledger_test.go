package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/ledger"
)

const shop = `{"openapi":"3.0.3","paths":{"/offer_get/":{"get":{"operationId":"offer_get",
"x-evidence":{"level":"documented"},
"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Offer"}}}}}}}},
"components":{"schemas":{
"Offer":{"properties":{"id":{"type":"string"},"rows":{"type":"array","items":{"$ref":"#/components/schemas/Row"}},
"props":{"type":"object","additionalProperties":{"properties":{"name":{"type":"string"}}}},
"parent":{"$ref":"#/components/schemas/Offer"}}},
"Row":{"properties":{"state":{"type":"string","x-evidence":{"level":"recorded"}},"phone":{"type":"string"}}}}}}`

func fields(l *ledger.Ledger) map[string]*ledger.Field {
	out := map[string]*ledger.Field{}
	for _, f := range l.Fields() {
		out[f.Path] = f
	}
	return out
}

func shopLedger(t *testing.T, bodies ...string) *ledger.Ledger {
	t.Helper()
	l := ledger.New()
	require.NoError(t, l.Document("shop", []byte(shop)))
	for i, body := range bodies {
		require.True(t, l.Add(ledger.Response{
			Operation: "offer_get", Whole: true, Seen: []string{"2024-05", "2026-01", ""}[i%3], Body: []byte(body),
		}))
	}
	return l
}

// TestFields lists documented and other members with what was seen of them.
func TestFields(t *testing.T) {
	l := shopLedger(t, `{"id":"1","rows":[{"state":"on","phone":"13812345678"},{"state":"off"}],"extra":[{"a":1.5}]}`,
		`{"id":2,"props":{"0:0":{"name":"red"},"0:1":{}}}`)
	got := fields(l)
	assert.ElementsMatch(t, []string{
		"id", "rows", "rows[].state", "rows[].phone", "props", "props.{}.name", "parent", "extra", "extra[].a",
	}, keys(got))
	state := got["rows[].state"]
	assert.Equal(t, []string{"off", "on"}, state.Values)
	assert.Equal(t, "recorded", state.Evidence)
	assert.Equal(t, []string{"2024-05", "2024-05", "1"}, []string{state.First, state.Last, digit(state.Bodies)})
	assert.Equal(t, []string{"integer", "string"}, got["id"].Kinds)
	assert.Equal(t, "2026-01", got["id"].Last)
	assert.Equal(t, "documented", got["id"].Evidence)
	assert.Empty(t, got["rows[].phone"].Values, "personal")
	assert.Equal(t, 1, got["props.{}.name"].Bodies)
	assert.Equal(t, 0, got["parent"].Bodies)
	assert.False(t, got["extra[].a"].Documented)
	assert.Equal(t, []string{"number"}, got["extra[].a"].Kinds)
}

// TestExpect finds what every whole response has, in every object.
func TestExpect(t *testing.T) {
	l := shopLedger(
		t,
		`{"id":"1","rows":[{"state":"on","phone":"1"},{"state":"off"}]}`,
		`{"id":"2","rows":[],"parent":{"id":"3"}}`,
	)
	l.Add(ledger.Response{Operation: "offer_get", Body: []byte(`{}`)}) // is cut off
	for body, want := range map[string][]ledger.Missing{
		`{"id":"1","rows":[{"state":"on"}]}`:      nil,
		`{"rows":[{"phone":"1"},{"state":"on"}]}`: {{"/rows/0/state", 1}, {"/id", 2}},
		`{"id":"1"}`:                       {{"/rows", 2}},
		`{"id":"1","rows":[],"parent":{}}`: {{"/parent/id", 1}},
		`[]`:                               nil,
		`not JSON`:                         nil,
	} {
		assert.Equal(t, want, l.Expect("offer_get", []byte(body)), body)
	}
	assert.Nil(t, l.Expect("other", []byte(`{}`)))
}

// ofMaps are members whose own members have data for names, of which none is expected.
var ofMaps = []string{"props_list", "props_img", "call_args"}

// TestDropped drops every member of the only recording of an operation, one at a time, and finds that it is missing.
func TestDropped(t *testing.T) {
	l, err := ledger.Known()
	require.NoError(t, err)
	all, err := evidence.Index()
	require.NoError(t, err)
	dropped, recordings := 0, map[string]int{}
	for _, r := range all {
		if r.Kind == "recording" {
			recordings[r.Operation]++
		}
	}
	for _, r := range all {
		ours := !strings.HasPrefix(r.Operation, "_") && !strings.Contains(r.Operation, ".")
		if r.Kind != "recording" || recordings[r.Operation] > 1 || !ours {
			continue // another recording may lack the member
		}
		content, err := evidence.FS.ReadFile(r.File)
		require.NoError(t, err)
		var body any
		require.NoError(t, json.Unmarshal(content, &body))
		eachWithout(body, func(name string) {
			less, err := json.Marshal(body)
			require.NoError(t, err)
			dropped++
			assert.NotEmpty(t, l.Expect(r.Operation, less), "%s without %s", r.File, name)
		})
	}
	assert.NotZero(t, dropped)
}

// eachWithout calls f with a value that lacks one of its members, for the members of the first element of each list.
func eachWithout(v any, f func(name string)) {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			if !slices.Contains(ofMaps, name) {
				eachWithout(value, f)
			}
			delete(v, name)
			f(name)
			v[name] = value
		}
	case []any:
		if len(v) > 0 {
			eachWithout(v[0], f)
		}
	}
}

// TestRecorded refuses documents that claim a member to be recorded that no real response of any operation has.
func TestRecorded(t *testing.T) {
	l, err := ledger.Known()
	require.NoError(t, err)
	bodies, names := map[*document.Schema]int{}, map[*document.Schema]string{}
	for _, f := range l.Fields() {
		if f.Own != nil && f.Evidence == "recorded" {
			bodies[f.Own] += f.Bodies
			names[f.Own] = f.Operation + " " + f.Path
		}
	}
	require.NotEmpty(t, bodies)
	for property, n := range bodies {
		assert.NotZero(t, n, "%s claims to be recorded, and no real response has it", names[property])
	}
}

func keys(m map[string]*ledger.Field) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	return out
}

func digit(n int) string { return string(rune('0' + n)) }

func TestSummary(t *testing.T) {
	const document = `{"openapi":"3.0.3","paths":{"/a/":{"get":{"operationId":"a","responses":{"200":{"content":{
"application/json":{"schema":{"properties":{"item":{"properties":{"x":{},"y":{}}}}}}}}}}}}}`
	l := ledger.New()
	require.NoError(t, l.Document("d", []byte(document)))
	for _, r := range []ledger.Response{
		{Operation: "a", Whole: true, Seen: "2024-03", Body: []byte(`{"item":{"x":1}}`)},
		{Operation: "a", Seen: "2025-01", Body: []byte(`{"item":{"z":1}`)},
		{Operation: "other", Whole: true, Body: []byte(`{}`)},
	} {
		l.Add(r)
	}
	for api, want := range map[string]ledger.Summary{
		"a":     {Recordings: 1, Excerpts: 1, Documented: 3, Seen: 2, Others: 1, Last: "2025-01"},
		"other": {},
	} {
		assert.Equal(t, want, l.Summary(api), api)
	}
}

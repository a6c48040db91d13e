package conformance

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"
)

// Formats of texts are comments to the checker, and so to its reference.
func init() { clear(openapi3.SchemaStringFormats) }

// reference gives the verdicts of kin-openapi on the bodies of one document.
type reference struct{ doc *openapi3.T }

func newReference(t testing.TB, docJSON []byte) reference {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(docJSON)
	require.NoError(t, err)
	return reference{doc}
}

func (r reference) schema(t testing.TB, api string) *openapi3.Schema {
	t.Helper()
	if strings.HasPrefix(api, "_") {
		return r.doc.Components.Schemas[envelope].Value
	}
	item := r.doc.Paths.Value("/" + api + "/")
	require.NotNil(t, item, "no path /%s/", api)
	for _, op := range item.Operations() {
		return op.Responses.Value("200").Value.Content.Get("application/json").Schema.Value
	}
	require.FailNow(t, "no operation", api)
	return nil
}

// kinVerdict validates the first JSON value of the body against the schema of the operation.
// A body that encoding/json does not read is not valid either.
func (r reference) kinVerdict(t testing.TB, api string, body []byte) (read, valid bool) {
	t.Helper()
	var value any
	if err := json.NewDecoder(bytes.NewReader(body)).Decode(&value); err != nil {
		return false, false
	}
	return true, r.valid(t, api, value)
}

func (r reference) valid(t testing.TB, api string, value any) bool {
	t.Helper()
	return r.schema(t, api).VisitJSON(value, openapi3.MultiErrors()) == nil
}

// extraRules are those that kin-openapi does not have.
var extraRules = map[string]bool{
	"undocumented": true, "required-on-success": true, "trailing-data": true,
	"duplicate-key": true, "truncated": true, "invalid-utf8": true, "gbk": true, "php-notice": true,
}

// unreadable are the rules that a body breaks if encoding/json cannot read it.
var unreadable = map[string]bool{
	"truncated": true, "syntax": true, "empty-body": true, "number-range": true, "too-deep": true,
	"bom": true, "php-notice": true, "not-json": true, "gbk": true,
}

func valid(findings []Finding) bool {
	for _, f := range findings {
		if !extraRules[f.Rule] {
			return false
		}
	}
	return true
}

func isUnreadable(findings []Finding) bool {
	for _, f := range findings {
		if unreadable[f.Rule] {
			return true
		}
	}
	return false
}

// agree fails the test unless kin-openapi and the checker think the same of the body.
func agree(t testing.TB, c *Checker, r reference, api string, body []byte) {
	t.Helper()
	findings := check(t, c, api, body, Options{})
	read, want := r.kinVerdict(t, api, body)
	if !read {
		require.True(t, isUnreadable(findings), "encoding/json cannot read the body, got %v\nbody: %.400s", findings, body)
		return
	}
	require.Equal(t, want, valid(findings), "kin-openapi says valid: %v, got %v\nbody: %.400s", want, findings, body)
}

// check returns the findings of the walker, and fails the test if a pass takes a body that has any.
func check(t testing.TB, c *Checker, api string, body []byte, o Options) []Finding {
	t.Helper()
	findings, err := c.Check(api, body, o)
	require.NoError(t, err)
	walked := walk(c, api, body, o)
	require.Equal(t, walked, findings, "the pass and the walker differ\nbody: %.400q", body)
	return walked
}

// walk checks a body without a pass.
func walk(c *Checker, api string, body []byte, o Options) []Finding {
	op, body := c.selectMessage(api, body)
	return new(walker).run(op, c.refusal, body, o)
}

// documentOf makes a document with one operation, op, from component schemas. The
// response is the component Root.
func documentOf(schemas string) []byte {
	return []byte(`{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/op/": {"get": {
		"operationId": "op", "x-family": "product", "x-evidence": {"level": "recorded"},
		"responses": {"200": {"description": "d", "content": {"application/json": {"schema":
		{"$ref": "#/components/schemas/Root"}}}}}}}}, "components": {"schemas": ` + schemas + `}}`)
}

func newChecker(t testing.TB, document []byte) *Checker {
	t.Helper()
	c, err := New(document, nil)
	require.NoError(t, err)
	return c
}

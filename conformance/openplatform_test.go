package conformance_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/testkit/jsontest"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openapi"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// samples returns the responses on the provider's pages, by file.
func samples(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../evidence/openplatform/samples/*/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	return files
}

// TestSamples validates every sample of the provider's pages against the document, and sends it through the generated
// types: it comes back as it was but for members that are empty.
func TestSamples(t *testing.T) {
	for _, file := range samples(t) {
		t.Run(file, func(t *testing.T) {
			body, err := os.ReadFile(file)
			require.NoError(t, err)
			api := filepath.Base(filepath.Dir(file))
			conformance.Check(t, api, body)
			same(t, body, platform.NewAnswer(api))
		})
	}
}

// TestExamples sends the document's own examples of arguments and responses through the generated types: they come back
// as they were.
func TestExamples(t *testing.T) {
	doc := loadOpenPlatform(t)
	example := func(schema node) []byte {
		text, err := json.Marshal(doc.follow(schema)["example"])
		require.NoError(t, err)
		return text
	}
	for _, op := range platform.Operations {
		t.Run(op.Name, func(t *testing.T) {
			same(t, example(doc.answers[op.Name]), platform.NewAnswer(op.Name))
			if op.Request != "" && !slices.ContainsFunc(op.Params, func(p platform.Param) bool { return p.File }) {
				same(t, example(doc.requests[op.Name]), platform.NewRequest(op.Name))
			}
		})
	}
}

func same(t *testing.T, body []byte, typed any) {
	t.Helper()
	require.NoError(t, loose.Unmarshal(body, typed))
	again, err := loose.Marshal(typed)
	require.NoError(t, err)
	assert.Equal(t, jsontest.Present(t, body), jsontest.Present(t, again))
}

// TestArchive finds the operation of the platform in the address of an archive's entry.
func TestArchive(t *testing.T) {
	const archive = `{"log":{"entries":[{"request":{"method":"POST","url":"https://gw.open.1688.com/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1000000"},
		"response":{"status":200,"content":{"text":"{\"success\":true}"}}}]}}`
	found := 0
	for body, err := range bodies.Read(strings.NewReader(archive), "session.har") {
		require.NoError(t, err)
		assert.Equal(t, "alibaba.trade.cancel", body.API)
		conformance.Check(t, body.API, body.Content)
		found++
	}
	assert.Equal(t, 1, found)
}

// TestSamplesHaveSources asks where each sample is from.
func TestSamplesHaveSources(t *testing.T) {
	sources := map[string]bool{}
	for _, row := range table(t, "openplatform/sources", 3) {
		file := "../evidence/openplatform/" + row[0]
		assert.FileExists(t, file)
		assert.Regexp(t, "^https://", row[1])
		sources[file] = true
	}
	for _, file := range samples(t) {
		assert.True(t, sources[file], "%s has no line in sources.tsv", file)
	}
}

// table reads a list of tab-separated columns, which has to be sorted.
func table(t *testing.T, name string, columns int) [][]string {
	t.Helper()
	content, err := os.ReadFile("../evidence/" + name + ".tsv")
	require.NoError(t, err)
	var rows [][]string
	before := ""
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		require.Len(t, row, columns, "%s.tsv: %q", name, line)
		require.Less(t, before, line, "%s.tsv is not sorted", name)
		rows, before = append(rows, row), line
	}
	return rows
}

// TestIndex compares the document with the list of everything that the provider's pages name: every argument and
// every member of a response is described, and every operation is in one of the two lists that have all of an
// operation. It prints how many, a line a call.
func TestIndex(t *testing.T) {
	listed := map[string][]string{}
	for _, list := range []string{"index", "index-others", "index-seen"} {
		t.Run(list, func(t *testing.T) { listed[list] = held(t, list) })
	}
	whole := slices.Concat(listed["index"], listed["index-others"])
	slices.Sort(whole)
	var operations []string
	for _, op := range platform.Operations {
		operations = append(operations, op.Name)
	}
	slices.Sort(operations)
	assert.Equal(t, operations, whole, "the operations of index.tsv and index-others.tsv")
}

// held compares the document with one list, and returns the calls of the list.
func held(t *testing.T, list string) []string {
	t.Helper()
	calls := map[string]*coverage{}
	doc := loadOpenPlatform(t)
	for _, row := range table(t, "openplatform/"+list, 3) {
		c := calls[row[0]]
		if c == nil {
			c = &coverage{}
			calls[row[0]] = c
		}
		c.count(doc, row[0], row[1], row[2])
	}
	var names []string
	for name := range calls {
		names = append(names, name)
	}
	slices.Sort(names)
	require.False(t, doc.hasPath(doc.answers["alibaba.trade.cancel"], []string{"nothing"}),
		"a member that there is not is not found")
	params, answers := tally{}, tally{}
	for _, name := range names {
		c := calls[name]
		t.Logf("%-60s params %3d/%-3d answer %3d/%-3d", name, c.params.described, c.params.listed, c.answer.described,
			c.answer.listed)
		for _, missing := range c.missing {
			t.Errorf("%s: the page names %s, which the document does not describe", name, missing)
		}
		params.add(c.params)
		answers.add(c.answer)
	}
	t.Logf("%d calls: params %d/%d, answer %d/%d", len(names), params.described, params.listed, answers.described,
		answers.listed)
	return names
}

type tally struct{ described, listed int }

func (t *tally) add(o tally) { t.described, t.listed = t.described+o.described, t.listed+o.listed }

type coverage struct {
	params, answer tally
	missing        []string
}

func (c *coverage) count(doc *platformDocument, api, kind, path string) {
	root, counter := doc.answers[api], &c.answer
	if kind == "param" {
		root, counter = doc.requests[api], &c.params
	}
	counter.listed++
	if !doc.hasPath(root, strings.Split(strings.ReplaceAll(path, "[]", ".[]"), ".")) {
		c.missing = append(c.missing, kind+" "+path)
		return
	}
	counter.described++
}

// platformDocument finds members in the document by path.
type platformDocument struct {
	paths             []string
	schemas           node
	requests, answers map[string]node
}

func loadOpenPlatform(t *testing.T) *platformDocument {
	t.Helper()
	return loadPlatform(t, openapi.OpenPlatform())
}

func loadPlatform(t *testing.T, document openapi.Document) *platformDocument {
	t.Helper()
	var root node
	require.NoError(t, json.Unmarshal(document.JSON, &root))
	doc := &platformDocument{schemas: dig(root, "components", "schemas"), requests: map[string]node{},
		answers: map[string]node{}}
	for path, item := range root["paths"].(node) {
		doc.paths = append(doc.paths, path)
		op := dig(item.(node), "post")
		name := op["operationId"].(string)
		doc.answers[name] = dig(op, "responses", "200", "content", "application/json", "schema")
		if body, ok := op["requestBody"].(node); ok {
			for _, media := range dig(body, "content") {
				doc.requests[name] = dig(media.(node), "schema")
			}
		}
	}
	return doc
}

// follow returns the schema that a reference leads to, or s.
func (d *platformDocument) follow(s node) node {
	if ref, ok := s["$ref"].(string); ok {
		return d.follow(d.schemas[ref[strings.LastIndex(ref, "/")+1:]].(node))
	}
	return s
}

// hasPath reports whether a path leads to a schema. A step [] goes to the rows of a list, an empty one stays, any other
// goes to a member; all go through references, unions and parts, and end in a place without a type, which allows
// everything.
func (d *platformDocument) hasPath(s node, path []string) bool {
	if len(path) == 0 {
		return s != nil
	}
	if path[0] == "" {
		return d.hasPath(s, path[1:])
	}
	s = d.follow(s)
	if path[0] == "[]" {
		if items, ok := s["items"].(node); ok && d.hasPath(items, path[1:]) {
			return true
		}
	} else if properties, ok := s["properties"].(node); ok {
		if member, ok := properties[path[0]].(node); ok && d.hasPath(member, path[1:]) {
			return true
		}
	}
	for _, key := range []string{"allOf", "anyOf", "oneOf"} {
		for _, part := range list(s[key]) {
			if d.hasPath(part.(node), path) {
				return true
			}
		}
	}
	return s != nil && s["type"] == nil && s["allOf"] == nil && s["anyOf"] == nil
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

package conformance_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/openapi"
)

// listed is one row of the field list: what the evidence states about one place of a response.
type listed struct{ operation, path, kinds, source string }

// TestFields compares the document with the list of fields that evidence knows, both ways: every listed place is
// described with exactly the kinds listed, and nothing is described that is not listed.
func TestFields(t *testing.T) {
	doc := loadDocument(t)
	rows := fieldList(t)
	for operation, list := range rows {
		t.Run(operation, func(t *testing.T) {
			root, ok := doc.root(operation)
			require.True(t, ok, "the field list names %s, which the document does not describe", operation)
			known := map[string]bool{}
			for _, row := range list {
				known[row.path] = true
				assert.Equal(t, row.kinds, doc.kindsAt(root, row.path), "%s %s (%s)", operation, row.path, row.source)
			}
			for _, path := range doc.paths(root, operation) {
				assert.True(t, known[path], "%s %s is described, but no evidence lists it: add it to fields.tsv with its source",
					operation, path)
			}
		})
	}
}

func fieldList(t *testing.T) map[string][]listed {
	t.Helper()
	content, err := evidence.FS.ReadFile("fields.tsv")
	require.NoError(t, err)
	rows := map[string][]listed{}
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		require.Len(t, c, 4, "%q", line)
		rows[c[0]] = append(rows[c[0]], listed{c[0], c[1], c[2], c[3]})
	}
	return rows
}

// node is a schema as JSON; document finds its way through them.
type node = map[string]any

type document struct{ schemas, operations node }

func loadDocument(t *testing.T) *document {
	t.Helper()
	var doc node
	require.NoError(t, json.Unmarshal(openapi.Gateway().JSON, &doc))
	return &document{schemas: doc["components"].(node)["schemas"].(node), operations: doc["paths"].(node)}
}

// root returns the schema of an operation's response, or of the bare envelope.
func (d *document) root(operation string) (node, bool) {
	if operation == "_envelope" {
		return d.schemas["Envelope"].(node), true
	}
	item, ok := d.operations["/"+operation+"/"].(node)
	if !ok {
		return nil, false
	}
	for _, method := range []string{"get", "post"} {
		if op, ok := item[method].(node); ok {
			return dig(op, "responses", "200", "content", "application/json", "schema"), true
		}
	}
	return nil, false
}

func dig(n node, keys ...string) node {
	for _, k := range keys {
		n = n[k].(node)
	}
	return n
}

// branches returns the schemas that s stands for, its references followed and its unions spread out.
func (d *document) branches(s node) []node {
	if ref, ok := s["$ref"].(string); ok {
		return d.branches(d.schemas[ref[strings.LastIndex(ref, "/")+1:]].(node))
	}
	for _, key := range []string{"allOf", "anyOf"} {
		if parts, ok := s[key].([]any); ok {
			var out []node
			for _, p := range parts {
				out = append(out, d.branches(p.(node))...)
			}
			return out
		}
	}
	return []node{s}
}

// step goes from schemas to those of one part of a path: a member, a list's rows, or a map's values.
func (d *document) step(from []node, part string) []node {
	var out []node
	for _, s := range from {
		var next any
		switch part {
		case "[]":
			next = s["items"]
		case "{}":
			next = s["additionalProperties"]
		default:
			if p, ok := s["properties"].(node); ok {
				next = p[part]
			}
		}
		if n, ok := next.(node); ok && s["maxItems"] != 0.0 {
			out = append(out, d.branches(n)...)
		}
	}
	return out
}

func (d *document) kindsAt(root node, path string) string {
	at := d.branches(root)
	for _, part := range parts(path) {
		if at = d.step(at, part); len(at) == 0 {
			return "(not described)"
		}
	}
	return kinds(at)
}

// parts splits item.skus.sku[].price into item, skus, sku, [], price.
func parts(path string) []string {
	var out []string
	for p := range strings.SplitSeq(path, ".") {
		name := strings.TrimRight(p, "[]")
		if name != "" {
			out = append(out, name)
		}
		for range strings.Count(p, "[]") {
			out = append(out, "[]")
		}
	}
	return out
}

// kinds writes the JSON kinds that schemas allow, sorted, as the field list does.
func kinds(schemas []node) string {
	var out []string
	for _, s := range schemas {
		out = append(out, kindsOf(s)...)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	drop := func(narrow, wide string) {
		if slices.Contains(out, wide) {
			out = slices.DeleteFunc(out, func(k string) bool { return k == narrow })
		}
	}
	drop("[]", "array")
	drop("integer", "number")
	return strings.Join(out, ",")
}

func kindsOf(s node) []string {
	kind, ok := s["type"].(string)
	if !ok {
		return []string{"any"}
	}
	if enum, ok := s["enum"].([]any); ok && len(enum) == 1 && enum[0] == nil {
		return []string{"null"}
	}
	if kind == "array" && s["maxItems"] == 0.0 {
		kind = "[]"
	}
	if s["nullable"] == true {
		return []string{kind, "null"}
	}
	return []string{kind}
}

// paths lists every place below root, the envelope's left out, and each recursion entered twice.
func (d *document) paths(root node, operation string) []string {
	var out []string
	d.collect(d.branches(root), "", operation != "_envelope", map[string]int{}, &out)
	slices.Sort(out)
	return slices.Compact(out)
}

func (d *document) collect(at []node, path string, skipEnvelope bool, seen map[string]int, out *[]string) {
	for _, s := range at {
		properties, _ := s["properties"].(node)
		if skipEnvelope && properties["execution_time"] != nil {
			continue
		}
		for key := range properties {
			d.enter(s, key, strings.TrimPrefix(path+"."+key, "."), seen, out)
		}
		if s["additionalProperties"] != nil {
			d.enter(s, "{}", path+".{}", seen, out)
		}
		if s["items"] != nil && s["maxItems"] != 0.0 {
			d.enter(s, "[]", path+"[]", seen, out)
		}
	}
}

func (d *document) enter(s node, part, path string, seen map[string]int, out *[]string) {
	*out = append(*out, path)
	key := part + "\x00" + fingerprint(s)
	if seen[key]++; seen[key] <= 2 {
		d.collect(d.step([]node{s}, part), path, false, seen, out)
	}
	seen[key]--
}

func fingerprint(s node) string {
	b, _ := json.Marshal(s)
	return string(b)
}

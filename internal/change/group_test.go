package change

import (
	"archive/tar"
	"bytes"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// grouped is a document with a group of every kind.
const grouped = `{"openapi": "3.0.3", "paths": {"/a/": {"get": {"operationId": "a"}, "post": {}}},
	"x-webhooks": {"PAID": {"post": {"operationId": "PAID"}}},
	"components": {"schemas": {"S": {"type": "string"}}, "parameters": {"P": {"name": "p"}},
		"headers": {"H": {"description": "h"}}}}`

// TestGroups lists the groups of both sides, each once.
func TestGroups(t *testing.T) {
	new := `{"paths": {"/a/": {"get": {"operationId": "renamed"}}, "/b/": {"delete": {}}},
		"components": {"schemas": {"T": {}}}}`
	assert.Equal(t, []groupPlace{
		{name: "H", kind: inOtherComponents, path: "headers"}, {name: "P", kind: inParameters},
		{name: "S", kind: inSchemas}, {name: "T", kind: inSchemas},
		{"a", inOperations, "/a/", "get"}, {"POST /a/", inOperations, "/a/", "post"},
		{"DELETE /b/", inOperations, "/b/", "delete"},
		{"PAID", inMessages, "PAID", "post"},
	}, groups(parsed(t, grouped), parsed(t, new)))
}

// TestFindGroups finds each group where it stands.
func TestFindGroups(t *testing.T) {
	root := parsed(t, grouped)
	cases := map[string]struct {
		place groupPlace
		want  object
	}{
		"schema":          {groupPlace{name: "S", kind: inSchemas}, object{"type": "string"}},
		"parameter":       {groupPlace{name: "P", kind: inParameters}, object{"name": "p"}},
		"other component": {groupPlace{name: "H", kind: inOtherComponents, path: "headers"}, object{"description": "h"}},
		"operation":       {groupPlace{"a", inOperations, "/a/", "get"}, object{"operationId": "a"}},
		"message":         {groupPlace{"PAID", inMessages, "PAID", "post"}, object{"operationId": "PAID"}},
		"another section": {groupPlace{name: "S", kind: inParameters}, nil},
		"not beside":      {groupPlace{name: "S", kind: inOtherComponents, path: "headers"}, nil},
		"not a parameter": {groupPlace{name: "P", kind: inOtherComponents, path: "headers"}, nil},
		"another method":  {groupPlace{"a", inOperations, "/a/", "put"}, nil},
		"another path":    {groupPlace{"a", inOperations, "/z/", "get"}, nil},
	}
	for name, c := range cases {
		assert.Equal(t, c.want, c.place.find(root), name)
	}
	assert.Equal(t, root, groupPlace{name: "document", kind: inRoot}.find(root))
	assert.Nil(t, groupPlace{name: "S", kind: inSchemas}.find(object{}))
}

// TestSetGroups adds, replaces and removes groups, with what has to be there around them.
func TestSetGroups(t *testing.T) {
	value := object{"x": "y"}
	cases := map[string]struct {
		place groupPlace
		value any
		check func(root object) any
		want  any
	}{
		"replace": {groupPlace{name: "S", kind: inSchemas}, value,
			func(o object) any { return child(child(o, "components"), "schemas") }, object{"S": value}},
		"add": {groupPlace{name: "T", kind: inSchemas}, value,
			func(o object) any { return keys(child(child(o, "components"), "schemas"), nil) }, []string{"S", "T"}},
		"remove": {groupPlace{name: "S", kind: inSchemas}, nil,
			func(o object) any { return child(child(o, "components"), "schemas") }, object{}},
		"remove one of two methods": {groupPlace{"a", inOperations, "/a/", "get"}, nil,
			func(o object) any { return o["paths"] }, object{"/a/": object{"post": object{}}}},
		"remove the only method": {groupPlace{"PAID", inMessages, "PAID", "post"}, object(nil),
			func(o object) any { return o["x-webhooks"] }, object{}},
		"add a path": {groupPlace{"b", inOperations, "/b/", "get"}, value,
			func(o object) any { return child(child(o, "paths"), "/b/") }, object{"get": value}},
		"remove what is not there": {groupPlace{"b", inOperations, "/b/", "get"}, nil,
			func(o object) any { return keys(child(o, "paths"), nil) }, []string{"/a/"}},
	}
	for name, c := range cases {
		root := parsed(t, grouped)
		c.place.set(root, c.value)
		assert.Equal(t, c.want, c.check(root), name)
	}
	empty := object{}
	groupPlace{name: "P", kind: inParameters}.set(empty, value)
	groupPlace{"PAID", inMessages, "PAID", "post"}.set(empty, value)
	assert.Equal(t, object{"components": object{"parameters": object{"P": value}},
		"x-webhooks": object{"PAID": object{"post": value}}}, empty)
}

// TestLookup finds a spot in another copy of its group, or nothing where that is of another form.
func TestLookup(t *testing.T) {
	group := `{"properties": {"a": {"allOf": [{"x": 1}, {"x": 2}]}}, "parameters": [{"name": "p", "in": "header"}, 7,
		{"name": "p", "in": "query", "x": 3}]}`
	cases := map[string]struct {
		path []any
		want object
	}{
		"itself":         {nil, parsed(t, group)},
		"member":         {[]any{"properties", "a", "allOf", 1}, object{"x": 2.0}},
		"behind the end": {[]any{"properties", "a", "allOf", 2}, nil},
		"missing":        {[]any{"properties", "b", "allOf", 0}, nil},
		"parameter": {[]any{"parameters", parameterKey{"query", "p"}},
			object{"name": "p", "in": "query", "x": 3.0}},
		"parameter of a place":  {[]any{"parameters", parameterKey{"header", "p"}}, object{"name": "p", "in": "header"}},
		"parameter of no place": {[]any{"parameters", parameterKey{"path", "p"}}, nil},
		"element of another":    {[]any{"properties", 0}, nil},
		"element not an object": {[]any{"parameters", 1}, nil},
		"member of a list":      {[]any{"parameters", "a"}, nil},
	}
	for name, c := range cases {
		assert.Equal(t, c.want, spot{path: c.path}.lookup(parsed(t, group)), name)
	}
}

// TestSpots names places as people read them.
func TestSpots(t *testing.T) {
	var s spot
	assert.Equal(t, []string{"[]"}, s.elements("[]").inside)
	a := s.named("a")
	assert.Equal(t, []string{"a[]"}, a.elements("[]").inside)
	assert.Equal(t, []string{"a[]", "b{}"}, a.elements("[]").named("b").elements("{}").inside)
	assert.Equal(t, []string{"a"}, a.inside, "a spot does not change")
	one := a.down(nil, nil, "x")
	two, three := one.down(nil, nil, "y"), one.down(nil, nil, "z")
	assert.Equal(t, []any{"x", "y"}, two.path)
	assert.Equal(t, []any{"x", "z"}, three.path)
	at := spot{old: object{"m": object{"v": 1}}, new: object{}}.member("m")
	assert.Equal(t, object{"v": 1}, at.old)
	assert.Nil(t, at.new)
}

// TestPairUp makes sides comparable.
func TestPairUp(t *testing.T) {
	type documents = map[string]*Document
	one, two, three := &Document{}, &Document{}, &Document{}
	whole := map[string]map[string][]byte{}
	cases := map[string]struct {
		old, new         Side
		wantOld, wantNew documents
		go1, go2         bool
	}{
		"two of one name": {Side{Documents: documents{"a": one}}, Side{Documents: documents{"a": two}},
			documents{"a": one}, documents{"a": two}, false, false},
		"two of different names": {Side{Documents: documents{"a": one}}, Side{Documents: documents{"b": two}},
			documents{"b": one}, documents{"b": two}, false, false},
		"a bare one and a checkout": {Side{Documents: documents{"a": one}},
			Side{Documents: documents{"a": two, "b": three}, Packages: whole},
			documents{"a": one}, documents{"a": two}, false, false},
		"a checkout and a bare one": {Side{Documents: documents{"a": two, "b": three}, Packages: whole},
			Side{Documents: documents{"b": one}}, documents{"b": three}, documents{"b": one}, false, false},
		"a checkout with one": {Side{Documents: documents{"a": one}}, Side{Documents: documents{"b": two}, Packages: whole},
			documents{"b": one}, documents{"b": two}, false, false},
		"two checkouts": {Side{Documents: documents{"a": one, "b": two}, Packages: whole},
			Side{Documents: documents{"b": three}, Packages: whole},
			documents{"a": one, "b": two}, documents{"b": three}, true, true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			pairUp(&c.old, &c.new)
			assert.Equal(t, c.wantOld, c.old.Documents)
			assert.Equal(t, c.wantNew, c.new.Documents)
			assert.Equal(t, []bool{c.go1, c.go2}, []bool{c.old.Packages != nil, c.new.Packages != nil})
		})
	}
}

// TestDocumentsOfOneSide are one line each.
func TestDocumentsOfOneSide(t *testing.T) {
	doc := &Document{Root: parsed(t, grouped)}
	for _, c := range []struct {
		old, new *Document
		want     Edit
	}{
		{nil, doc, Edit{Document: "d", Group: "d", Kind: Added, Wire: Adds, kind: inRoot}},
		{doc, nil, Edit{Document: "d", Group: "d", Kind: Removed, Wire: Breaks, kind: inRoot}},
	} {
		edits, err := compareDocuments("d", c.old, c.new)
		require.NoError(t, err)
		assert.Equal(t, []*Edit{&c.want}, edits)
	}
}

// TestVersion is that of the first document that has one.
func TestVersion(t *testing.T) {
	with := func(version any) *Document { return &Document{Root: object{"info": object{"version": version}}} }
	for want, documents := range map[string]map[string]*Document{
		"":    {},
		"1.0": {"a": with("1.0"), "b": with("2.0")},
		"2.0": {"a": {Root: object{}}, "b": with("2.0")},
		"3.0": {"a": with(1.0), "c": with("3.0")},
	} {
		assert.Equal(t, want, (&Side{Documents: documents}).Version())
	}
}

// TestUntar reads the regular files of an archive.
func TestUntar(t *testing.T) {
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	for _, head := range []tar.Header{
		{Name: "pax", Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"comment": "c"}},
		{Name: "a/", Typeflag: tar.TypeDir, Mode: 0o755}, {Name: "a/b", Typeflag: tar.TypeReg, Size: 2, Mode: 0o644},
		{Name: "a/link", Typeflag: tar.TypeSymlink, Linkname: "b"},
	} {
		require.NoError(t, w.WriteHeader(&head))
		if head.Size > 0 {
			_, err := w.Write([]byte("hi"))
			require.NoError(t, err)
		}
	}
	require.NoError(t, w.Close())
	tree, err := untar(archive.Bytes())
	require.NoError(t, err)
	data, err := fs.ReadFile(tree, "a/b")
	require.NoError(t, err)
	assert.Equal(t, "hi", string(data))
	_, err = fs.ReadFile(tree, "a/link")
	assert.ErrorIs(t, err, fs.ErrNotExist)
	_, err = untar(archive.Bytes()[:4*512+1])
	assert.Error(t, err)
}

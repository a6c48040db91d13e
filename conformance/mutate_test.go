package conformance

import (
	"bytes"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/document"
)

// mutant is a body with one planted fault.
type mutant struct {
	kind    string
	pointer string
	value   any // the first value of the body, nil if there is none
	body    []byte
}

// The kinds of planted faults.
const (
	toObject    = "scalar to object"
	toList      = "scalar to list"
	toTrue      = "scalar to true"
	objToNumber = "object to number"
	listNumber  = "list to number"
	dropped     = "required dropped"
	addMember   = "member added"
	renamed     = "member renamed"
	cutInHalf   = "cut in half"
	secondValue = "second value"
	duplicate   = "duplicate key"
)

// ofText are the faults that the document has no say in.
var ofText = map[string]bool{cutInHalf: true, secondValue: true, duplicate: true}

const planted = "planted_by_test"

// mutator changes one place of a body at a time and puts it back afterwards.
type mutator struct {
	t    testing.TB
	root any
	each func(mutant)
}

// mutate calls each with every mutant of the body. Members of maps that are keyed by data
// keep their names, and what stands under call_args is left alone, as it is the caller's.
func mutate(t testing.TB, body []byte, each func(mutant)) {
	t.Helper()
	var root any
	require.NoError(t, json.Unmarshal(body, &root))
	m := &mutator{t, root, each}
	m.visit("", root, func(v any) { m.root = v })
	m.text(body)
}

func (m *mutator) emit(kind, pointer string) {
	body, err := json.Marshal(m.root)
	require.NoError(m.t, err)
	m.each(mutant{kind, pointer, m.root, body})
}

func (m *mutator) text(body []byte) {
	compact := &bytes.Buffer{}
	require.NoError(m.t, json.Compact(compact, body))
	whole := compact.Bytes()
	m.each(mutant{cutInHalf, "", nil, slices.Clone(whole[:len(whole)/2])})
	m.each(mutant{secondValue, "", m.root, slices.Concat(whole, []byte(`{"a":1}`))})
	if object, ok := m.root.(map[string]any); ok && len(object) > 0 {
		name := slices.Sorted(maps.Keys(object))[0]
		member, err := json.Marshal(map[string]any{name: object[name]})
		require.NoError(m.t, err)
		m.each(mutant{duplicate, "/" + name, m.root, slices.Concat(member[:len(member)-1], []byte(","), whole[1:])})
	}
}

// visit plants faults in the value, which set replaces in what holds it.
func (m *mutator) visit(pointer string, value any, set func(any)) {
	plant := func(kind string, v any) {
		set(v)
		m.emit(kind, pointer)
		set(value)
	}
	switch value := value.(type) {
	case map[string]any:
		plant(objToNumber, 7)
		m.object(pointer, value)
	case []any:
		plant(listNumber, 7)
		for i, item := range value {
			m.visit(pointer+"/"+strconv.Itoa(i), item, func(v any) { value[i] = v })
		}
	default:
		plant(toObject, map[string]any{planted: 1})
		plant(toList, []any{map[string]any{planted: 1}})
		if _, isBool := value.(bool); !isBool {
			plant(toTrue, true)
		}
	}
}

func (m *mutator) object(pointer string, object map[string]any) {
	data := keyedByData(object)
	if !data {
		object[planted] = 7
		m.emit(addMember, pointer)
		delete(object, planted)
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if pointer == "" && name == "call_args" {
			continue
		}
		at, value := pointer+document.Pointer(name), object[name]
		m.visit(at, value, func(v any) { object[name] = v })
		if !data {
			delete(object, name)
			object[name+"_"+planted] = value
			m.emit(renamed, at)
			delete(object, name+"_"+planted)
			m.drop(at, object, name)
			object[name] = value
		}
	}
}

// drop plants the lack of a member. It counts only where the document requires it.
func (m *mutator) drop(at string, object map[string]any, name string) {
	delete(object, name)
	m.emit(dropped, at)
}

var dataKey = regexp.MustCompile(`^[0-9]+$|:`)

func keyedByData(object map[string]any) bool {
	for name := range object {
		if dataKey.MatchString(name) {
			return true
		}
	}
	return false
}

package conformance

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/openapi"
)

// The kinds of planted values: each value stays of its JSON kind and means something else.
const (
	otherEnum = "value of another enumeration"
	hundredth = "amount in 分 for 元 or 元 for 分"
	rounded   = "id rounded by a float"
	exponent  = "id written by a float"
	shifted   = "time of another zone"
	zoned     = "time in the form of another zone"
	listCut   = "list cut"
	pageTwice = "page repeated"
)

// valueMutator plants values by what the document states of each member.
type valueMutator struct {
	t        testing.TB
	document *document.Document
	root     any
	each     func(m mutant, visible bool)
}

// mutateValues calls each with every mutant of the body whose planted value the kind of the member allows. visible
// reports whether the document restricts the values of the member.
func mutateValues(t testing.TB, d *document.Document, s *document.Schema, body []byte,
	each func(m mutant, visible bool),
) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var root any
	require.NoError(t, decoder.Decode(&root))
	m := &valueMutator{t, d, root, each}
	m.visit("", root, s, func(v any) { m.root = v })
}

func (m *valueMutator) visit(pointer string, value any, s *document.Schema, set func(any)) {
	if s == nil {
		return
	}
	plant := func(kind string, v any) {
		m.plant(kind, pointer, v, m.restricts(s), set)
		set(value)
	}
	switch value := value.(type) {
	case map[string]any:
		m.object(pointer, value, s)
	case []any:
		if len(value) > 1 {
			plant(listCut, value[:len(value)/2])
		}
		for i, item := range value {
			m.visit(pointer+"/"+strconv.Itoa(i), item, m.document.Elements(s), func(v any) { value[i] = v })
		}
	case string:
		m.scalar(s, value, func(kind, text string) { plant(kind, text) })
	case json.Number:
		m.scalar(s, value.String(), func(kind, text string) {
			if kind != otherEnum {
				plant(kind, json.Number(text))
			}
		})
	}
}

// plant plants a value, which stays until the caller puts the old one back.
func (m *valueMutator) plant(kind, pointer string, v any, visible bool, set func(any)) {
	set(v)
	body, err := json.Marshal(m.root)
	require.NoError(m.t, err)
	m.each(mutant{kind, pointer, nil, body}, visible)
}

// restricts reports whether the document states which values a member may have.
func (m *valueMutator) restricts(s *document.Schema) bool {
	named := m.document.Unwrap(s)
	return len(named.Enum) > 0 || named.Pattern != ""
}

// nextPage is the number of another page, as text or as a number.
func nextPage(page any) any {
	if _, isText := page.(string); isText {
		return "7"
	}
	return json.Number("7")
}

func (m *valueMutator) object(pointer string, object map[string]any, s *document.Schema) {
	properties := m.document.AllProperties(s)
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if pointer == "" && name == "call_args" {
			continue
		}
		value := object[name]
		if name == "page" && len(object) > 1 {
			m.plant(pageTwice, pointer+"/page", nextPage(value), false, func(v any) { object[name] = v })
			object[name] = value
		}
		m.visit(pointer+document.Pointer(name), value, properties.Get(name), func(v any) { object[name] = v })
	}
}

// scalar plants values for one that is written as text or as a number.
func (m *valueMutator) scalar(s *document.Schema, text string, plant func(kind, text string)) {
	if named := m.document.Unwrap(s); len(named.Enum)+len(named.KnownValues)+len(s.KnownValues) > 0 {
		plant(otherEnum, planted)
	}
	amount, isNumber := new(big.Rat).SetString(text)
	switch unit := s.Unit; {
	case isNumber && amount.Sign() != 0 && unit == "yuan":
		plant(hundredth, amount.Mul(amount, big.NewRat(100, 1)).FloatString(0))
	case isNumber && amount.Sign() != 0 && unit == "fen":
		plant(hundredth, amount.Quo(amount, big.NewRat(100, 1)).FloatString(0))
	case unit == "beijing_time":
		if at, err := time.Parse(time.DateTime, text); err == nil {
			plant(shifted, at.Add(-8*time.Hour).Format(time.DateTime))
			plant(zoned, at.Add(-8*time.Hour).Format(time.RFC3339))
		}
	}
	m.id(s, text, plant)
}

// id plants what programs make of an id that they read as a float64: other digits, or an exponent.
func (m *valueMutator) id(s *document.Schema, text string, plant func(kind, text string)) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || strings.Trim(text, "0123456789") != "" || len(text) < 10 {
		return
	}
	if other := strconv.FormatFloat(f, 'f', 0, 64); other != text {
		plant(rounded, other)
	}
	if !strings.HasPrefix(s.Component(), "LooseID") {
		return
	}
	plant(exponent, strings.ToUpper(strconv.FormatFloat(f, 'e', 13, 64)))
}

// documentOfCall returns the document that describes an operation, or nil.
func documentOfCall(t testing.TB, api string) *document.Document {
	t.Helper()
	for _, d := range openapi.Documents() {
		parsed, err := document.Parse(d.JSON)
		require.NoError(t, err)
		if responseOf(parsed, api) != nil {
			return parsed
		}
	}
	return nil
}

func responseOf(d *document.Document, api string) *document.Schema {
	for _, op := range d.Operations() {
		if op.ID == api {
			return d.Response(op)
		}
	}
	return nil
}

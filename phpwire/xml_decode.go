package phpwire

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

var errMixed = errors.New("text beside elements")

// element is an element not closed yet.
type element struct {
	name     string
	key      Key // what the element's value is called in its parent
	hasKey   bool
	text     []byte
	children []child
}

// child is a closed element.
type child struct {
	name   string
	key    Key
	hasKey bool
	value  Value
}

// xmlReader reads a document into a value. The first of the open elements stands for the document.
type xmlReader struct {
	dec    *xml.Decoder
	open   []element
	tree   treeBuilder
	values valuelimit.Counter
}

func decodeXML(body []byte, values valuelimit.Counter) (Value, error) {
	text := readable(string(body))
	text = strings.TrimPrefix(text, "\ufeff")
	r := xmlReader{dec: xml.NewDecoder(strings.NewReader(withNames(text))), open: make([]element, 1, 16), values: values}
	r.dec.CharsetReader = asItIs
	r.dec.Entity = xml.HTMLEntity
	if err := r.tokens(); err != nil {
		return Value{}, &SyntaxError{XML, int(r.dec.InputOffset()), err}
	}
	return r.open[0].children[0].value, nil
}

// tokens reads the document to its end.
func (r *xmlReader) tokens() error {
	for {
		token, err := r.dec.Token()
		if errors.Is(err, io.EOF) {
			return r.complete()
		}
		if err != nil {
			return unquoted(err)
		}
		if err := r.values.Step(); err != nil {
			return err
		}
		if err := r.token(token); err != nil {
			return err
		}
	}
}

// unquoted replaces an error of encoding/xml, which may quote the input.
func unquoted(err error) error {
	if strings.HasSuffix(err.Error(), "unexpected EOF") {
		return errTruncated
	}
	return errToken
}

// asItIs reads text that is UTF-8 by now, whatever its label says.
func asItIs(_ string, text io.Reader) (io.Reader, error) { return text, nil }

// complete checks that there was one root and no text around it. Lists of repeated elements add to the depth, so that
// is checked here once more.
func (r *xmlReader) complete() error {
	document := &r.open[0]
	switch {
	case len(bytes.TrimSpace(document.text)) > 0:
		return ErrTrailing
	case len(document.children) == 0:
		return errTruncated
	case tooDeep(document.children[0].value, MaxDepth):
		return ErrTooDeep
	}
	return nil
}

func (r *xmlReader) token(token xml.Token) error {
	top := &r.open[len(r.open)-1]
	switch t := token.(type) {
	case xml.StartElement:
		return r.begin(t)
	case xml.EndElement:
		return r.end()
	case xml.CharData:
		top.text = append(top.text, t...)
	}
	return nil
}

// begin opens an element. Neither the root nor the document becomes an array of its own.
func (r *xmlReader) begin(t xml.StartElement) error {
	if len(r.open) == 1 && len(r.open[0].children) > 0 {
		return ErrTrailing
	}
	if len(r.open) > MaxDepth+1 {
		return ErrTooDeep
	}
	if err := r.values.Add(); err != nil {
		return err
	}
	e := element{name: t.Name.Local}
	e.key, e.hasKey = keyOf(t)
	r.open = append(r.open, e)
	return nil
}

// keyOf returns the key of an element that names it: <item id="0">, or the number in its name.
func keyOf(t xml.StartElement) (Key, bool) {
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "id", "key", "index":
			return StringKey(a.Value), true
		}
	}
	return numberOf(t.Name.Local)
}

func (r *xmlReader) end() error {
	e := &r.open[len(r.open)-1]
	if len(e.children) > 0 && len(bytes.TrimSpace(e.text)) > 0 {
		return errMixed
	}
	closed := child{e.name, e.key, e.hasKey, r.valueOf(e)}
	r.open = r.open[:len(r.open)-1]
	parent := &r.open[len(r.open)-1]
	parent.children = append(parent.children, closed)
	return nil
}

func (r *xmlReader) valueOf(e *element) Value {
	if len(e.children) == 0 {
		return String(string(e.text))
	}
	name := e.name
	if len(r.open) == 2 {
		name = "root"
	}
	if !holdsItem(name) && allItems(e.children) {
		return List(values(e.children)...)
	}
	return r.tree.array(entriesOf(e.children))
}

// allItems reports whether all children are called item.
func allItems(children []child) bool {
	for i := range children {
		if children[i].name != itemName || children[i].hasKey {
			return false
		}
	}
	return true
}

func values(children []child) []Value {
	all := make([]Value, len(children))
	for i := range children {
		all[i] = children[i].value
	}
	return all
}

// entriesOf returns the children with their keys. Elements of one name become one list, in the place of the first.
func entriesOf(children []child) []Entry {
	count := map[string]int{}
	for i := range children {
		if !children[i].hasKey {
			count[children[i].name]++
		}
	}
	entries := make([]Entry, 0, len(count))
	lists := map[string]*array{}
	for i := range children {
		c := &children[i]
		n := count[c.name]
		switch list := lists[c.name]; {
		case c.hasKey:
			entries = append(entries, Entry{c.key, c.value})
		case n == 1:
			entries = append(entries, Pair(c.name, c.value))
		case list == nil:
			list = &array{list: append(make([]Value, 0, n), c.value)}
			lists[c.name] = list
			entries = append(entries, Pair(c.name, Value{kind: KindArray, array: list}))
		default:
			list.list = append(list.list, c.value)
		}
	}
	return entries
}

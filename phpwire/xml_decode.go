package phpwire

import (
	"errors"
	"strings"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

var errMixed = errors.New("text beside elements")

// element is an element not closed yet.
type element struct {
	tag      string // its name with the prefix
	name     string
	key      Key // what the element's value is called in its parent
	hasKey   bool
	text     string
	more     []byte // the whole text, if it came in several parts
	children []child
}

func (e *element) add(text string) {
	switch {
	case e.more != nil:
		e.more = append(e.more, text...)
	case e.text != "":
		e.more = append([]byte(e.text), text...)
	default:
		e.text = text
	}
}

func (e *element) fullText() string {
	if e.more != nil {
		return string(e.more)
	}
	return e.text
}

// hasText reports whether the element has more text than what indents its children.
func (e *element) hasText() bool { return strings.TrimSpace(e.fullText()) != "" }

// child is a closed element.
type child struct {
	name   string
	key    Key
	hasKey bool
	value  Value
}

// xmlReader reads a document into a value. The first of the open elements stands for the document.
type xmlReader struct {
	scanner xmlScanner
	open    []element
	tree    treeBuilder
	values  valuelimit.Counter
}

func decodeXML(body []byte, values valuelimit.Counter) (Value, error) {
	text := strings.TrimPrefix(readable(string(body)), "\ufeff")
	r := xmlReader{scanner: xmlScanner{cursor: cursor{src: text}}, open: make([]element, 1, 16), values: values}
	if err := r.tokens(); err != nil {
		return Value{}, &SyntaxError{XML, r.scanner.pos, err}
	}
	return r.open[0].children[0].value, nil
}

// tokens reads the document to its end.
func (r *xmlReader) tokens() error {
	for {
		t, err := r.scanner.next()
		if err != nil {
			return err
		}
		if t.kind == tokenEnd {
			return r.complete()
		}
		if err := r.values.Step(); err != nil {
			return err
		}
		if err := r.token(t); err != nil {
			return err
		}
	}
}

// complete checks that there was one root and no text around it. Lists of repeated elements add to the depth, so that
// is checked here once more.
func (r *xmlReader) complete() error {
	document := &r.open[0]
	switch {
	case document.hasText():
		return ErrTrailing
	case len(r.open) > 1 || len(document.children) == 0:
		return errTruncated
	case tooDeep(document.children[0].value, MaxDepth):
		return ErrTooDeep
	}
	return nil
}

func (r *xmlReader) token(t xmlToken) error {
	switch t.kind {
	case tokenOpen:
		return r.begin(t)
	case tokenClose:
		return r.end(t.name)
	case tokenText:
		r.open[len(r.open)-1].add(t.text)
	}
	return nil
}

// begin opens an element. Neither the root nor the document becomes an array of its own.
func (r *xmlReader) begin(t xmlToken) error {
	if len(r.open) == 1 && len(r.open[0].children) > 0 {
		return ErrTrailing
	}
	if len(r.open) > MaxDepth+1 {
		return ErrTooDeep
	}
	if err := r.values.Add(); err != nil {
		return err
	}
	e := element{tag: t.name, name: localName(t.name), key: t.key, hasKey: t.hasKey}
	if !e.hasKey {
		e.key, e.hasKey = numberOf(e.name)
	}
	r.open = append(r.open, e)
	return nil
}

func (r *xmlReader) end(tag string) error {
	e := &r.open[len(r.open)-1]
	if e.tag != tag {
		return errToken
	}
	if len(e.children) > 0 && e.hasText() {
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
		return String(e.fullText())
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

package openplatform

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/loose"
)

// leaf is what a response has at the end of a path.
type leaf struct {
	path  string
	kind  jsontext.Kind // '{' and '[' for what was not taken apart
	text  string        // of a scalar
	empty bool          // null, "", "null", [] or {}
	wrong bool          // a value of another kind stands on the way to the path, or at its end
}

// paths is a set of dotted paths as a tree. The member "[]" is every row of a list.
type paths struct {
	path  string
	ends  bool // a path of the set ends here
	below map[string]*paths
}

const row = "[]"

func newPaths(lists ...[]string) *paths {
	root := &paths{}
	for _, list := range lists {
		for _, path := range list {
			root.add(path)
		}
	}
	return root
}

func (p *paths) add(path string) {
	at := p
	for name := range steps(path) {
		if at.below == nil {
			at.below = map[string]*paths{}
		}
		if at.below[name] == nil {
			at.below[name] = &paths{}
		}
		at = at.below[name]
	}
	at.path, at.ends = path, true
}

// addOutside adds a path unless one of the set ends on the way to it or has rows there.
func (p *paths) addOutside(path string) {
	at := p
	for name := range steps(path) {
		if at = at.below[name]; at == nil {
			break
		}
		if at.ends || at.below[row] != nil {
			return
		}
	}
	p.add(path)
}

func steps(path string) iter.Seq[string] {
	return strings.SplitSeq(strings.ReplaceAll(path, row, "."+row), ".")
}

// locate returns what a body has at each of the paths, in one pass. A path whose member is absent has no leaf; one on
// the way to which something empty stands has an empty one.
func (p *paths) locate(body jsontext.Value) ([]leaf, error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(body), loose.Options())
	l := &locator{d: d}
	if err := l.value(p); err != nil {
		return nil, err
	}
	switch _, err := d.ReadToken(); {
	case errors.Is(err, io.EOF):
		return l.found, nil
	case err == nil:
		return nil, errors.New("more than one value")
	default:
		return nil, err
	}
}

type locator struct {
	d     *jsontext.Decoder
	found []leaf
}

func (l *locator) value(at *paths) error {
	switch kind := l.d.PeekKind(); {
	case kind == '{' && len(at.below) > 0 && at.below[row] == nil:
		return l.object(at)
	case kind == '{' && at.below[row] != nil:
		return l.value(at.below[row]) // one object in place of a list of one
	case kind == '[' && at.below[row] != nil:
		return l.list(at)
	case kind == '{' || kind == '[':
		return l.whole(at, kind)
	default:
		return l.scalar(at)
	}
}

func (l *locator) object(at *paths) error {
	if _, err := l.d.ReadToken(); err != nil {
		return err
	}
	if l.d.PeekKind() == '}' {
		at.each(func(path string) { l.found = append(l.found, leaf{path: path, kind: 'n', empty: true}) })
	}
	for l.d.PeekKind() == '"' {
		name, err := l.d.ReadToken()
		if err != nil {
			return err
		}
		next := at.below[name.String()]
		if next == nil {
			err = l.d.SkipValue()
		} else {
			err = l.value(next)
		}
		if err != nil {
			return err
		}
	}
	_, err := l.d.ReadToken()
	return err
}

func (l *locator) list(at *paths) error {
	if _, err := l.d.ReadToken(); err != nil {
		return err
	}
	if at.ends {
		l.found = append(l.found, leaf{path: at.path, kind: '[', empty: l.d.PeekKind() == ']'})
	}
	for l.d.PeekKind() != ']' {
		if err := l.value(at.below[row]); err != nil {
			return err
		}
	}
	_, err := l.d.ReadToken()
	return err
}

// whole notes an object or a list that no path leads into. Where one should, [] stands for an empty object, as PHP
// writes it.
func (l *locator) whole(at *paths, kind jsontext.Kind) error {
	v, err := l.d.ReadValue()
	if err != nil {
		return err
	}
	inside := bytes.TrimSpace(v[1 : len(v)-1])
	l.note(at, leaf{kind: kind, empty: len(inside) == 0})
	return nil
}

func (l *locator) scalar(at *paths) error {
	token, err := l.d.ReadToken()
	if err != nil {
		return err
	}
	text := token.String()
	if token.Kind() == '"' && len(at.below) > 0 && strings.HasPrefix(strings.TrimSpace(text), "{") {
		inner, err := at.locate(jsontext.Value(text)) // some members hold JSON as a text
		if err == nil {
			l.found = append(l.found, inner...)
			return nil
		}
	}
	l.note(at, leaf{kind: token.Kind(), text: text, empty: text == "" || text == "null"})
	return nil
}

// note records a value at a place: as the leaf that it is, or for all paths below it, which cannot be there.
func (l *locator) note(at *paths, v leaf) {
	if at.ends {
		v.path = at.path
		l.found = append(l.found, v)
		if len(at.below) == 0 || v.kind != '{' && v.kind != '[' {
			return
		}
	}
	at.each(func(path string) {
		l.found = append(l.found, leaf{path: path, kind: v.kind, empty: v.empty, wrong: !v.empty})
	})
}

func (p *paths) each(yield func(path string)) {
	for _, next := range p.below {
		if next.ends {
			yield(next.path)
		}
		next.each(yield)
	}
}

// truth reads a leaf as a boolean, as which the platform also writes "true" and 1.
func (l leaf) truth() (value, ok bool) {
	if l.kind == '{' || l.kind == '[' || l.wrong {
		return false, false
	}
	value, err := strconv.ParseBool(strings.ToLower(l.text))
	return value, err == nil
}

package conformance

import (
	"bytes"
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
	"github.com/go-ali1688/ali1688/loose"
)

// lenient lets duplicate names and broken text pass the decoder, as they are findings here
// and not the end of the parse.
var lenient = []jsontext.Options{loose.Options()}

// blank is what JSON allows around a value.
const blank = " \t\r\n"

// parse reads the body into the tree. What is wrong with its text is in faults after it, with offsets that count from
// shift.
func (t *tree) parse(body []byte, shift int) {
	t.reset(body, shift)
	switch {
	case len(body) > math.MaxInt32:
		t.report(wholeBody("too-long", "at most 2 GiB", plural(len(body), "byte")))
		return
	case len(bytes.Trim(body, blank)) == 0:
		t.report(wholeBody("empty-body", "one JSON value", plural(len(body), "byte")))
		return
	}
	t.decoder.Reset(bytes.NewBuffer(body), lenient...)
	if err := t.read(); err != nil {
		t.abandon(err)
		return
	}
	t.trailing()
}

// read takes the first value of the body, token by token and without recursion.
func (t *tree) read() error {
	for {
		if err := t.next(); err != nil {
			return err
		}
		if len(t.nodes) > t.maxValues {
			return valuelimit.ErrTooManyValues
		}
		if len(t.frames) == 0 {
			return nil
		}
	}
}

// next reads one value, with its name in an object, or the end of a container.
func (t *tree) next() error {
	n := node{parent: -1}
	kind := t.decoder.PeekKind()
	if kind == '}' || kind == ']' {
		return t.leave()
	}
	if f := t.frame(); f != nil {
		n.parent, n.place = f.node, f.count
		if t.nodes[f.node].kind == kindObject {
			if err := t.readName(&n); err != nil {
				return err
			}
			kind = t.decoder.PeekKind()
		}
	}
	if kind == '{' || kind == '[' {
		return t.enter(n, kind)
	}
	return t.scalar(n)
}

func (t *tree) frame() *frame {
	if len(t.frames) == 0 {
		return nil
	}
	return &t.frames[len(t.frames)-1]
}

func (t *tree) readName(n *node) error {
	raw, err := t.decoder.ReadValue()
	if err != nil {
		return err
	}
	n.flags |= named
	n.labels = int32(t.decoder.InputOffset()) - 1
	n.label = n.labels + 2 - int32(len(raw))
	if t.suspect || bytes.IndexByte(raw, '\\') >= 0 {
		n.flags |= escaped
		n.label = int32(len(t.names))
		t.names, err = jsontext.AppendUnquote(t.names, raw)
		n.labels = int32(len(t.names))
		if err != nil {
			t.reportAt(int32(len(t.nodes)), "invalid-utf8", "a name in UTF-8", "other bytes in the name"+t.within(raw))
		}
	}
	return nil
}

func (t *tree) scalar(n node) error {
	raw, err := t.decoder.ReadValue()
	if err != nil {
		return err
	}
	n.kind = kindOfValue(raw)
	n.to = int32(t.decoder.InputOffset())
	n.from = n.to - int32(len(raw))
	i := t.add(n)
	t.nodes[i].end = i + 1
	t.examine(i, raw)
	return nil
}

// examine looks for what is wrong with the text of a scalar, whatever the schema.
func (t *tree) examine(i int32, raw []byte) {
	switch kind := t.nodes[i].kind; {
	case kind == kindString && t.suspect:
		if _, err := jsontext.AppendUnquote(nil, raw); err != nil {
			t.reportAt(i, "invalid-utf8", "text in UTF-8", t.describe(i)+t.within(raw))
		}
	case kindNumber.contains(kind) && beyondFloat(raw):
		t.reportAt(i, "number-range", "number within a double", "")
	}
}

func (t *tree) enter(n node, kind jsontext.Kind) error {
	n.kind = kindObject
	if kind == '[' {
		n.kind = kindArray
	}
	if len(t.frames) == maxDepth {
		return t.skip(n)
	}
	if _, err := t.decoder.ReadToken(); err != nil {
		return err
	}
	n.from = int32(t.decoder.InputOffset()) - 1
	n.to = n.from + 1
	i := t.add(n)
	t.frames = append(t.frames, frame{node: i})
	return nil
}

// skip skips a container that lies too deep.
func (t *tree) skip(n node) error {
	n.flags |= unread
	n.from = int32(t.decoder.InputOffset())
	i := t.add(n)
	t.nodes[i].end = i + 1
	t.reportAt(i, "too-deep", "at most "+strconv.Itoa(maxDepth)+" levels", "more")
	return t.decoder.SkipValue()
}

func (t *tree) leave() error {
	if _, err := t.decoder.ReadToken(); err != nil {
		return err
	}
	t.close()
	return nil
}

func (t *tree) close() {
	last := len(t.frames) - 1
	t.nodes[t.frames[last].node].end = int32(len(t.nodes))
	t.frames = t.frames[:last]
}

// add appends a node, and marks an earlier member of the same name.
func (t *tree) add(n node) int32 {
	i := int32(len(t.nodes))
	t.nodes = append(t.nodes, n)
	if f := t.frame(); f != nil {
		f.count++
		if n.is(named) {
			t.supersede(f, i)
		}
	}
	return i
}

// manyMembers is where looking a name up becomes quicker than comparing it.
const manyMembers = 96

func (t *tree) supersede(f *frame, i int32) {
	var earlier int32
	if f.count <= manyMembers {
		earlier = t.sibling(f.node, i)
	} else {
		earlier = t.known(f, i)
	}
	if earlier >= 0 {
		t.nodes[earlier].flags |= superseded
		t.reportAt(i, "duplicate-key", "every name once", "the name again"+t.offset(int(t.nodes[i].from)))
	}
}

// sibling finds the last member before i that has the name of i.
func (t *tree) sibling(object, i int32) int32 {
	name := t.name(i)
	for m := object + 1; m < i; m = t.nodes[m].end {
		if n := &t.nodes[m]; n.labels-n.label == int32(len(name)) && !n.is(superseded) && string(t.name(m)) == string(name) {
			return m
		}
	}
	return -1
}

func (t *tree) known(f *frame, i int32) int32 {
	if f.known == nil {
		f.known = make(map[string]int32, 2*manyMembers)
		for m := f.node + 1; m < i; m = t.nodes[m].end {
			f.known[string(t.name(m))] = m
		}
	}
	name := string(t.name(i))
	earlier, ok := f.known[name]
	f.known[name] = i
	if !ok {
		return -1
	}
	return earlier
}

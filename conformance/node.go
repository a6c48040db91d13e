package conformance

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// maxDepth is how deep a body may nest. It is the limit of PHP's own json_decode.
const maxDepth = 512

// node is one value of a body. Nodes lie in one slice, each before its members, so that
// the members of node i begin at i+1 and end before nodes[i].end.
type node struct {
	kind   kinds
	flags  flags
	parent int32 // -1 at the root
	place  int32 // position among the members of parent
	end    int32
	from   int32 // text of the value within the body; of a container only its start
	to     int32
	label  int32 // name of the member within the body or, with escaped, within names
	labels int32 // and its end
}

type flags uint8

const (
	named      flags = 1 << iota // is a member of an object
	escaped                      // the name has escapes, its plain form is in tree.names
	superseded                   // a later member has the same name
	unread                       // too deep: the members were skipped
)

func (n *node) is(f flags) bool { return n.flags&f != 0 }

// tree is a parsed body. It is reused from body to body.
type tree struct {
	body    []byte
	shift   int // where the body begins in what it was taken from
	nodes   []node
	names   []byte
	frames  []frame
	faults  []fault
	decoder jsontext.Decoder
	suspect bool // some text of the body may be no UTF-8
	cut     bool // the body ends or breaks before its first value does
	more    bool // something follows the first value

	redactor  redact.Redactor
	maxValues int // how many values the body may have, each of which takes memory of its own
}

// frame is an object or an array that is being read.
type frame struct {
	node  int32
	count int32
	known map[string]int32 // members by name, made for large objects only
}

func (t *tree) reset(body []byte, shift int) {
	t.body, t.shift = body, shift
	t.nodes = t.nodes[:0]
	t.names = t.names[:0]
	t.frames = t.frames[:0]
	t.faults = t.faults[:0]
	t.cut, t.more = false, false
	t.suspect = !utf8.Valid(body) || mayHaveSurrogates(body)
}

// noInput makes the decoder let go of a body.
var noInput = strings.NewReader("")

// release forgets the body, so that a tree that waits for its next one does not hold it.
func (t *tree) release() {
	t.body = nil
	t.decoder.Reset(noInput)
}

func mayHaveSurrogates(body []byte) bool {
	return bytes.Contains(body, []byte(`\ud`)) || bytes.Contains(body, []byte(`\uD`))
}

func (t *tree) nodeText(i int32) []byte {
	n := &t.nodes[i]
	return t.body[n.from:n.to]
}

func (t *tree) name(i int32) []byte {
	n := &t.nodes[i]
	if n.is(escaped) {
		return t.names[n.label:n.labels]
	}
	return t.body[n.label:n.labels]
}

// plain returns the string at i without quotes and escapes. Only one with escapes, or
// with bytes to replace, is copied.
func (t *tree) plain(i int32) []byte {
	raw := t.nodeText(i)
	if !t.suspect && bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	plain, _ := jsontext.AppendUnquote(nil, raw)
	return plain
}

// find returns the member of the object at i that has the name, or -1.
func (t *tree) find(i int32, name string) int32 {
	if t.nodes[i].kind != kindObject {
		return -1
	}
	for m := i + 1; m < t.nodes[i].end; m = t.nodes[m].end {
		if !t.nodes[m].is(superseded) && string(t.name(m)) == name {
			return m
		}
	}
	return -1
}

// size counts the members of the object or array at i, each name once.
func (t *tree) size(i int32) int {
	n := 0
	for m := i + 1; m < t.nodes[i].end; m = t.nodes[m].end {
		if !t.nodes[m].is(superseded) {
			n++
		}
	}
	return n
}

package openplatform

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/phpjson"
	"github.com/go-ali1688/ali1688/loose"
)

// wrapped restores the response of the platform from what the gateway returns of it. The gateway was seen to return
// the value of result, or of result.result, in place of the whole. The number of missing levels follows from the
// members that the document knows in each place. Where several places know as many, the outermost counts, or the
// innermost where the proof of the deed belongs.
func wrapped(op *platform.Operation, body jsontext.Value) jsontext.Value {
	if body.Kind() == '"' {
		return body
	}
	missing, most := 0, knownAt(op, 0, body)
	for depth := 1; depth < len(op.Levels); depth++ {
		known := knownAt(op, depth, body)
		if known > most || known == most && known > 0 && proves(op, depth, body) {
			missing, most = depth, known
		}
	}
	return jsontext.Value(strings.Repeat(`{"result":`, missing) + string(body) + strings.Repeat("}", missing))
}

// knownAt counts what the document knows of a value in one place: its members, those of its result and of the result
// in that, or its kind if it has none. A value of another kind counts against the place. A text in place of a response
// never counts: it may as well be an error.
func knownAt(op *platform.Operation, depth int, v jsontext.Value) int {
	if depth >= len(op.Levels) {
		return 0
	}
	level := op.Levels[depth]
	kind := phpjson.TypeOf(v)
	switch {
	case kind == "", kind == "null", len(level.Kinds) == 0:
		return 0
	case !slices.ContainsFunc(level.Kinds, func(k string) bool { return k == kind || isScalar(k) && isScalar(kind) }):
		return -1
	case kind != "object":
		return 1
	}
	var members map[string]jsontext.Value
	if loose.Unmarshal(v, &members) != nil {
		return 0
	}
	known := 0
	for name := range members {
		if slices.Contains(level.Members, name) {
			known++
		}
	}
	if inner, ok := members["result"]; ok {
		known += knownAt(op, depth+1, inner)
	}
	return known
}

// proves reports whether a member of the body would prove the deed if the body stood in this place.
func proves(op *platform.Operation, depth int, body jsontext.Value) bool {
	var members map[string]jsontext.Value
	if body.Kind() != '{' || loose.Unmarshal(body, &members) != nil {
		return false
	}
	return slices.ContainsFunc(op.Outcome.Proof, func(path string) bool {
		name, below := strings.CutPrefix(path, strings.Repeat("result.", depth))
		_, there := members[name]
		return below && there
	})
}

// isScalar reports whether a kind is one of those that stand for one another: an id is a number here and a text there.
func isScalar(kind string) bool { return kind != "object" && kind != "array" }

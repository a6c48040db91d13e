package conformance

import "github.com/go-json-experiment/json/jsontext"

// isSpelled reports whether the value at i is the text of the wanted scalar, as XML writes it. A text that spells the
// wanted number becomes that number, to be checked as one.
func (w *walker) isSpelled(i int32, all []*schema) bool {
	wanted := allKinds | kindNull
	for _, s := range all {
		wanted &= s.kinds
	}
	n := &w.nodes[i]
	if n.kind == kindNull {
		return true
	}
	if n.kind != kindString || wanted.contains(kindString) {
		return false
	}
	text := w.body[n.from+1 : n.to-1]
	if wanted.contains(kindBoolean) && string(text) == "1" {
		return true
	}
	if number := jsontext.Value(text); wanted.contains(kindNumber) && number.IsValid() && number.Kind() == '0' {
		n.kind, n.from, n.to = kindOfNumber(text), n.from+1, n.to-1
	}
	return false
}

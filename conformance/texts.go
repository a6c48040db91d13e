package conformance

import "github.com/go-json-experiment/json/jsontext"

// spelt says whether the value at i is one that a format without other scalars than texts could not write better. A
// text that spells the number that is wanted becomes that number, to be checked as one.
func (w *walker) spelt(i int32, all []*schema) bool {
	wanted := allKinds | kindNull
	for _, s := range all {
		wanted &= s.kinds
	}
	n := &w.nodes[i]
	if n.kind == kindNull {
		return true
	}
	if n.kind != kindString || wanted.has(kindString) {
		return false
	}
	text := w.body[n.from+1 : n.to-1]
	if wanted.has(kindBoolean) && string(text) == "1" {
		return true
	}
	if number := jsontext.Value(text); wanted.has(kindNumber) && number.IsValid() && number.Kind() == '0' {
		n.kind, n.from, n.to = kindOfNumber(text), n.from+1, n.to-1
	}
	return false
}

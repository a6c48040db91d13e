package loose

import "github.com/go-json-experiment/json/jsontext"

// Bool is a truth value, which PHP writes as true, "true", 1, "1" and the like, and as
// "" where nothing is known.
type Bool struct{ scalar }

// BoolOf returns text such as "true" or "1" in the string form.
func BoolOf(text string) Bool { return Bool{textOf(text)} }

// BoolValue returns v in the form of true and false.
func BoolValue(v bool) Bool {
	if v {
		return Bool{scalar{"true"}}
	}
	return Bool{scalar{"false"}}
}

const wantBool = "loose.Bool: want true or false"

// UnmarshalJSON accepts every scalar, [] and {}.
func (b *Bool) UnmarshalJSON(data []byte) error { return b.read(data, wantBool) }

// UnmarshalJSONFrom accepts every scalar, [] and {}.
func (b *Bool) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return b.readFrom(dec, wantBool) }

// IsEmpty reports whether there is nothing to read: the value is absent, null, "",
// [] or {}. Unlike in the other types, false is a value here.
func (b Bool) IsEmpty() bool { return b.text() == "" }

// String returns the text of the value, such as "true", "false" or "1", and "" for
// a value that is empty.
func (b Bool) String() string { return b.text() }

// Bool returns true for true, "true", 1 and "1", and false for false, "false", 0
// and "0". ok is false for everything else, the empty values above all: an
// response that says nothing is not a no.
func (b Bool) Bool() (value, ok bool) {
	switch b.text() {
	case "true", "1":
		return true, true
	case "false", "0":
		return false, true
	}
	return false, false
}

package loose

import "github.com/go-json-experiment/json/jsontext"

// Text is any scalar read as text, for members such as a title, which PHP also
// writes as null, "", [] or false when it has none. Reading is String; a number
// gives its literal.
type Text struct{ scalar }

// TextOf returns text in the string form.
func TextOf(text string) Text { return Text{textOf(text)} }

const wantText = "loose.Text: want text"

// UnmarshalJSON accepts every scalar, [] and {}.
func (t *Text) UnmarshalJSON(b []byte) error { return t.read(b, wantText) }

// UnmarshalJSONFrom accepts every scalar, [] and {}.
func (t *Text) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return t.readFrom(dec, wantText) }

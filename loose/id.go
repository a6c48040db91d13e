package loose

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// ID is an identifier: "639741530227" or 639741530227, and for a member
// "b2b-2206619673102e9470". Its digits never pass through a float64, so all 19 digits
// of a long one survive. Compare identifiers by String, since one call writes
// as a number what another writes as a string.
type ID struct{ scalar }

// IDOf returns an identifier in the string form.
func IDOf(id string) ID { return ID{textOf(id)} }

// IDNumber returns an identifier in the number form.
func IDNumber(id int64) ID { return ID{numberOf(strconv.FormatInt(id, 10))} }

const wantID = "loose.ID: want a number or text"

// UnmarshalJSON accepts every scalar, [] and {}.
func (id *ID) UnmarshalJSON(b []byte) error { return id.read(b, wantID) }

// UnmarshalJSONFrom accepts every scalar, [] and {}.
func (id *ID) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return id.readFrom(dec, wantID) }

// String returns the identifier, and "" when there is none. A JSON number that PHP
// wrote as a float, 6.39741530227e11 or 639741530227.0, gives its plain digits if
// it is whole; it still encodes as it came.
func (id ID) String() string {
	if id.Form() != FormNumber || !strings.ContainsAny(id.raw, ".eE") {
		return id.scalar.String()
	}
	whole, frac, ok := expanded(id.raw)
	if !ok || strings.Trim(frac, "0") != "" {
		return id.raw
	}
	return whole
}

// Int64 returns the identifier as an integer. ok is false when it is empty, has
// anything but digits, or does not fit: there are identifiers of letters.
func (id ID) Int64() (n int64, ok bool) {
	n, err := strconv.ParseInt(id.String(), 10, 64)
	if err != nil {
		return 0, false
	}
	return n, true
}

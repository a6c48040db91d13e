package conformance

import "strings"

// kinds is a set of kinds of JSON values. A number is an integer or has a fraction, so
// that "number" is both and a value is always exactly one kind.
type kinds uint8

const (
	kindString kinds = 1 << iota
	kindInteger
	kindFraction
	kindBoolean
	kindObject
	kindArray
	kindNull

	kindNumber = kindInteger | kindFraction
	allKinds   = kindString | kindNumber | kindBoolean | kindObject | kindArray
)

// kindsOf gives the kinds of a type of OpenAPI 3.0; no type at all allows every kind.
var kindsOf = map[string]kinds{
	"":        allKinds,
	"string":  kindString,
	"integer": kindInteger,
	"number":  kindNumber,
	"boolean": kindBoolean,
	"object":  kindObject,
	"array":   kindArray,
}

func (k kinds) contains(one kinds) bool { return k&one != 0 }

// String lists the kinds for people, such as "string, number or null".
func (k kinds) String() string {
	switch k {
	case 0:
		return "nothing"
	case allKinds:
		return "anything but null"
	case allKinds | kindNull:
		return "anything"
	}
	words := k.words()
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

func (k kinds) words() []string {
	number := "integer"
	if k.contains(kindFraction) {
		number = "number"
	}
	var words []string
	for _, w := range []struct {
		set  kinds
		word string
	}{
		{kindString, "string"}, {kindNumber, number}, {kindBoolean, "boolean"},
		{kindObject, "object"}, {kindArray, "array"}, {kindNull, "null"},
	} {
		if k.contains(w.set) {
			words = append(words, w.word)
		}
	}
	return words
}

// kindOfValue tells the kind of a whole JSON value from its first byte, and the kind of
// a number from all of it.
func kindOfValue(raw []byte) kinds {
	switch raw[0] {
	case 'n':
		return kindNull
	case 't', 'f':
		return kindBoolean
	case '"':
		return kindString
	case '{':
		return kindObject
	case '[':
		return kindArray
	}
	return kindOfNumber(raw)
}

package document

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Ref is a reference to a component, such as #/components/schemas/Item.
type Ref string

// RefTo returns the reference to a named schema.
func RefTo(schema string) Ref { return Ref("#/components/schemas/" + schema) }

// SchemaPointer returns the JSON pointer of a named schema.
func SchemaPointer(name string) string { return Pointer("components", "schemas", name) }

// IsSchema reports whether the reference leads to a named schema.
func (r Ref) IsSchema() bool { return strings.HasPrefix(string(r), string(RefTo(""))) }

// Name returns the name of the component.
func (r Ref) Name() string { return LastName(string(r)) }

// Pointer returns the JSON pointer of the component.
func (r Ref) Pointer() string { return strings.TrimPrefix(string(r), "#") }

// Split returns the section of the components and the name in it, or nothing for another reference.
func (r Ref) Split() (section, name string) {
	rest, ok := strings.CutPrefix(string(r), "#/components/")
	if !ok {
		return "", ""
	}
	section, name, _ = strings.Cut(rest, "/")
	return section, unescape.Replace(name)
}

var (
	escape   = strings.NewReplacer("~", "~0", "/", "~1")
	unescape = strings.NewReplacer("~1", "/", "~0", "~")
)

// Pointer returns the JSON pointer that consists of the given names.
func Pointer(names ...string) string {
	var out strings.Builder
	for _, name := range names {
		out.WriteString("/" + escape.Replace(name))
	}
	return out.String()
}

// LastName returns the last name of a JSON pointer.
func LastName(pointer string) string {
	return unescape.Replace(pointer[strings.LastIndexByte(pointer, '/')+1:])
}

// Positions are the places of a document's parts in its sources, file:line, by JSON pointer.
type Positions map[string]string

// ParsePositions reads the positions that the bundler wrote; the format is described there. Nothing gives nil.
func ParsePositions(positions []byte) (Positions, error) {
	if len(positions) == 0 {
		return nil, nil
	}
	all := make(Positions, bytes.Count(positions, []byte{'\n'})) // the bundler writes one a line
	dec := jsontext.NewDecoder(bytes.NewBuffer(positions), jsontext.AllowDuplicateNames(true))
	if err := all.readObject(dec, "", ""); err != nil {
		return nil, fmt.Errorf("read the positions: %w", err)
	}
	return all, nil
}

// readObject reads the positions at and below a pointer. A number is a line of file, until the object names its own.
func (p Positions) readObject(dec *jsontext.Decoder, pointer, file string) error {
	return eachMember(dec, func(name string) error {
		at := pointer + name
		if dec.PeekKind() == '{' && name != "" {
			return p.readObject(dec, at, file)
		}
		token, err := dec.ReadToken()
		if err != nil {
			return err
		}
		switch place := token.String(); token.Kind() {
		case '0':
			p[at] = file + ":" + place
		case '"':
			p[at] = place
			if name == "" {
				file = place[:max(strings.LastIndexByte(place, ':'), 0)]
			}
		default:
			return fmt.Errorf("%q has neither a line nor a file with a line", at)
		}
		return nil
	})
}

// Of returns the place of a pointer, or of the nearest part around it. Without one the place is the pointer.
func (p Positions) Of(pointer string) string {
	for at := pointer; ; at = at[:strings.LastIndexByte(at, '/')] {
		if place, ok := p[at]; ok {
			return place
		}
		if at == "" {
			return "#" + pointer
		}
	}
}

// IsExtension reports whether a member of a document is an extension.
func IsExtension(key string) bool { return strings.HasPrefix(key, "x-") }

// The extensions that readers report places in, or compare.
const (
	XEnumDescriptions  = "x-enum-descriptions"
	XEnumNames         = "x-enum-varnames"
	XEvidence          = "x-evidence"
	XEffect            = "x-effect"
	XErrorCodes        = "x-error-codes"
	XFamily            = "x-family"
	XKnownValues       = "x-enum-open"
	XOutcome           = "x-outcome"
	XPersonal          = "x-personal"
	XRequiredOnSuccess = "x-required-on-success"
	XUnit              = "x-unit"
)

package toolset

import (
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
)

// Whole is the parameter with which an opened operation returns its whole response. No operation has one of this name.
const Whole = "_full"

// longestName is how long the name of a tool may be for the clients of all assistants.
const longestName = 64

// OpenName returns the name of the tool for an operation: clients do not take dots.
func OpenName(operation string) string {
	name := strings.ReplaceAll(operation, ".", "_")
	if len(name) > longestName {
		name = strings.TrimPrefix(name, "alibaba_")
	}
	return name[:min(len(name), longestName)]
}

// Open returns the definition of a tool for any operation, all of it from the document.
func Open(d *document.Document, op *document.Operation) (Definition, error) {
	out := Definition{
		Name:        OpenName(op.ID),
		Title:       oneLine(op.Summary),
		Description: Describe(oneLine(op.Description), op),
	}
	in := Input(d, op, "", nil)
	if properties, ok := in["properties"].(object); ok {
		properties[Whole] = object{"type": "boolean",
			"description": "Whether the result has all of the response. Without it long lists and texts are cut."}
	}
	result := object{"type": "object"}
	if response := d.Response(op); response != nil {
		result["description"] = oneLine(d.Description(response))
		result["properties"] = described(d, response)
	}
	properties, required := Common()
	properties["result"] = result
	properties["cut"] = object{"type": "boolean", "description": "Whether the result leaves out parts of the response."}
	err := out.encode(in, object{"type": "object", "properties": properties,
		"required": append(required, "result", "cut")})
	return out, err
}

// described returns the members of a response with their descriptions. Their kinds are left open: 1688 writes a value
// in several, and personal data is replaced by a text.
func described(d *document.Document, response *document.Schema) object {
	out := object{}
	for name, m := range d.AllProperties(response).All() {
		p := object{}
		describe(p, d.Description(m), m.Unit, nil)
		out[name] = p
	}
	return out
}

// Cut returns a response with lists of at most so many elements and texts of at most so many characters, and whether it
// left something out.
func Cut(body jsontext.Value, rows, characters int) (any, bool, error) {
	var root any
	if err := json.Unmarshal(body, &root, json.WithUnmarshalers(exact)); err != nil {
		return nil, false, err
	}
	c := cutter{rows: rows, characters: characters}
	return c.value(root), c.cut, nil
}

type cutter struct {
	rows, characters int
	cut              bool
}

func (c *cutter) value(v any) any {
	switch v := v.(type) {
	case number:
		return jsontext.Value(v)
	case string:
		if short := []rune(v); len(short) > c.characters {
			c.cut = true
			return string(short[:c.characters]) + "…"
		}
	case []any:
		if len(v) > c.rows {
			c.cut = true
			v = v[:c.rows]
		}
		for i := range v {
			v[i] = c.value(v[i])
		}
		return v
	case map[string]any:
		for name, m := range v {
			v[name] = c.value(m)
		}
	}
	return v
}

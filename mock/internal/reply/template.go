package reply

import (
	"github.com/go-ali1688/ali1688/mock/internal/splice"
)

// Template is a body, cut at the members that depend on the request. The text between them is served byte for byte.
type Template struct {
	Name  string // of the file it was read from, without its ending
	parts []part
	Facts Facts
}

// part is text, followed by a member that depends on the request, if there is one.
type part struct {
	text []byte
	slot slot
}

// ParseTemplate parses a body. It completes the envelope: all current responses have error, reason, error_code, cache
// and the members that depend on the request.
func ParseTemplate(body []byte) (*Template, error) {
	members, err := splice.ParseObject(body)
	if err != nil {
		return nil, err
	}
	t := &Template{Facts: factsOf(members)}
	t.compile(append(members, missingMembers(members, t.Facts)...))
	return t, nil
}

// compile joins the constant members.
func (t *Template) compile(members []splice.Member) {
	text := []byte("{")
	for _, m := range members {
		s := slots[m.Name]
		if s == dropped {
			continue
		}
		if len(t.parts) > 0 || len(text) > 1 {
			text = append(text, ',')
		}
		text = append(text, m.Head...)
		if s == constant {
			text = append(text, m.Value...)
			continue
		}
		t.parts = append(t.parts, part{text, s})
		text = nil
	}
	t.parts = append(t.parts, part{append(text, '}'), constant})
}

// Render is the body for one call.
func (t *Template) Render(e Envelope) []byte {
	n := 512
	for _, p := range t.parts {
		n += len(p.text)
	}
	out := make([]byte, 0, n)
	for _, p := range t.parts {
		out = append(out, p.text...)
		out = e.appendSlot(out, p.slot)
	}
	return out
}

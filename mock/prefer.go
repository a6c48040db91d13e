package mock

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/nearest"
)

// wish is one part of the header Prefer, such as code=4013.
type wish struct{ name, value string }

// wishes reads the header as RFC 7240 has it, and with the semicolons that some clients write.
func wishes(r *http.Request) []wish {
	var out []wish
	for _, header := range r.Header.Values("Prefer") {
		for _, part := range strings.FieldsFunc(header, func(c rune) bool { return c == ',' || c == ';' }) {
			name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
			out = append(out, wish{name, strings.Trim(value, `"`)})
		}
	}
	return out
}

// preferredFault is the fault that the request asks for with fault=NAME or code=4013, or nil. One that cannot be the
// response to the call is an error.
func preferredFault(wishes []wish, c *call) (*Fault, error) {
	i := slices.IndexFunc(wishes, func(w wish) bool { return w.name == "fault" || w.name == "code" })
	if i < 0 {
		return nil, nil
	}
	name := wishes[i].value
	if wishes[i].name == "code" {
		name = FaultCode(name)
	}
	fault, err := faultNamed(name)
	if err != nil {
		return nil, err
	}
	if why := fault.misplaced(c); why != "" {
		return nil, errors.New(why)
	}
	return fault, nil
}

// documentExample names the example of the document, beside those that are called after files.
const documentExample = "document"

// preferredExample is the answer that the request asks for with example=NAME, or nil: that of a recording of the
// operation, called after its file, or the example of the document.
func (s *server) preferredExample(c *call, wishes []wish) (*template, error) {
	i := slices.IndexFunc(wishes, func(w wish) bool { return w.name == "example" })
	if i < 0 {
		return nil, nil
	}
	name := wishes[i].value
	if name == documentExample {
		return examples{}.find(c), nil
	}
	names := []string{documentExample}
	for _, l := range slices.Backward(append([]*library{embedded}, s.layers...)) {
		for _, t := range l.recordings()[c.api] {
			if t.name == name {
				return t, nil
			}
			names = append(names, t.name)
		}
	}
	if near := nearest.To(name, names); near != "" {
		return nil, fmt.Errorf("%s has no example %q; did you mean %s?", c.api, name, near)
	}
	return nil, fmt.Errorf("%s has no example %q; it has %s", c.api, name, strings.Join(names, ", "))
}

// exemplary answers with the example that the request asks for.
func (s *server) exemplary(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.Header["Prefer"]) == 0 {
			next.ServeHTTP(w, r)
			return
		}
		c := callOf(r.Context())
		t, err := s.preferredExample(c, wishes(r))
		switch {
		case err != nil:
			s.refuse(w, r, malformed("Prefer", err.Error()))
		case t != nil:
			_ = (&answer{t.render(s.envelope(c))}).write(w)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

package replay

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/internal/suggest"
)

// documentExample is the name of the document's example. Recordings are named after their files.
const documentExample = "document"

// preferredExample returns the response that a request asks for with example=NAME: a recording of the operation or the
// document's example, or nil.
func (s *Replayer) preferredExample(c *exchange.Call, wishes []exchange.Preference) (*reply.Template, error) {
	i := slices.IndexFunc(wishes, func(w exchange.Preference) bool { return w.Name == "example" })
	if i < 0 {
		return nil, nil
	}
	name := wishes[i].Value
	if name == documentExample {
		return Example(c), nil
	}
	names := []string{documentExample}
	for _, l := range slices.Backward(append([]*Library{Embedded}, s.layers...)) {
		for _, t := range l.recordings()[c.API] {
			if t.Name == name {
				return t, nil
			}
			names = append(names, t.Name)
		}
	}
	return nil, fmt.Errorf("%s has no example %q%s", c.API, name,
		cmp.Or(exchange.DidYouMean(suggest.To(name, names)), "; it has "+strings.Join(names, ", ")))
}

// ServeExample serves the example that a request asks for.
func (s *Replayer) ServeExample(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.Header["Prefer"]) == 0 {
			next.ServeHTTP(w, r)
			return
		}
		c := exchange.CallOf(r.Context())
		t, err := s.preferredExample(c, exchange.Preferences(r))
		switch {
		case err != nil:
			s.Refuse(w, r, reply.Malformed("Prefer", err.Error()))
		case t != nil:
			_ = (&reply.Body{JSON: t.Render(s.Envelope(c))}).Write(w)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

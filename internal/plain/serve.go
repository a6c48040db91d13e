package plain

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/documents"
)

// Server determines how the operations respond.
type Server struct {
	// App is whose requests are accepted; those of any application without a key, with any signature without a secret.
	App Application
	// Elsewhere reports whether a handler inside serves an operation: documents may share the form of their paths.
	Elsewhere func(api string) bool
	// Refuse refuses a request that is not signed as the open platform asks.
	Refuse func(w http.ResponseWriter, reason error)
}

// Serve responds to the requests of such operations, and leaves all others to next.
func (s *Server) Serve(next http.Handler) http.Handler {
	served := rows()
	if len(served) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if op := s.find(served, r.URL.Path); op != nil {
			s.respond(op, w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) find(served []*documents.Row, path string) *Operation {
	for _, row := range served {
		if _, api, ok := row.Operation(path); ok && !s.Elsewhere(api) {
			if op := Find(api); op != nil && op.matches(path) {
				return op
			}
		}
	}
	return nil
}

// matches reports whether the path is the operation's, whatever the parameters in it.
func (o *Operation) matches(path string) bool {
	names, parts := strings.Split(strings.Trim(o.base+o.Path, "/"), "/"), strings.Split(strings.Trim(path, "/"), "/")
	return slices.EqualFunc(names, parts, func(name, part string) bool { return name == part || name[0] == '{' })
}

func (s *Server) respond(o *Operation, w http.ResponseWriter, r *http.Request) {
	get := func(name string) string { return cmp.Or(o.inPath(r.URL.Path, name), r.FormValue(name)) }
	if o.Signed() {
		_ = r.ParseForm() // what cannot be read is not signed
		if err := s.App.verify(o, r); err != nil {
			s.Refuse(w, err)
			return
		}
	}
	if fault := o.Rules.Check(get); fault != nil {
		http.Error(w, fault.Reason, http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", document.JSONType)
	_, _ = w.Write(o.Example)
}

// inPath returns the value of a parameter that stands in the path, or "".
func (o *Operation) inPath(path, name string) string {
	parts := strings.Split(path, "/")
	i := slices.Index(strings.Split(o.base+o.Path, "/"), "{"+name+"}")
	if i < 0 || i >= len(parts) {
		return ""
	}
	return parts[i]
}

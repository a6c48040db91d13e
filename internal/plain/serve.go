package plain

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/documents"
)

// Serve responds to the requests of such operations, and leaves those of the open platform and all others to next.
func Serve(next http.Handler) http.Handler {
	served := rows()
	if len(served) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if op := find(served, r.URL.Path); op != nil {
			op.respond(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func find(served []*documents.Row, path string) *Operation {
	for _, row := range served {
		if _, api, ok := row.Operation(path); ok {
			if op := Find(api); op != nil && op.Row == nil && op.matches(path) {
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

func (o *Operation) respond(w http.ResponseWriter, r *http.Request) {
	get := func(name string) string { return cmp.Or(o.inPath(r.URL.Path, name), r.FormValue(name)) }
	if fault := o.Rules.Check(get); fault != nil {
		http.Error(w, fault.Reason, http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", document.JSONType)
	_, _ = w.Write(o.Example) // a client that does not read it is gone
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

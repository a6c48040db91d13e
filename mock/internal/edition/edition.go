package edition

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/params/documentparams"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"
	"github.com/go-ali1688/ali1688/openapi"
)

// Edition has the operations and members that a document of the user adds. A nil Edition adds nothing.
type Edition struct {
	operations map[string]params.Operation // that our documents do not have
	examples   map[string]*reply.Template
	additions  map[string]*addition // to the responses of our operations

	// Recorded returns a recording for a request of these operations, or nil.
	Recorded func(*exchange.Call) *reply.Template
}

// Read reads a document of the user.
func Read(bundled []byte) (*Edition, error) {
	theirs, err := document.Parse(bundled)
	if err != nil {
		return nil, err
	}
	all, err := documentparams.Read(theirs)
	if err != nil {
		return nil, err
	}
	o := &Edition{operations: map[string]params.Operation{}, examples: map[string]*reply.Template{}}
	for api, op := range all {
		if _, ours := params.Operations[api]; !ours {
			o.operations[api] = op
		}
	}
	return o, o.readResponses(theirs)
}

// readResponses makes a response of examples for every added operation, and finds the added members.
func (o *Edition) readResponses(theirs *document.Document) error {
	ours, err := document.Parse(openapi.Gateway().JSON)
	if err != nil {
		return err
	}
	for _, op := range theirs.Operations() {
		if _, added := o.operations[op.ID]; !added {
			continue
		}
		t, err := reply.ParseTemplate(theirs.Example(theirs.Response(op)))
		if err != nil {
			return fmt.Errorf("the response of %s: %w", op.ID, err)
		}
		o.examples[op.ID] = t
	}
	o.additions = additions(ours, theirs)
	return nil
}

// Has reports whether the document adds an operation. A nil Edition adds none.
func (o *Edition) Has(api string) bool {
	if o == nil {
		return false
	}
	_, ok := o.operations[api]
	return ok
}

// Routes serve the operations that a document of the user adds.
type Routes struct {
	*reply.Responder
	edition *Edition
}

// New returns the routes of an edition. A nil edition leaves every request to the next handler.
func New(r *reply.Responder, o *Edition) *Routes { return &Routes{r, o} }

// Serve serves the added operations, and adds the added members to the responses of next.
func (s *Routes) Serve(next http.Handler) http.Handler {
	if s.edition == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := exchange.CallOf(r.Context())
		switch added := s.edition.additions[c.API]; {
		case s.edition.Has(c.API):
			s.serveAdded(w, r, c)
		case added != nil:
			addMembers(w, r, next, added)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func (s *Routes) serveAdded(w http.ResponseWriter, r *http.Request, c *exchange.Call) {
	op := s.edition.operations[c.API]
	if fault := op.Check(c.Get); fault != nil {
		s.Refuse(w, r, reply.RefuseParameter(fault))
		return
	}
	t, err := s.edition.findResponse(c)
	if err != nil {
		s.Refuse(w, r, err)
		return
	}
	_ = (&reply.Body{JSON: t.Render(s.Envelope(c))}).Write(w)
}

// findResponse returns a recording, or the examples.
func (o *Edition) findResponse(c *exchange.Call) (*reply.Template, *reply.Error) {
	if t := o.Recorded(c); t != nil {
		return t, nil
	}
	if t := o.examples[c.API]; t != nil {
		return t, nil
	}
	return nil, &reply.Error{Code: gateway.CodeUnknownError, Reason: "the mock has no response for " + c.API}
}

// addMembers adds members to the response of next, unless that is an error.
func addMembers(w http.ResponseWriter, r *http.Request, next http.Handler, added *addition) {
	caught := &reply.Recorder{Headers: w.Header()}
	next.ServeHTTP(caught, r)
	body, err := added.addTo(caught.Body.Bytes())
	if err != nil || caught.Status >= http.StatusBadRequest {
		body = caught.Body.Bytes()
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(max(caught.Status, http.StatusOK))
	_, _ = w.Write(body)
}

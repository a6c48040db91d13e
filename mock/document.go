package mock

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/openapi"
)

// WithDocument serves a document of yours, bundled, as JSON: ours with operations or members that you added, as
// `ali1688 generate` makes it. Your operations are checked and answered as ours are, by a recording, or by the
// examples of the document; members that you added to our answers come with their examples.
func WithDocument(document []byte) Option { return func(c *config) { c.document = document } }

// own is what a document of the user's adds to ours. A nil one adds nothing.
type own struct {
	operations map[string]params.Operation // those that we do not have
	recordings map[string][]*template
	examples   map[string]*template
	additions  map[string]*addition // to the answers of operations that we have
}

func (c *config) readDocument() error {
	if c.document == nil {
		return nil
	}
	all, err := params.Read(c.document)
	if err != nil {
		return fmt.Errorf("mock: %w", err)
	}
	o := &own{operations: map[string]params.Operation{}, recordings: map[string][]*template{}, examples: map[string]*template{}}
	for api, op := range all {
		if _, ours := params.Operations[api]; !ours {
			o.operations[api] = op
		}
	}
	if err := o.readAnswers(c.document); err != nil {
		return fmt.Errorf("mock: %w", err)
	}
	c.own = o
	return o.readRecordings(c.folders)
}

// readAnswers makes an answer of examples for every operation, and finds what the document adds to ours.
func (o *own) readAnswers(document []byte) error {
	theirs, err := readSketch(document)
	if err != nil {
		return err
	}
	ours, err := readSketch(openapi.Gateway().JSON)
	if err != nil {
		return err
	}
	for api := range o.operations {
		t, err := parseTemplate(theirs.example(theirs.answers[api]))
		if err != nil {
			return fmt.Errorf("the answer of %s: %w", api, err)
		}
		o.examples[api] = t
	}
	o.additions = additions(ours, theirs)
	return nil
}

func (o *own) readRecordings(folders []fs.FS) error {
	for _, folder := range folders {
		for api := range o.operations {
			files, err := fs.Glob(folder, api+"/*.json")
			if err != nil {
				return err
			}
			for _, file := range files {
				t, err := readRecording(folder, file)
				if err != nil {
					return fmt.Errorf("mock: %s: %w", file, err)
				}
				o.recordings[api] = append(o.recordings[api], t)
			}
		}
	}
	return nil
}

func (o *own) has(api string) bool {
	if o == nil {
		return false
	}
	_, ok := o.operations[api]
	return ok
}

// recorded counts the recordings of the operations.
func (o *own) recorded() int {
	if o == nil {
		return 0
	}
	return len(o.recordings)
}

// documentJSON is what is served as the document. JSON is YAML, too.
func (c *config) documentJSON() []byte {
	if c.document != nil {
		return c.document
	}
	return openapi.Gateway().JSON
}

func (c *config) documentYAML() []byte {
	if c.document != nil {
		return c.document
	}
	return openapi.Gateway().YAML
}

// answerOwn answers the operations of the user's document, and adds its members to the answers of ours.
func (s *server) answerOwn(next http.Handler) http.Handler {
	if s.own == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		switch added := s.own.additions[c.api]; {
		case s.own.has(c.api):
			s.serveOwn(w, r, c)
		case added != nil:
			complete(w, r, next, added)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func (s *server) serveOwn(w http.ResponseWriter, r *http.Request, c *call) {
	op := s.own.operations[c.api]
	if fault := op.Check(c.get); fault != nil {
		s.refuse(w, r, refusal(fault))
		return
	}
	t, err := s.own.answer(c)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	_ = (&answer{t.render(s.envelope(c))}).write(w)
}

// answer is a recording that fits the call, one that does not say what it fits, or the examples.
func (o *own) answer(c *call) (*template, *Error) {
	l := &library{func() map[string][]*template { return o.recordings }}
	for _, from := range (&config{layers: []*library{l}}).answerers() {
		if t := from.find(c); t != nil {
			return t, nil
		}
	}
	if t := o.examples[c.api]; t != nil {
		return t, nil
	}
	return nil, &Error{Code: gateway.CodeUnknownError, Reason: "the mock has no answer to " + c.api}
}

// complete adds to what next answers, where that is an answer at all.
func complete(w http.ResponseWriter, r *http.Request, next http.Handler, added *addition) {
	caught := &catcher{ResponseWriter: w}
	next.ServeHTTP(caught, r)
	body, err := added.to(caught.body.Bytes())
	if err != nil || caught.status >= http.StatusBadRequest {
		body = caught.body.Bytes()
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if caught.status != 0 {
		w.WriteHeader(caught.status)
	}
	_, _ = w.Write(body)
}

// catcher keeps an answer instead of sending it.
type catcher struct {
	http.ResponseWriter
	body   bytes.Buffer
	status int
}

// WriteHeader keeps the status.
func (c *catcher) WriteHeader(status int) { c.status = status }

// Write keeps the body.
func (c *catcher) Write(b []byte) (int, error) { return c.body.Write(b) }

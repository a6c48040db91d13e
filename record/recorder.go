package record

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// Ledger is the name of the file with a line of JSON a call. It does not end in .ndjson, because the checker takes such
// files for responses.
const Ledger = "ledger.log"

// Exchange is one call and its result, without secrets.
type Exchange struct {
	File        string                `json:"file"`          // below the folder of the recorder
	Raw         string                `json:"raw,omitempty"` // the body as it came, where File is what was made of it
	API         string                `json:"api"`           // the operation, or conformance.OtherPlatforms
	Platform    string                `json:"platform"`
	Method      string                `json:"method"`
	Parameters  map[string]string     `json:"parameters"` // of the URL and the form
	Status      int                   `json:"status"`
	ContentType string                `json:"content_type"`
	Seen        time.Time             `json:"seen"`        // when the call was sent
	Duration    time.Duration         `json:"duration_ns"` // until the last byte was there
	OK          bool                  `json:"ok"`          // HTTP 200 and no findings
	Findings    []conformance.Finding `json:"findings"`
	Deviations  []Deviation           `json:"deviations,omitempty"` // of the request from the documents

	checker *conformance.Checker // of the document that describes the operation
}

// Deviation is a difference between a request and the documents, without secrets.
type Deviation struct {
	Rule  string `json:"rule"`  // such as unknown, required, range or address
	Where string `json:"where"` // the parameter, or the path of a member
	Text  string `json:"text"`  // one sentence
}

// Recorder writes exchanges below a folder. It is safe for concurrent use.
type Recorder struct {
	dir  string
	now  func() time.Time
	tell func(Exchange, error)
	more map[string]bool
	mu   sync.Mutex

	maxValues int
}

// Option changes what a recorder does.
type Option func(*Recorder)

// WithClock takes the time of exchanges from now.
func WithClock(now func() time.Time) Option { return func(r *Recorder) { r.now = now } }

// WithPrivate redacts parameters and members of these names, too, whatever their case and their underscores.
func WithPrivate(names ...string) Option {
	return func(r *Recorder) {
		for _, name := range names {
			r.more[redact.Fold(name)] = true
		}
	}
}

// WithMaxValues sets the number of values that a response may have, see ali1688.WithMaxValues. A response with more is
// passed on, is recorded, and does not conform.
func WithMaxValues(n int) Option { return func(r *Recorder) { r.maxValues = n } }

// OnExchange calls tell with every exchange, and with the error that prevented its recording, if any. A call never
// fails because it could not be recorded. Calls of tell do not overlap.
func OnExchange(tell func(Exchange, error)) Option { return func(r *Recorder) { r.tell = tell } }

// New returns a recorder that writes below dir, which is made if it is not there.
func New(dir string, opts ...Option) (*Recorder, error) {
	r := &Recorder{dir: dir, now: time.Now, tell: func(Exchange, error) {}, more: map[string]bool{}}
	for _, opt := range opts {
		opt(r)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot record into %s: %w", dir, pathless(err))
	}
	removeHalves(dir)
	return r, nil
}

// pathless leaves out of an error the path that the sentence around it names.
func pathless(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

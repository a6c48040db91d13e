package record

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/transport"
)

// Ledger is the name of the file with a line a call.
const Ledger = "ledger.log"

// Exchange is one call and what became of it, without secrets.
type Exchange struct {
	File        string                `json:"file"` // below the folder of the recorder
	API         string                `json:"api"`
	Platform    string                `json:"platform"`
	Method      string                `json:"method"`
	Parameters  map[string]string     `json:"parameters"`
	Status      int                   `json:"status"`
	ContentType string                `json:"content_type"`
	Seen        time.Time             `json:"seen"`
	Duration    time.Duration         `json:"duration_ns"`
	OK          bool                  `json:"ok"`
	Findings    []conformance.Finding `json:"findings"`
}

// Recorder writes exchanges below a folder. It is safe for concurrent use.
type Recorder struct {
	dir  string
	now  func() time.Time
	tell func(Exchange, error)
	mu   sync.Mutex
}

// Option changes what a recorder does.
type Option func(*Recorder)

// WithClock takes the time of exchanges from now.
func WithClock(now func() time.Time) Option { return func(r *Recorder) { r.now = now } }

// OnExchange tells of every exchange, and of the error that kept it from being recorded, if any. A call never fails because
// it could not be recorded. Calls of tell do not overlap.
func OnExchange(tell func(Exchange, error)) Option { return func(r *Recorder) { r.tell = tell } }

// New returns a recorder that writes below dir, which is made if it is not there.
func New(dir string, opts ...Option) (*Recorder, error) {
	r := &Recorder{dir: dir, now: time.Now, tell: func(Exchange, error) {}}
	for _, opt := range opts {
		opt(r)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot record into %s: %w", dir, pathless(err))
	}
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

// keep writes an exchange with its redacted body.
func (r *Recorder) keep(x Exchange, body []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	x.File = filename(x, body)
	x.judge(body)
	r.tell(x, r.write(x, body))
}

// filename is stable for the same call on the same day, and made of nothing secret.
func filename(x Exchange, body []byte) string {
	call, _ := json.Marshal([]any{x.Platform, x.Method, x.Parameters}) // of texts only, which cannot fail
	sum := sha256.Sum256(call)
	extension := ".txt"
	if jsontext.Value(transport.Clean(body)).IsValid(lenient...) {
		extension = ".json"
	}
	return x.API + "/" + x.Seen.Format("20060102") + "-" + hex.EncodeToString(sum[:6]) + extension
}

// judge holds the body against the documents. A body of an operation that they do not have is just kept.
func (x *Exchange) judge(body []byte) {
	findings, err := conformance.Gateway().Check(x.API, body, conformance.Options{Strict: true})
	x.OK = err == nil && len(findings) == 0 && x.Status == 200
	x.Findings = append([]conformance.Finding{}, findings...)
}

func (r *Recorder) write(x Exchange, body []byte) error {
	path := filepath.Join(r.dir, filepath.FromSlash(x.File))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path, body, 0o644); err != nil {
		return err
	}
	line, err := json.Marshal(x)
	if err != nil {
		return err
	}
	ledger, err := os.OpenFile(filepath.Join(r.dir, Ledger), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = ledger.Write(append(line, '\n'))
	return errors.Join(err, ledger.Close())
}

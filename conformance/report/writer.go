package report

import (
	"bytes"
	"encoding/json"
	"io"
)

// Format is a format of reports.
type Format string

// The formats.
const (
	Text  Format = "text"  // for people: the findings by cause
	JSON  Format = "json"  // a line a body
	JUnit Format = "junit" // a test case a body
	SARIF Format = "sarif" // for code scanners
)

// Known reports whether there is such a format.
func (f Format) Known() bool { return f == Text || f == JSON || f == JUnit || f == SARIF }

// Writer writes a report of any number of bodies. Its memory does not grow with them: text has the first findings of
// every kind, JSON is written as it comes, and JUnit and SARIF, which begin with totals, are kept in a temporary file.
type Writer struct {
	to printer

	bodies, bad, failures int
	failure               error
}

// printer writes verdicts in one format.
type printer interface {
	add(v *Verdict) error
	close() error
}

// NewWriter returns a writer to w. In text it lists the first samples of every kind of finding. Each piece that it
// writes has whole lines.
func NewWriter(w io.Writer, format Format, samples int) *Writer {
	switch format {
	case JSON:
		return &Writer{to: &lines{to: w}}
	case JUnit:
		return &Writer{to: newJUnit(w)}
	case SARIF:
		return &Writer{to: &sarif{to: w, rules: map[string]bool{}}}
	}
	return &Writer{to: &text{to: w, samples: samples, groups: map[groupKey]*group{}}}
}

// Add adds a verdict.
func (w *Writer) Add(v Verdict) error {
	w.bodies++
	switch {
	case v.failure != nil:
		w.failures++
		if w.failure == nil {
			w.failure = v.failure
		}
	case !v.OK:
		w.bad++
	}
	return w.to.add(&v)
}

// Close writes what is left. It does not close the writer below.
func (w *Writer) Close() error { return w.to.close() }

// Bodies counts all verdicts.
func (w *Writer) Bodies() int { return w.bodies }

// Bad counts the checked bodies that do not conform.
func (w *Writer) Bad() int { return w.bad }

// Failures counts the bodies that could not be checked, and returns the reason of the first.
func (w *Writer) Failures() (int, error) { return w.failures, w.failure }

// lines writes lines of JSON.
type lines struct {
	to     io.Writer
	buffer bytes.Buffer
}

// linesSize is the size in bytes from which lines are written.
const linesSize = 64 << 10

func (l *lines) add(v *Verdict) error {
	encoder := json.NewEncoder(&l.buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil || l.buffer.Len() < linesSize {
		return err
	}
	return l.close()
}

func (l *lines) close() error {
	defer l.buffer.Reset()
	_, err := l.to.Write(l.buffer.Bytes())
	return err
}

package report

import (
	"fmt"
	"io"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// Verdict is the result of checking one body. Its JSON is stable.
type Verdict struct {
	File     string                `json:"file"`
	API      string                `json:"api"`
	OK       bool                  `json:"ok"`
	Findings []conformance.Finding `json:"findings"`
	Refusal  *Refusal              `json:"refusal,omitempty"` // what the body reports, if it is a known failure

	// Request has the differences between the request and the document, where the recording has the request.
	Request []Deviation `json:"request,omitempty"`

	failure error // why the body could not be checked, or nil
}

// Refusal is a failure that a body reports, and that the tables of x-error-codes explain. It is not a finding: the
// body may well conform. Its JSON is stable.
type Refusal struct {
	Code    string `json:"code"`    // as it came, "" where the message alone tells
	Meaning string `json:"meaning"` // in English
	Action  string `json:"action"`  // a constant of package refusal, as this project advises
	Retry   string `json:"retry"`   // likewise
}

// Deviation is a difference between a request and the document. Its JSON is stable.
type Deviation struct {
	Rule  string `json:"rule"`  // such as unknown, required, range or signature
	Where string `json:"where"` // the parameter, or the path of a member
	Text  string `json:"text"`  // one sentence
}

// AddRequest adds the differences between the request and the document.
func (v *Verdict) AddRequest(list []Deviation) {
	v.Request = append(v.Request, list...)
	v.OK = v.OK && len(v.Request) == 0
}

// Report collects verdicts, and prints them for people and for programs. A [Writer] prints without collecting.
type Report struct{ Verdicts []Verdict }

// Body is the part of a recorded body that a report uses.
type Body interface {
	Name() string      // of its file, or of its entry in one
	Operation() string // or ""
	Secrets() []string // of its request, which no report shows
}

// NewVerdict returns the verdict on a body: its findings, and the failure that it reports, or nil.
func NewVerdict(b Body, findings []conformance.Finding, refused *Refusal) Verdict {
	if findings == nil {
		findings = []conformance.Finding{} // [] in JSON, and not null
	}
	if refused != nil {
		shown := *refused
		shown.Code = redact.New(b.Secrets()...).Text(shown.Code)
		refused = &shown
	}
	return Verdict{
		File: scrubFile(b.Name()), API: b.Operation(), OK: len(findings) == 0, Findings: findings, Refusal: refused,
	}
}

// unchecked is the rule of the finding that stands for a body that could not be checked.
const unchecked = "unchecked"

// Unchecked returns the verdict on a body that could not be checked, with the reason. It has a finding of the rule
// unchecked.
func Unchecked(b Body, err error) Verdict {
	redactor := redact.New(b.Secrets()...)
	finding := conformance.Finding{Rule: unchecked, Want: "a recorded response of a known operation",
		Got: redactor.Text(err.Error())}
	return Verdict{
		File: scrubFile(b.Name()), API: redactor.Text(b.Operation()), Findings: []conformance.Finding{finding},
		failure: redactor.Error(err),
	}
}

// Add adds the verdict on a body, see [NewVerdict].
func (r *Report) Add(b Body, findings []conformance.Finding, refused *Refusal) {
	r.Verdicts = append(r.Verdicts, NewVerdict(b, findings, refused))
}

// Fail adds a body that could not be checked, see [Unchecked].
func (r *Report) Fail(b Body, err error) { r.Verdicts = append(r.Verdicts, Unchecked(b, err)) }

// Failures returns why files and entries could not be checked.
func (r *Report) Failures() (failures []error) {
	for _, v := range r.Verdicts {
		if v.failure != nil {
			failures = append(failures, v.failure)
		}
	}
	return failures
}

// Bad counts the checked bodies that do not conform.
func (r *Report) Bad() int {
	bad := 0
	for _, v := range r.Verdicts {
		if !v.OK && v.failure == nil {
			bad++
		}
	}
	return bad
}

// WriteJSON writes one line a body.
func (r *Report) WriteJSON(w io.Writer) error { return r.write(w, JSON) }

// WriteText writes the findings grouped by place in the documents and rule, with their number and a few samples.
func (r *Report) WriteText(w io.Writer) error { return r.write(w, Text) }

// WriteJUnit writes a JUnit report: a test case a body, its findings in the failure, the reason in an error if it could
// not be checked, and a known refusal in the properties refusal.code, refusal.meaning, refusal.action and
// refusal.retry.
func (r *Report) WriteJUnit(w io.Writer) error { return r.write(w, JUnit) }

// WriteSARIF writes a SARIF 2.1.0 log, as code scanners read it. A result is located in the body, and related to the
// line of the documents that it breaks. A known refusal is a result of the kind informational, of the rule
// refusal, with code, meaning, action and retry in its property refusal.
func (r *Report) WriteSARIF(w io.Writer) error { return r.write(w, SARIF) }

func (r *Report) write(w io.Writer, format Format) error {
	out := NewWriter(w, format, maxSamples)
	for _, v := range r.Verdicts {
		if err := out.Add(v); err != nil {
			return err
		}
	}
	return out.Close()
}

// scrubFile hides secrets in the name of a file, which people and programs open: the digits of names are kept.
func scrubFile(name string) string { return redact.Redactor{}.Secrets(name) }

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

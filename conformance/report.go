package conformance

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"

	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/transport"
)

// Verdict is what the checker says of one body. Its JSON is stable.
type Verdict struct {
	File     string    `json:"file"`
	API      string    `json:"api"`
	OK       bool      `json:"ok"`
	Findings []Finding `json:"findings"`
	Refusal  *Refusal  `json:"refusal,omitempty"` // what the body reports, if it is a known failure
}

// Refusal is a failure that a body reports, and that the tables of x-error-codes explain. It is not a finding: the
// body may well conform. Its JSON is stable.
type Refusal struct {
	Code    string `json:"code"`    // as it came, "" where the message alone tells
	Meaning string `json:"meaning"` // in English
	Action  string `json:"action"`  // a constant of package refusal, as this project advises
	Retry   string `json:"retry"`   // likewise
}

// Report collects verdicts, and prints them for people and for programs.
type Report struct {
	Verdicts []Verdict
	Explain  func(Body) *Refusal // recognises the failures that bodies report; nil to leave them out

	failures []error
}

// Check checks a body and adds the verdict to the report. It fails only if the document has no such operation.
func (r *Report) Check(c *Checker, b Body, o Options) error {
	o.Excerpt, o.secrets = o.Excerpt || b.Excerpt, b.secrets
	findings, err := c.Check(c.answers(b), b.Content, o)
	if err != nil {
		return fmt.Errorf("%s: %w", scrubFile(b.File), err)
	}
	if findings == nil {
		findings = []Finding{} // [] in JSON, and not null
	}
	verdict := Verdict{File: scrubFile(b.File), API: b.API, OK: len(findings) == 0, Findings: findings}
	if r.Explain != nil {
		verdict.Refusal = r.Explain(b)
	}
	if verdict.Refusal != nil {
		verdict.Refusal.Code = redact.New(b.secrets...).Text(verdict.Refusal.Code)
	}
	r.Verdicts = append(r.Verdicts, verdict)
	return nil
}

// answers returns the name that a body is validated under: that of its operation, or that of the errors of the document
// where the HTTP status says that the operation did not answer.
func (c *Checker) answers(b Body) string {
	switch op := c.byName[b.API]; {
	case b.Status == 0 || b.Status == http.StatusOK || op == nil || op.Name == "":
		return b.API
	case op.describes("error_description"): // of OAuth: getToken has refusals of its own
		return b.API
	case c.refusal != nil:
		return Refusals
	case c.byName[Errors] != nil:
		return Errors
	}
	return b.API
}

// unchecked is the rule of the finding that stands for a body that could not be checked.
const unchecked = "unchecked"

// Fail adds a file, or an entry of one, that could not be checked, with the reason. Programs see it as a finding of the
// rule unchecked.
func (r *Report) Fail(b Body, err error) {
	r.failures = append(r.failures, redact.New(b.secrets...).Error(err))
	finding := Finding{Rule: unchecked, Want: "a recorded response of a known operation", Got: scrub(err.Error())}
	r.Verdicts = append(r.Verdicts, Verdict{File: scrubFile(b.File), API: scrub(b.API), Findings: []Finding{finding}})
}

// Failures returns why files and entries could not be checked.
func (r *Report) Failures() []error { return r.failures }

// Bad counts the checked bodies that do not conform.
func (r *Report) Bad() int {
	bad := -len(r.failures)
	for _, v := range r.Verdicts {
		if !v.OK {
			bad++
		}
	}
	return bad
}

// WriteJSON writes one line a body.
func (r *Report) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, v := range r.Verdicts {
		if err := encoder.Encode(v); err != nil {
			return err
		}
	}
	return nil
}

// samples is how many bodies the text shows of a fault that many have.
const samples = 3

// WriteText writes the findings grouped by what is to be mended: a place of the documents and a rule, with how often it
// is broken and where for instance.
func (r *Report) WriteText(w io.Writer) error {
	for _, g := range r.groups() {
		if _, err := fmt.Fprintf(w, "%s: %s, %s\n", g.heading(), g.rule, plural(len(g.lines), "time")); err != nil {
			return err
		}
		for _, line := range g.lines[:min(samples, len(g.lines))] {
			if _, err := fmt.Fprintf(w, "  %s\n", line); err != nil {
				return err
			}
		}
	}
	return nil
}

// heading names the place of a group for people.
func (g *group) heading() string {
	switch {
	case g.place != "":
		return g.place
	case g.rule == unchecked:
		return "the input"
	}
	return "the text of the body"
}

// group is everything that breaks one rule at one place of the documents.
type group struct {
	place, rule string
	lines       []string
}

func (r *Report) groups() []*group {
	byKey := map[[2]string]*group{}
	for _, v := range r.Verdicts {
		for _, f := range v.Findings {
			key := [2]string{f.Schema, f.Rule}
			if byKey[key] == nil {
				byKey[key] = &group{place: f.Schema, rule: f.Rule}
			}
			f.Schema = ""
			byKey[key].lines = append(byKey[key].lines, transport.OneLine(v.File)+": "+f.String())
		}
	}
	var list []*group
	for _, g := range byKey {
		list = append(list, g)
	}
	slices.SortFunc(list, func(a, b *group) int {
		return cmp.Or(cmp.Compare(len(b.lines), len(a.lines)), cmp.Compare(a.place, b.place), cmp.Compare(a.rule, b.rule))
	})
	return list
}

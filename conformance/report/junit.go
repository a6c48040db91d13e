package report

import (
	"encoding/xml"
	"io"
	"strings"
)

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"` // a report writes them one by one
}

type junitCase struct {
	XMLName    xml.Name         `xml:"testcase"`
	Name       string           `xml:"name,attr"`
	Class      string           `xml:"classname,attr"`
	Properties *junitProperties `xml:"properties,omitempty"`
	Failure    *junitFailure    `xml:"failure,omitempty"`
	Error      *junitFailure    `xml:"error,omitempty"` // of a body that could not be checked
}

type junitProperties struct {
	Properties []junitProperty `xml:"property"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// junit writes a JUnit report.
type junit struct {
	to                  io.Writer
	cases               spool
	encoder             *xml.Encoder
	tests, fail, errors int
}

func newJUnit(w io.Writer) *junit {
	j := &junit{to: w}
	j.encoder = xml.NewEncoder(&j.cases)
	j.encoder.Indent("  ", "  ")
	return j
}

func (j *junit) add(v *Verdict) error {
	j.tests++
	switch {
	case v.failure != nil:
		j.errors++
	case !v.OK:
		j.fail++
	}
	return j.encoder.Encode(junitCaseOf(v))
}

func (j *junit) close() error {
	suite, err := xml.MarshalIndent(
		junitSuite{Name: "conformance", Tests: j.tests, Failures: j.fail, Errors: j.errors}, "", "  ")
	if err != nil {
		return err
	}
	const end = "</testsuite>"
	head, tail := xml.Header+strings.TrimSuffix(string(suite), end), end+"\n"
	if j.tests > 0 {
		head, tail = head+"\n", "\n"+tail
	}
	return j.cases.drain(j.to, []byte(head), []byte(tail))
}

func junitCaseOf(v *Verdict) junitCase {
	c := junitCase{Name: v.File, Class: v.API, Properties: v.Refusal.properties()}
	if v.OK {
		return c
	}
	var text strings.Builder
	for _, f := range v.Findings {
		text.WriteString(f.String() + "\n")
	}
	for _, d := range v.Request {
		text.WriteString("request: " + d.Rule + ": " + d.Text + "\n")
	}
	failure := &junitFailure{Message: plural(len(v.Findings)+len(v.Request), "finding"), Text: text.String()}
	if v.failure != nil {
		failure.Message = unchecked
		c.Error = failure
		return c
	}
	c.Failure = failure
	return c
}

func (r *Refusal) properties() *junitProperties {
	if r == nil {
		return nil
	}
	return &junitProperties{[]junitProperty{
		{"refusal.code", r.Code}, {"refusal.meaning", r.Meaning}, {"refusal.action", r.Action}, {"refusal.retry", r.Retry},
	}}
}

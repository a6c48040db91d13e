package conformance

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
)

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name       string           `xml:"name,attr"`
	Class      string           `xml:"classname,attr"`
	Properties *junitProperties `xml:"properties,omitempty"`
	Failure    *junitFailure    `xml:"failure,omitempty"`
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

// WriteJUnit writes a JUnit report: a test case a body, its findings in the failure, and a known refusal in the
// properties refusal.code, refusal.meaning, refusal.action and refusal.retry.
func (r *Report) WriteJUnit(w io.Writer) error {
	suite := junitSuite{Name: "conformance", Tests: len(r.Verdicts), Failures: r.Bad()}
	for _, v := range r.Verdicts {
		suite.Cases = append(suite.Cases, junitCaseOf(v))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(suite); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func junitCaseOf(v Verdict) junitCase {
	c := junitCase{Name: v.File, Class: v.API, Properties: v.Refusal.properties()}
	if v.OK {
		return c
	}
	var text strings.Builder
	for _, f := range v.Findings {
		text.WriteString(f.String() + "\n")
	}
	c.Failure = &junitFailure{Message: plural(len(v.Findings), "finding"), Text: text.String()}
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

// The parts of SARIF 2.1.0 that a finding needs.
type (
	sarifLog struct {
		Version string     `json:"version"`
		Schema  string     `json:"$schema"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver struct {
			Name  string      `json:"name"`
			URI   string      `json:"informationUri"`
			Rules []sarifRule `json:"rules"`
		} `json:"driver"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID     string           `json:"ruleId"`
		Kind       string           `json:"kind,omitempty"`
		Level      string           `json:"level"`
		Message    sarifMessage     `json:"message"`
		Locations  []sarifLocation  `json:"locations"`
		Related    []sarifLocation  `json:"relatedLocations,omitempty"`
		Properties *sarifProperties `json:"properties,omitempty"`
	}
	sarifProperties struct {
		Refusal *Refusal `json:"refusal"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical struct {
			Artifact struct {
				URI string `json:"uri"`
			} `json:"artifactLocation"`
			Region *sarifRegion `json:"region,omitempty"`
		} `json:"physicalLocation"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
	}
)

// WriteSARIF writes a SARIF 2.1.0 log, as code scanners read it. A result is located in the body, and related to the
// line of the documents that says otherwise. A known refusal is a result of the kind informational, of the rule
// refusal, with code, meaning, action and retry in its property refusal.
func (r *Report) WriteSARIF(w io.Writer) error {
	run := sarifRun{Results: []sarifResult{}}
	run.Tool.Driver.Name, run.Tool.Driver.URI = "ali1688 check", "https://github.com/go-ali1688/ali1688"
	run.Tool.Driver.Rules = r.rules()
	for _, v := range r.Verdicts {
		for _, f := range v.Findings {
			run.Results = append(run.Results, sarifResultOf(v.File, f))
		}
		if v.Refusal != nil {
			run.Results = append(run.Results, v.Refusal.sarif(v.File))
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(sarifLog{"2.1.0", "https://json.schemastore.org/sarif-2.1.0.json", []sarifRun{run}})
}

// rules lists the rules that are broken.
func (r *Report) rules() []sarifRule {
	names := map[string]bool{}
	for _, v := range r.Verdicts {
		for _, f := range v.Findings {
			names[f.Rule] = true
		}
		if v.Refusal != nil {
			names[refusalRule] = true
		}
	}
	list := make([]sarifRule, 0, len(names))
	for _, name := range sortedKeys(names) {
		list = append(list, sarifRule{name})
	}
	return list
}

// refusalRule is the rule of results that explain a refusal.
const refusalRule = "refusal"

func (r *Refusal) sarif(file string) sarifResult {
	return sarifResult{
		RuleID: refusalRule, Kind: "informational", Level: "none", Locations: []sarifLocation{locateBody(file)},
		Message: sarifMessage{r.Meaning + " (" + r.Action + "; retry: " + r.Retry + ")"}, Properties: &sarifProperties{r},
	}
}

func sarifResultOf(file string, f Finding) sarifResult {
	result := sarifResult{RuleID: f.Rule, Level: "error", Message: sarifMessage{f.String()}, Locations: []sarifLocation{locateBody(file)}}
	if f.Rule == "undocumented" {
		result.Level = "note"
	}
	if f.Schema != "" {
		result.Related = []sarifLocation{locate(f.Schema)}
	}
	return result
}

// locate reads file:line, of which the line may be missing.
func locate(place string) sarifLocation {
	var l sarifLocation
	file, number := splitPlace(place)
	if number > 0 {
		l.Physical.Region = &sarifRegion{number}
	}
	l.Physical.Artifact.URI = (&url.URL{Path: filepath.ToSlash(file)}).String()
	return l
}

// locateBody is locate for what a [Body] is called: behind the name of an archive stands no line, but an entry.
func locateBody(name string) sarifLocation {
	if file, number := splitPlace(name); number >= 0 && extension(file) == ".har" {
		return locate(file)
	}
	return locate(name)
}

// splitPlace cuts the number behind the last colon off, which is -1 where there is none.
func splitPlace(place string) (file string, number int) {
	i := strings.LastIndexByte(place, ':')
	if i < 0 {
		return place, -1
	}
	number, err := strconv.Atoi(place[i+1:])
	if err != nil || number < 0 {
		return place, -1
	}
	return place[:i], number
}

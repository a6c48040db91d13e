package report

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
)

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

// sarif writes a SARIF 2.1.0 log.
type sarif struct {
	to      io.Writer
	results spool
	rules   map[string]bool // that are broken
}

func (s *sarif) add(v *Verdict) error {
	for _, f := range v.Findings {
		if err := s.result(sarifResultOf(v.File, f)); err != nil {
			return err
		}
	}
	for _, d := range v.Request {
		result := sarifResult{RuleID: "request-" + d.Rule, Level: "error", Message: sarifMessage{d.Text},
			Locations: []sarifLocation{locateBody(v.File)}}
		if err := s.result(result); err != nil {
			return err
		}
	}
	if v.Refusal != nil {
		return s.result(v.Refusal.sarif(v.File))
	}
	return nil
}

// result keeps a result as an element of the list of results.
func (s *sarif) result(r sarifResult) error {
	const indent = "        "
	var element bytes.Buffer
	element.WriteString(indent)
	if len(s.rules) > 0 {
		element.Reset()
		element.WriteString(",\n" + indent)
	}
	s.rules[r.RuleID] = true
	if err := encodeIndented(&element, r, indent); err != nil {
		return err
	}
	_, err := s.results.Write(bytes.TrimSuffix(element.Bytes(), []byte("\n")))
	return err
}

func encodeIndented(to io.Writer, v any, prefix string) error {
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent(prefix, "  ")
	return encoder.Encode(v)
}

func (s *sarif) close() error {
	run := sarifRun{Results: []sarifResult{}}
	run.Tool.Driver.Name, run.Tool.Driver.URI = "ali1688 check", "https://github.com/go-ali1688/ali1688"
	run.Tool.Driver.Rules = make([]sarifRule, 0, len(s.rules))
	for _, name := range slices.Sorted(maps.Keys(s.rules)) {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{name})
	}
	var log bytes.Buffer
	schema := "https://json.schemastore.org/sarif-2.1.0.json"
	if err := encodeIndented(&log, sarifLog{"2.1.0", schema, []sarifRun{run}}, ""); err != nil {
		return err
	}
	const none = `"results": []`
	head, tail, _ := strings.Cut(log.String(), none)
	if len(s.rules) == 0 {
		return s.results.drain(s.to, []byte(head+none), []byte(tail))
	}
	return s.results.drain(s.to, []byte(head+"\"results\": [\n"), []byte("\n      ]"+tail))
}

// refusalRule is the rule of results that explain a refusal.
const refusalRule = "refusal"

func (r *Refusal) sarif(file string) sarifResult {
	return sarifResult{
		RuleID: refusalRule, Kind: "informational", Level: "none", Locations: []sarifLocation{locateBody(file)},
		Message: sarifMessage{r.Meaning + " (" + r.Action + "; retry: " + r.Retry + ")"}, Properties: &sarifProperties{r},
	}
}

func sarifResultOf(file string, f conformance.Finding) sarifResult {
	result := sarifResult{RuleID: f.Rule, Level: "error", Message: sarifMessage{f.String()},
		Locations: []sarifLocation{locateBody(file)}}
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

// locateBody is locate for the name of a body. The number behind the name of an archive is an entry, not a line.
func locateBody(name string) sarifLocation {
	if file, number := splitPlace(name); number >= 0 && strings.HasSuffix(strings.TrimSuffix(file, ".gz"), ".har") {
		return locate(file)
	}
	return locate(name)
}

// splitPlace splits a place at its last colon. The number is -1 if there is none.
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

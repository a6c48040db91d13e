package drift

import (
	"fmt"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Summary is a change as programs read it.
type Summary struct {
	Document   string   `json:"document"`
	Operations []string `json:"operations"`
	Rule       string   `json:"rule"`
	Pointer    string   `json:"pointer"` // of the schema, in the document
	Schema     string   `json:"schema"`  // where it is written, file:line
	Member     string   `json:"member,omitempty"`
	Want       string   `json:"want"`
	Got        string   `json:"got"` // the kinds that were seen
	Values     []string `json:"values,omitempty"`
	Count      int      `json:"count"`
	Bodies     int      `json:"bodies"`
	First      string   `json:"first,omitempty"` // a day
	Last       string   `json:"last,omitempty"`
	Places     []string `json:"places"`
	Decide     string   `json:"decide,omitempty"` // what a person must decide
}

// maxShown is the number of values that a summary has.
const maxShown = 5

// Summary returns the change for programs.
func (c *Change) Summary() Summary {
	values := c.Shape.Values
	return Summary{
		Document: c.Document, Operations: c.Operations, Rule: c.Rule, Pointer: c.Place, Schema: c.Source, Member: c.Member,
		Want: c.Want, Got: c.Shape.Kinds.String(), Values: values[:min(len(values), maxShown)], Count: c.Count,
		Bodies: c.Bodies, First: day(c.First), Last: day(c.Last), Places: lists.Map(c.Examples, Example.String),
	}
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// String returns the change as a line for people, and the places below it.
func (c *Change) String() string {
	s := c.Summary()
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", strings.Join(s.Operations, ", "), s.Rule)
	if s.Member != "" {
		fmt.Fprintf(&b, " %s", s.Member)
	}
	if s.Got != "" {
		fmt.Fprintf(&b, ": %s", s.Got)
	}
	if c.Rule != "undocumented" {
		fmt.Fprintf(&b, ", want %s", s.Want)
	}
	fmt.Fprintf(&b, " (%s in %s", times(s.Count, "value"), times(s.Bodies, "response"))
	if s.First != "" {
		fmt.Fprintf(&b, ", %s to %s", s.First, s.Last)
	}
	fmt.Fprintf(&b, ")\n    %s\n", s.Schema)
	for _, place := range s.Places {
		fmt.Fprintf(&b, "    %s\n", place)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func times(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

package prepare

import (
	"cmp"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/document"
)

const loosePath = "github.com/go-ali1688/ali1688/loose"

// moneyTypes are the Go types of the units of money.
var moneyTypes = map[string]string{"fen": "loose.Fen", "yuan": "loose.Yuan"}

// unitWords are how comments name a unit.
var unitWords = map[string]string{
	"fen": "分 (fen, a hundredth of a yuan)", "yuan": "元 (yuan)",
	"yuan_text": "元 (yuan), in a text that has more than the number",
	"us_cent":   "US cents",
	"currency":  "the currency that the member or argument named above holds",
	"cm3":       "cm³", "m3": "m³", "unix_s": "Unix seconds", "unix_ms": "Unix milliseconds",
	"beijing_time": "Beijing time",
	"percent":      "percent", "ratio": "ratio, 1 is all", "piece": "pieces, in the offer's unit of sale",
	"unknown": "unknown",
}

// units gives every amount of money whose unit is known a Go type of its own, and says every unit in the comment.
func units(root *yaml.Node) {
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		for _, c := range n.Content {
			walk(c)
		}
		unit := bundle.Get(n, document.XUnit)
		if unit == nil || unit.Kind != yaml.ScalarNode {
			return
		}
		sayUnit(n, unit.Value)
		s := n
		if bundle.Get(n, "in") != nil {
			s = bundle.Get(n, "schema")
		}
		if goType := moneyTypes[unit.Value]; goType != "" && isNumeric(s) && bundle.Get(s, "x-go-type") == nil {
			setType(s, goType, loosePath)
		}
	}
	walk(root)
}

// sayUnit adds the unit to the description.
func sayUnit(n *yaml.Node, unit string) {
	if description := bundle.Get(n, "description"); description != nil {
		description.SetString(strings.TrimSpace(description.Value) + "\n\nUnit: " + cmp.Or(unitWords[unit], unit) + ".")
	}
}

// isNumeric reports whether a schema is a number, or the text of one, by itself or behind a reference wrapped in an
// allOf.
func isNumeric(s *yaml.Node) bool {
	if component := wrapped(s); component != "" {
		return strings.Contains(component, "Decimal") || strings.Contains(component, "Int")
	}
	kind := bundle.Get(s, "type")
	isWord := bundle.Get(s, "enum") != nil
	return kind != nil && !isWord && (kind.Value == "integer" || kind.Value == "number" || kind.Value == "string")
}

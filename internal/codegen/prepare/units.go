package prepare

import (
	"strings"

	"go.yaml.in/yaml/v3"

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
		unit := child(n, document.XUnit)
		if unit == nil || unit.Kind != yaml.ScalarNode {
			return
		}
		sayUnit(n, unit.Value)
		s := n
		if child(n, "in") != nil {
			s = child(n, "schema")
		}
		if goType := moneyTypes[unit.Value]; goType != "" && isNumeric(s) && child(s, "x-go-type") == nil {
			setType(s, goType, loosePath)
		}
	}
	walk(root)
}

// sayUnit adds the unit to the description.
func sayUnit(n *yaml.Node, unit string) {
	word := unitWords[unit]
	if word == "" {
		word = unit
	}
	if description := child(n, "description"); description != nil {
		description.SetString(strings.TrimSpace(description.Value) + "\n\nUnit: " + word + ".")
	}
}

// isNumeric reports whether a schema is a number, or the text of one, by itself or behind a reference wrapped in an
// allOf.
func isNumeric(s *yaml.Node) bool {
	if parts := contents(child(s, document.KeyAllOf)); len(parts) == 1 && child(parts[0], document.KeyRef) != nil {
		component := document.Ref(child(parts[0], document.KeyRef).Value).Name()
		return strings.Contains(component, "Decimal") || strings.Contains(component, "Int")
	}
	kind := child(s, "type")
	isWord := child(s, "enum") != nil
	return kind != nil && !isWord && (kind.Value == "integer" || kind.Value == "number" || kind.Value == "string")
}

package lint

import (
	"regexp"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// Units are the values of x-unit. In Go amounts of fen and of yuan are types of their own. An amount in currency is
// one in the currency that another member or argument names, which the description refers to.
var Units = []string{
	"fen", "yuan", "yuan_text", "us_cent", "currency", "g", "kg", "cm", "mm", "m", "m3", "cm3", "ms", "s", "min", "h",
	"day", "unix_s", "unix_ms", "beijing_time", "percent", "ratio", "piece", "byte", "unknown",
}

// measured are names that sound like money, a weight, a size or a time.
var measured = regexp.MustCompile(
	`(?i)(price|fee|amount|payment|cost|discount|carriage|postage|freight|subtotal|refundable` +
		`|weight|length$|width$|height$|volume$|[a-z]time$|^time$|^gmt|date$|duration|金额|价格|运费|重量)`)

// unmeasured are names that sound so and are something else: an id, a link, a text for people, a state, a flag.
var unmeasured = regexp.MustCompile(
	`(?i)(id|ids|url|name|type|code|status|list|info|desc|description|text|title|tip|tips|model|way|mode|` +
		`channel|template|strategy|flag|switch|remark|label|key|unit|currency)$|` +
		`^(is|has|can|support|use|need|show|free|enable|allow)|` +
		`feedback|freightBill|^maxLength$|^minLength$|_only$`)

// namesCurrency matches the name of a currency's member in backquotes.
var namesCurrency = regexp.MustCompile("`[a-zA-Z]*[cC]urrency`")

// checkUnits asks for a unit of the list, and for one wherever the name of a number or text sounds like an amount, a
// weight, a size or a time. What nobody knows is unknown, and says so.
func checkUnits(d *inputs, report report) {
	check := func(at, name, unit, description string, s *document.Schema) {
		switch {
		case unit != "" && !slices.Contains(Units, unit):
			report(at+"/"+document.XUnit, "x-unit must be one of %s", strings.Join(Units, ", "))
		case unit == "currency" && !namesCurrency.MatchString(description):
			report(at+"/description", "say which member or argument names the currency of %s, as `currency` or `fobCurrency`",
				name)
		case unit == "" && SoundsMeasured(name) && d.isMeasure(s):
			report(at, "say in which unit %s is: x-unit with one of %s", name, strings.Join(Units, ", "))
		}
	}
	for _, p := range d.Parameters {
		check(p.Pointer, p.Value.Name, p.Value.Unit, p.Value.Description, p.Value.Schema)
	}
	for _, s := range d.Schemas {
		if s.Role == document.Property {
			check(s.Pointer, s.Name(), s.Value.Unit, s.Value.Description, s.Value)
		}
	}
}

// SoundsMeasured reports whether a number or a text of that name may be an amount, a weight, a size or a time.
func SoundsMeasured(name string) bool {
	return measured.MatchString(name) && !unmeasured.MatchString(name)
}

// isMeasure reports whether a schema is a number or a text, also behind references and in a union. What is closed by
// an enum is a word.
func (d *inputs) isMeasure(s *document.Schema) bool {
	return slices.ContainsFunc(d.Shapes(s), func(shape *document.Schema) bool {
		isWord := shape.Enum != nil || shape.KnownValues != nil
		return !isWord && slices.Contains([]string{"string", "number", "integer"}, shape.Type)
	})
}

package doclint

import (
	"regexp"
	"slices"
	"strings"
)

// Units are the values of x-unit. In Go amounts of fen and of yuan are types of their own. An amount in currency is
// one in the currency that another member or argument names, which the description refers to.
var Units = []string{
	"fen", "yuan", "yuan_text", "currency", "g", "kg", "cm", "mm", "m", "m3", "cm3", "ms", "s", "min", "h", "day", "unix_s", "unix_ms",
	"beijing_time", "percent", "ratio", "piece", "byte", "unknown",
}

// measured are names that sound like money, a weight, a size or a time.
var measured = regexp.MustCompile(`(?i)(price|fee|amount|payment|cost|discount|carriage|postage|freight|subtotal|refundable` +
	`|weight|length$|width$|height$|volume$|[a-z]time$|^time$|^gmt|date$|duration|金额|价格|运费|重量)`)

// unmeasured are names that sound so and are something else: an id, a link, a text for people, a state, a flag.
var unmeasured = regexp.MustCompile(`(?i)(id|ids|url|name|type|code|status|list|info|desc|description|text|title|tip|tips|model|way|mode|` +
	`channel|template|flag|switch|remark|label|key|unit|currency)$|^(is|has|can|support|use|need|show|free|enable|allow)|` +
	`feedback|freightBill|^maxLength$|^minLength$|_only$`)

// namesCurrency matches the name of a currency's member in backquotes.
var namesCurrency = regexp.MustCompile("`[a-zA-Z]*[cC]urrency`")

// checkUnits asks for a unit of the list, and for one wherever the name of a number or text sounds like an amount, a
// weight, a size or a time. What nobody knows is unknown, and says so.
func checkUnits(d *document, report report) {
	check := func(p part, name string, s object) {
		switch unit := text(p.value["x-unit"]); {
		case has(p.value, "x-unit") && !slices.Contains(Units, unit):
			report(p.at("x-unit"), "x-unit must be one of %s", strings.Join(Units, ", "))
		case unit == "currency" && !namesCurrency.MatchString(text(p.value["description"])):
			report(p.at("description"), "say which member or argument names the currency of %s, as `currency` or `fobCurrency`", name)
		case unit == "" && measured.MatchString(name) && !unmeasured.MatchString(name) && d.isMeasure(s):
			report(p.pointer, "say in which unit %s is: x-unit with one of %s", name, strings.Join(Units, ", "))
		}
	}
	for _, p := range d.parameters {
		check(p, text(p.value["name"]), obj(p.value["schema"]))
	}
	for _, s := range d.schemas {
		if s.role == property {
			check(s.part, s.key(), s.value)
		}
	}
}

// isMeasure reports whether a schema is a number or a text, also behind references and in a union. What is closed by
// an enum is a word.
func (d *document) isMeasure(s object) bool {
	for range 4 {
		ref := text(s["$ref"])
		if all := list(s["allOf"]); ref == "" && len(all) == 1 {
			ref = text(obj(all[0])["$ref"])
		}
		if ref == "" {
			break
		}
		s = d.resolve(ref)
	}
	if has(s, "enum") || has(s, "x-enum-open") {
		return false
	}
	if branches := list(s["anyOf"]); len(branches) > 0 {
		return slices.ContainsFunc(branches, func(b any) bool { return d.isMeasure(obj(b)) })
	}
	return slices.Contains([]string{"string", "number", "integer"}, text(s["type"]))
}

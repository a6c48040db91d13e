package conformance

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
)

// limits are the rules of a schema for values that have no members.
type limits struct {
	enum         *enum
	pattern      *regexp.Regexp
	source       string // of pattern
	min, max     *bound
	integerRange *bound // the largest magnitude of an integer's format
	short        int
	long         *int
}

// bound is the end of a range of numbers.
type bound struct {
	at        float64
	exclusive bool
}

// integerFormats gives the end of the range of each format that has one.
var integerFormats = map[string]*bound{
	"int32": {at: math.MaxInt32},
	"int64": {at: math.MaxInt64},
}

// compileLimits returns nil for a schema that has no such rule.
func compileLimits(raw *document.Schema) (*limits, error) {
	l := limits{short: raw.MinLength, long: raw.MaxLength, source: raw.Pattern}
	if raw.Minimum != nil {
		l.min = &bound{*raw.Minimum, raw.ExclusiveMin}
	}
	if raw.Maximum != nil {
		l.max = &bound{*raw.Maximum, raw.ExclusiveMax}
	}
	if raw.Type == "integer" {
		l.integerRange = integerFormats[raw.Format]
	}
	var err error
	if l.enum, err = compileEnum(raw.Enum); err != nil {
		return nil, err
	}
	if l.pattern, err = compilePattern(raw.Pattern); err != nil {
		return nil, err
	}
	if l == (limits{}) {
		return nil, nil
	}
	return &l, nil
}

var codePoint = regexp.MustCompile(`\\u([0-9A-Fa-f]{4})`)

// compilePattern reads a pattern of ECMA-262, as far as Go can say it.
func compilePattern(source string) (*regexp.Regexp, error) {
	if source == "" {
		return nil, nil
	}
	re, err := regexp.Compile(codePoint.ReplaceAllString(source, `\x{$1}`))
	if err != nil {
		return nil, fmt.Errorf("pattern %q: %w", source, err)
	}
	return re, nil
}

// enum is a list of allowed values, none of them an object or an array.
type enum struct {
	kinds   kinds
	texts   map[string]struct{}
	numbers []float64
	yes, no bool
	want    string
}

func compileEnum(values []jsontext.Value) (*enum, error) {
	if len(values) == 0 {
		return nil, nil
	}
	e := &enum{texts: map[string]struct{}{}}
	words := make([]string, len(values))
	for i, v := range values {
		if err := e.add(v); err != nil {
			return nil, err
		}
		words[i] = string(v)
	}
	e.want = strings.Join(words, ", ")
	if len(words) > 1 {
		e.want = "one of " + e.want
	}
	return e, nil
}

func (e *enum) add(v jsontext.Value) error {
	switch kind := kindOfValue(v); kind {
	case kindObject, kindArray:
		return fmt.Errorf("enum has the value %s, and only scalars can be compared", v)
	case kindNumber, kindInteger, kindFraction:
		// As 3 and 3.0 are the same number, both kinds are left to the comparison.
		e.kinds |= kindNumber
		e.numbers = append(e.numbers, parseNumber(v))
	case kindString:
		e.kinds |= kind
		text, err := jsontext.AppendUnquote(nil, v)
		if err != nil {
			return fmt.Errorf("enum has the value %s: %w", v, err)
		}
		e.texts[string(text)] = struct{}{}
	case kindBoolean:
		e.kinds |= kind
		e.yes, e.no = e.yes || v[0] == 't', e.no || v[0] == 'f'
	}
	return nil
}

// checkText checks a string after its escapes are resolved.
func (l *limits) checkText(w *walker, f fault, text []byte) {
	if l.enum != nil {
		if _, ok := l.enum.texts[string(text)]; !ok {
			w.add(f.breaks("enum", l.enum.want))
		}
	}
	if l.short > 0 || l.long != nil {
		l.length(w, f, utf8.RuneCount(text))
	}
	if l.pattern != nil && !l.pattern.Match(text) {
		w.add(f.breaks("pattern", "text like "+l.source))
	}
}

func (l *limits) length(w *walker, f fault, n int) {
	if n < l.short {
		w.add(f.breaks("minLength", "at least "+plural(l.short, "character")))
	}
	if l.long != nil && n > *l.long {
		w.add(f.breaks("maxLength", "at most "+plural(*l.long, "character")))
	}
}

func (l *limits) checkNumber(w *walker, f fault, n float64) {
	if l.enum != nil && !slices.Contains(l.enum.numbers, n) {
		w.add(f.breaks("enum", l.enum.want))
	}
	if l.integerRange != nil && (n > l.integerRange.at || n < -l.integerRange.at-1) {
		w.add(f.breaks("format", "integer within "+format(l.integerRange.at)))
	}
	if m := l.min; m != nil && (n < m.at || m.exclusive && n == m.at) {
		w.add(f.breaks("minimum", m.say("at least ", "more than ")))
	}
	if m := l.max; m != nil && (n > m.at || m.exclusive && n == m.at) {
		w.add(f.breaks("maximum", m.say("at most ", "less than ")))
	}
}

func (l *limits) checkBoolean(w *walker, f fault, yes bool) {
	if l.enum != nil && (yes && !l.enum.yes || !yes && !l.enum.no) {
		w.add(f.breaks("enum", l.enum.want))
	}
}

func (b *bound) say(inclusive, exclusive string) string {
	if b.exclusive {
		return exclusive + format(b.at)
	}
	return inclusive + format(b.at)
}

func format(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

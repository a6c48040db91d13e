package arguments

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// value reads a value by its rule. It is nil for a value that counts as absent.
func (r *reader) value(where string, rule *rule, v jsontext.Value) jsontext.Value {
	text, isText := plain(v)
	switch {
	case rule.kind == "":
		return v
	case v.Kind() == 'n', isText && text == "" && rule.kind != "string":
		r.report(RuleEmpty, where, "is empty; the document leaves an absent value out")
		return nil
	}
	switch rule.kind {
	case "string":
		return r.text(where, rule, v, text, isText)
	case "integer", "number":
		return r.number(where, rule, v, text, isText)
	case "boolean":
		return r.boolean(where, v, text)
	case "array":
		return r.list(where, rule, v)
	}
	if v.Kind() != '{' {
		return r.refuse(where, "must be an object")
	}
	return r.object(where, rule, v)
}

func (r *reader) text(where string, rule *rule, v jsontext.Value, text string, isText bool) jsontext.Value {
	if k := v.Kind(); k == '{' || k == '[' {
		return r.refuse(where, "must be text")
	}
	if !isText {
		r.report(RuleKind, where, "is "+kindName(v)+"; the document has text")
		text, v = string(v), quoted(string(v))
	}
	if text != "" && !rule.acceptsText(text) {
		r.report(RuleRange, where, "must be "+rule.wants())
	}
	return v
}

func (r *reader) number(where string, rule *rule, v jsontext.Value, text string, isText bool) jsontext.Value {
	if isText {
		if v = jsontext.Value(strings.TrimSpace(text)); v.Kind() != '0' || !v.IsValid() {
			return r.refuse(where, "must be "+rule.wants())
		}
		r.report(RuleKind, where, "is text; the document has a number")
	}
	if v.Kind() != '0' {
		return r.refuse(where, "must be "+rule.wants())
	}
	if rule.kind == "integer" {
		if v = r.integer(where, rule, v); v == nil {
			return nil
		}
	}
	if f, err := strconv.ParseFloat(string(v), 64); err != nil || !rule.acceptsSize(f) {
		r.report(RuleRange, where, "must be "+rule.wants()+", not "+string(v))
	}
	return v
}

// integer writes 5.0 as 5. Beyond 2^53 a float does not say which integer was meant.
func (r *reader) integer(where string, rule *rule, v jsontext.Value) jsontext.Value {
	if _, err := strconv.ParseInt(string(v), 10, 64); err == nil {
		return v
	}
	f, err := strconv.ParseFloat(string(v), 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return r.refuse(where, "must be "+rule.wants())
	}
	r.report(RuleKind, where, "is written as a fraction or with an exponent; the document has a whole number")
	return strconv.AppendInt(nil, int64(f), 10)
}

// truths are the texts that clients send for truth values: of JSON, of Python, and 1, which the official PHP SDK sends
// for true. It sends nothing for false.
var truths = map[string]string{"true": "true", "True": "true", "1": "true", "false": "false", "False": "false",
	"0": "false"}

func (r *reader) boolean(where string, v jsontext.Value, text string) jsontext.Value {
	if k := v.Kind(); k == 't' || k == 'f' {
		return v
	}
	if v.Kind() == '0' {
		text = string(v)
	}
	truth, ok := truths[text]
	if !ok {
		return r.refuse(where, "must be true or false")
	}
	r.report(RuleKind, where, "is "+kindName(v)+"; the document has true or false")
	return jsontext.Value(truth)
}

func (r *reader) list(where string, rule *rule, v jsontext.Value) jsontext.Value {
	elements, of := []jsontext.Value{v}, &rules[rule.items]
	switch {
	case v.Kind() == '[':
		elements = rowsOf(v)
	case v.Kind() == '{' && of.kind == "object":
		r.report(RuleList, where, "is one object; the document has a list")
	default:
		return r.refuse(where, "must be a list")
	}
	if rule.maxItems > 0 && len(elements) > rule.maxItems {
		r.report(RuleRange, where, "must have at most "+strconv.Itoa(rule.maxItems)+" rows")
	}
	var rows []jsontext.Value
	for i, e := range elements {
		if row := r.value(where+"/"+strconv.Itoa(i), of, e); row != nil {
			rows = append(rows, row)
		}
	}
	return list(rows)
}

func (r *reader) object(where string, rule *rule, v jsontext.Value) jsontext.Value {
	members := membersOf(v)
	var out []named
	for _, sent := range members {
		m := rule.member(sent.name)
		switch {
		case m != nil:
			if read := r.value(where+"/"+sent.name, &rules[m.rule], sent.value); read != nil {
				out = append(out, named{sent.name, read})
			}
		case rule.open:
			out = append(out, sent)
		default:
			r.unknown(where+"/"+sent.name, sent.name, rule)
		}
	}
	for _, m := range rule.members {
		if m.required && !hasName(out, m.name) {
			r.report(RuleRequired, where+"/"+m.name, "is missing; the document requires it")
		}
	}
	return object(out)
}

// named is a member of an object.
type named struct {
	name  string
	value jsontext.Value
}

func hasName(members []named, name string) bool {
	return slices.ContainsFunc(members, func(m named) bool { return m.name == name })
}

func object(members []named) jsontext.Value {
	out := []byte{'{'}
	for i, m := range members {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, quoted(m.name)...), ':'), m.value...)
	}
	return append(out, '}')
}

func list(rows []jsontext.Value) jsontext.Value {
	out := []byte{'['}
	for i, row := range rows {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, row...)
	}
	return append(out, ']')
}

// membersOf returns the members of an object that is known to be valid.
func membersOf(v jsontext.Value) []named {
	var out []named
	d := jsontext.NewDecoder(bytes.NewReader(v))
	_, _ = d.ReadToken()
	for d.PeekKind() == '"' {
		name, _ := d.ReadToken()
		text := name.String()
		value, err := d.ReadValue()
		if err != nil {
			return out
		}
		out = append(out, named{text, value.Clone()})
	}
	return out
}

// rowsOf returns the elements of a list that is known to be valid.
func rowsOf(v jsontext.Value) []jsontext.Value {
	var out []jsontext.Value
	d := jsontext.NewDecoder(bytes.NewReader(v))
	_, _ = d.ReadToken()
	for k := d.PeekKind(); k != ']' && k != 0; k = d.PeekKind() {
		value, err := d.ReadValue()
		if err != nil {
			return out
		}
		out = append(out, value.Clone())
	}
	return out
}

func plain(v jsontext.Value) (text string, ok bool) {
	if v.Kind() != '"' {
		return "", false
	}
	b, err := jsontext.AppendUnquote(nil, v)
	return string(b), err == nil
}

// quoted returns a text as JSON, with U+FFFD in place of bytes that are not UTF-8.
func quoted(text string) jsontext.Value {
	out, _ := jsontext.AppendQuote(nil, strings.ToValidUTF8(text, "\uFFFD"))
	return out
}

func kindName(v jsontext.Value) string {
	switch v.Kind() {
	case '"':
		return "text"
	case '0':
		return "a number"
	case 't', 'f':
		return "a truth value"
	}
	return "of another kind"
}

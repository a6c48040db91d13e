package doclint

import (
	"fmt"
	"strconv"
	"strings"
)

// sameThing are the members of a response that repeat a parameter, where their names differ from the parameter's.
var sameThing = map[string][]string{
	"num_iid":     {"num_iid", "offerId"},
	"sid":         {"sid", "memberId"},
	"seller_nick": {"user_num_id"},
}

// checkPairs asks that the examples of a request and of its response belong together: the ids that both name, the
// keyword, and the prices. Otherwise a reader, or a stub made of the examples, gets a pair that cannot happen.
func checkPairs(d *document, report report) {
	for _, op := range d.operations {
		response := d.responseExample(op)
		if response == nil {
			continue
		}
		for _, p := range elements(op.at("parameters"), op.value["parameters"]) {
			example, ok := p.value["example"]
			if value := fmt.Sprint(example); ok && value != "" {
				checkPair(p, value, response, report)
			}
		}
	}
}

func checkPair(p part, value string, response any, report report) {
	name := text(p.value["name"])
	wrong := func(member, got string) {
		report(p.at("example"), "the example of the request has %s %s, that of its response %s %s: let them belong together", name, value, member, got)
	}
	switch name {
	case "q":
		if !mentions(response, value) {
			report(p.at("example"), "no text of the example of the response has the keyword %s: let them belong together", value)
		}
	case "start_price", "end_price":
		limit, _ := strconv.ParseFloat(value, 64)
		for _, price := range membersOf(response, "price", true) {
			at, err := strconv.ParseFloat(price, 64)
			if err == nil && limit > 0 && (name == "start_price" && at < limit || name == "end_price" && at > limit) {
				wrong("price", price)
			}
		}
	default:
		if strings.HasSuffix(name, "id") || strings.HasSuffix(name, "nick") {
			checkRepeated(name, value, response, wrong)
		}
	}
}

func checkRepeated(name, value string, response any, wrong func(member, got string)) {
	names := sameThing[name]
	if names == nil {
		names = []string{name}
	}
	for _, member := range names {
		for _, got := range membersOf(response, member, false) {
			if got != "" && got != value {
				wrong(member, got)
			}
		}
	}
}

// responseExample returns the example of the response of status 200, or nil.
func (d *document) responseExample(op operation) any {
	response := obj(obj(op.value["responses"])["200"])
	if isRef(response) {
		response = d.resolve(text(response["$ref"]))
	}
	content := obj(obj(response["content"])["application/json"])
	if example, ok := content["example"]; ok {
		return example
	}
	schema := obj(content["schema"])
	if isRef(schema) {
		schema = d.resolve(text(schema["$ref"]))
	}
	return schema["example"]
}

// membersOf returns the scalar members of a name, at any depth. Members of rows are other things than the one asked
// for, so lists count on demand only.
func membersOf(v any, name string, inLists bool) []string {
	var out []string
	switch v := v.(type) {
	case object:
		for key, member := range v {
			if key == name && isScalar(member) {
				out = append(out, fmt.Sprint(member))
			}
			out = append(out, membersOf(member, name, inLists)...)
		}
	case []any:
		for _, element := range v {
			if inLists {
				out = append(out, membersOf(element, name, inLists)...)
			}
		}
	}
	return out
}

func isScalar(v any) bool {
	switch v.(type) {
	case string, float64, bool:
		return true
	}
	return false
}

// mentions reports whether a text within v contains the word.
func mentions(v any, word string) bool {
	switch v := v.(type) {
	case object:
		for _, member := range v {
			if mentions(member, word) {
				return true
			}
		}
	case []any:
		for _, element := range v {
			if mentions(element, word) {
				return true
			}
		}
	case string:
		return strings.Contains(v, word)
	}
	return false
}

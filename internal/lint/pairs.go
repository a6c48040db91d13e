package lint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// sameThing are the members of a response that repeat a parameter, where their names differ from the parameter's.
var sameThing = map[string][]string{
	"num_iid":     {"num_iid", "offerId"},
	"sid":         {"sid", "memberId"},
	"seller_nick": {"user_num_id"},
}

// checkPairs asks that the examples of a request and of its response belong together: the ids that both name, the
// keyword, and the prices. Otherwise a reader, or a stub made of the examples, gets a pair that cannot happen.
func checkPairs(d *inputs, report report) {
	for _, op := range d.Operations() {
		response := d.responseExample(op)
		if response == nil {
			continue
		}
		for i, p := range op.Parameters {
			if value := document.Text(p.Example); value != "" {
				checkPair(fmt.Sprintf("%s/parameters/%d/example", op.Pointer(), i), p.Name, value, response, report)
			}
		}
	}
}

func checkPair(at, name, value string, response any, report report) {
	wrong := func(member, got string) {
		report(at, "the example of the request has %s %s, that of its response %s %s: let them belong together", name, value,
			member, got)
	}
	switch name {
	case "q":
		if !mentions(response, value) {
			report(at, "no text of the example of the response has the keyword %s: let them belong together", value)
		}
	case "start_price", "end_price":
		limit, _ := strconv.ParseFloat(value, 64)
		for _, price := range membersOf(response, "price", true) {
			amount, err := strconv.ParseFloat(price, 64)
			if err == nil && limit > 0 && (name == "start_price" && amount < limit || name == "end_price" && amount > limit) {
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
func (d *inputs) responseExample(op *document.Operation) any {
	response := d.Body(op.Responses.Get("200"))
	if response == nil {
		return nil
	}
	content := response.Content.Get(document.JSONType)
	if content == nil {
		return nil
	}
	if content.Example != nil {
		return decoded(content.Example)
	}
	return decoded(d.Resolve(content.Schema).Example)
}

// membersOf returns the scalar members of a name, at any depth. Members of rows are other things than the one asked
// for, so lists count on demand only.
func membersOf(v any, name string, inLists bool) []string {
	var out []string
	switch v := v.(type) {
	case document.Object:
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
	case document.Object:
		for _, member := range v {
			if mentions(member, word) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(v, func(element any) bool { return mentions(element, word) })
	case string:
		return strings.Contains(v, word)
	}
	return false
}

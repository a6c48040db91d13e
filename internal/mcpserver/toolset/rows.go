package toolset

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
)

// Result is the structured result of a tool.
type Result = map[string]any

// Result returns the fields and rows that a tool takes from a response, at most so many rows of each list; 0 is the
// tool's own number. Members that the response does not have are left out.
func (t *Tool) Result(body []byte, most int) (Result, error) {
	var root any
	err := json.Unmarshal(body, &root, json.WithUnmarshalers(exact), loose.Options())
	if err != nil {
		return nil, err
	}
	out := Result{}
	for i := range t.Fields {
		t.Fields[i].put(out, root)
	}
	left := 0
	for i := range t.Lists {
		l := &t.Lists[i]
		if l.Bare {
			continue
		}
		rows, more := l.rows(root, most)
		out[l.Name] = rows
		left += more
	}
	if left > 0 {
		out["left_out"] = left
	}
	return out, nil
}

// exact keeps the digits of numbers.
var exact = json.UnmarshalFromFunc(func(dec *jsontext.Decoder, to *any) error {
	if dec.PeekKind() != '0' {
		return errors.ErrUnsupported
	}
	token, err := dec.ReadToken()
	*to = number(token.String())
	return err
})

// number is the text of a JSON number.
type number string

func (l *List) rows(root any, most int) (rows []Result, left int) {
	rows = []Result{}
	all, _ := at(root, l.Path).([]any)
	if most == 0 {
		most = l.Most
	}
	for i, row := range all {
		if i == most {
			return rows, len(all) - i
		}
		out := Result{}
		for j := range l.Columns {
			l.Columns[j].put(out, row)
		}
		rows = append(rows, out)
	}
	return rows, 0
}

// put adds the value of a column to a row, if the response has one.
func (c *Column) put(to Result, from any) {
	if c.Path == "" || strings.Contains(c.Path, "[].") && c.Kind != Text {
		return
	}
	if v := c.Kind.value(texts(at(from, c.Path))); v != nil {
		to[c.Name] = v
	}
}

// at returns the value at a path: of a list all elements that have one, or with [-1] the last.
func at(v any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		name, index, _ := strings.Cut(step, "[")
		v = member(v, name)
		if list, ok := v.([]any); ok && index == "-1]" {
			if len(list) == 0 {
				return nil
			}
			v = list[len(list)-1]
		}
	}
	return v
}

func member(v any, name string) any {
	switch v := v.(type) {
	case map[string]any:
		return v[name]
	case []any:
		var all []any
		for _, element := range v {
			if m := member(element, name); m != nil {
				all = append(all, m)
			}
		}
		return all
	}
	return nil
}

// texts returns a value as text; those of a list are joined.
func texts(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case number:
		return string(v)
	case bool:
		return map[bool]string{true: "true", false: "false"}[v]
	case []any:
		return strings.Join(lists.Map(v, texts), "; ")
	}
	return ""
}

var digits = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?`)

// value returns a text as a value of the kind, or nil if it is none.
func (k Kind) value(text string) any {
	text = Clean(text)
	switch {
	case text == "":
		return nil
	case k == Text, k == ID:
		return text
	case k == Bool:
		return text == "true" || text == "1"
	}
	found := digits.FindString(text)
	if k == Integer {
		found, _, _ = strings.Cut(found, ".")
	}
	if k == Yuan {
		return Amount(loose.YuanOf(found))
	}
	if found == "" {
		return nil
	}
	return jsontext.Value(plain(found))
}

// plain removes zeros that JSON does not allow before a number.
func plain(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	trimmed := strings.TrimLeft(digits, "0")
	if trimmed == "" || trimmed[0] == '.' {
		trimmed = "0" + trimmed
	}
	return sign + trimmed
}

// Amount returns an amount in yuan as a JSON number, or nil if there is none.
func Amount(y loose.Yuan) any {
	rat, ok := y.Rat()
	if !ok {
		return nil
	}
	return jsontext.Value(rat.FloatString(2))
}

// longest is how many characters of a text a result has.
const longest = 120

// Clean returns a text on one line, without characters that a reader does not see, cut after 120 characters.
func Clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, text)
	short := []rune(strings.Join(strings.Fields(text), " "))
	if len(short) > longest {
		return string(short[:longest-1]) + "…"
	}
	return string(short)
}

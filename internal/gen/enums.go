package gen

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// OpenEnum is a text of answers with the values that are known. Others may come.
type OpenEnum struct {
	Go, Type string // Type is that of its constants, empty for numbers
	Values   []EnumValue
}

// EnumValue is one known value, as Go, with its meaning.
type EnumValue struct{ Go, Value, EN, ZH string }

// openEnums are the components that list known values in x-enum-open.
func (b *platformBuilder) openEnums() []OpenEnum {
	var out []OpenEnum
	for _, name := range sortedKeys(b.doc.Components.Schemas) {
		s := b.doc.Components.Schemas[name]
		if len(s.EnumOpen) == 0 {
			continue
		}
		enum := OpenEnum{Go: name, Type: name}
		literal := strconv.Quote
		if s.Type == "integer" {
			enum.Type, literal = "", func(v string) string { return v }
		}
		taken := map[string]string{}
		for _, value := range sortedKeys(s.EnumOpen) {
			id := name + identifier(value)
			if other, ok := taken[id]; ok {
				b.fail("%s: the values %q and %q would both be %s", name, other, value, id)
			}
			taken[id] = value
			enum.Values = append(enum.Values, EnumValue{Go: id, Value: literal(value), EN: s.EnumOpen[value].EN, ZH: s.EnumOpen[value].ZH})
		}
		out = append(out, enum)
	}
	return out
}

// identifier turns a value of the wire into the end of a Go name: words are capitalised, and digits that would run
// together stay apart. WAIT_SELLER_AGREE is WaitSellerAgree, buyerCancel BuyerCancel, 400_3 400_3.
func identifier(value string) string {
	var out strings.Builder
	words := strings.FieldsFunc(value, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if strings.HasPrefix(value, "-") {
		out.WriteString("Minus")
	}
	for i, word := range words {
		if i > 0 && unicode.IsDigit(rune(word[0])) && unicode.IsDigit(rune(words[i-1][len(words[i-1])-1])) {
			out.WriteString("_")
		}
		if strings.ToUpper(word) == word {
			word = strings.ToLower(word)
		}
		out.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return out.String()
}

var enumConstant = regexp.MustCompile(`^\t(\w+)\s+(\w+)\s+= ("?[^"]*"?)$`)

// Explained puts a comment above every constant of an enumeration whose document says what its values mean, with the
// document's own Chinese.
func Explained(source, bundled []byte) ([]byte, error) {
	doc, err := parseDocument(bundled)
	if err != nil {
		return nil, err
	}
	var out []string
	for line := range strings.SplitSeq(string(source), "\n") {
		if m := enumConstant.FindStringSubmatch(line); m != nil {
			value := strings.Trim(m[3], `"`)
			if zh := doc.Components.Schemas[m[2]].EnumDescriptions[value]; zh != "" {
				out = append(out, "\t// "+m[1]+" is "+zh+".")
			}
		}
		out = append(out, line)
	}
	return []byte(strings.Join(out, "\n")), nil
}

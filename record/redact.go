package record

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/transport"
)

// private are the names of parameters and members that hold credentials or personal data, in lower case.
var private = map[string]bool{}

func init() {
	for _, name := range strings.Fields(`key secret sign session access_token token refresh_token cookie guest_ip client_ip
		phone mobile mobile_phone fax tel telephone contact contact_name qq wechat email
		tofullname tomobile tophone toarea fullname receivername receiver_name buyer_nick`) {
		private[name] = true
	}
}

// privateOf are members that are personal in the answer of one operation and harmless elsewhere.
var privateOf = map[string][]string{"item_get_contact": {"name"}}

// redactor takes secrets and personal data out of one exchange.
type redactor struct {
	api   string
	known transport.Redactor // the credentials of the call
}

// redactorFor knows the credentials that the request carries.
func redactorFor(api string, parameters ...url.Values) redactor {
	var secrets []string
	for _, values := range parameters {
		for name, list := range values {
			if private[strings.ToLower(name)] {
				secrets = append(secrets, list...)
			}
		}
	}
	return redactor{api, transport.NewRedactor(secrets...)}
}

func (r redactor) private(name string) bool {
	return private[strings.ToLower(name)] || slices.Contains(privateOf[r.api], name)
}

// parameters are those of a call without what nobody should read, each once as PHP has it.
func (r redactor) parameters(lists ...url.Values) map[string]string {
	out := map[string]string{}
	for _, values := range lists {
		for name, list := range values {
			out[r.known.Text(name)] = r.value(name, list[len(list)-1])
		}
	}
	return out
}

func (r redactor) value(name, value string) string {
	switch {
	case value == "":
		return ""
	case r.private(name):
		return transport.Redacted
	case strings.HasPrefix(value, "{"): // arguments inside an argument
		return string(r.json([]byte(value)))
	}
	return r.text(name, value)
}

// body redacts a body of whatever kind. What was GBK comes out as UTF-8, or nothing in it could be found.
func (r redactor) body(body []byte) []byte {
	w := transport.Unwrap(body)
	if !jsontext.Value(w.JSON).IsValid(lenient...) {
		return []byte(r.text("", string(w.JSON)))
	}
	out := r.json(w.JSON)
	if w.BOM {
		out = append([]byte("\xef\xbb\xbf"), out...)
	}
	before, after := r.text("", string(w.Before)), r.text("", string(w.After))
	return slices.Concat([]byte(before), out, []byte(after))
}

var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// json redacts the values of a JSON text in place: what is not replaced stays byte for byte.
func (r redactor) json(body []byte) []byte {
	var out bytes.Buffer
	decoder := jsontext.NewDecoder(bytes.NewReader(body), lenient...)
	done := 0
	for {
		before := int(decoder.InputOffset())
		token, err := decoder.ReadToken()
		if err != nil {
			out.Write(body[done:])
			return out.Bytes()
		}
		end := int(decoder.InputOffset())
		start := before + leading(body[before:end])
		if replacement, ok := r.token(decoder, token); ok {
			out.Write(body[done:start])
			out.Write(replacement)
			done = end
		}
	}
}

// leading counts what stands between two tokens.
func leading(text []byte) int { return len(text) - len(bytes.TrimLeft(text, " \t\r\n,:")) }

// token says what to write in place of a value, if anything.
func (r redactor) token(decoder *jsontext.Decoder, token jsontext.Token) ([]byte, bool) {
	kind, length := decoder.StackIndex(decoder.StackDepth())
	if kind == '{' && length%2 == 1 { // a name
		return nil, false
	}
	name := memberName(decoder.StackPointer())
	switch token.Kind() {
	case '0':
		return []byte("0"), r.private(name)
	case '"':
		text := token.String()
		clean := r.value(name, text)
		quoted, _ := jsontext.AppendQuote(nil, clean) // clean is valid UTF-8 or equal to text
		return quoted, clean != text
	}
	return nil, false
}

// memberName is the name of the member that a pointer leads to, through lists.
func memberName(pointer jsontext.Pointer) string {
	name := ""
	for token := range pointer.Tokens() {
		if strings.Trim(token, "0123456789") != "" {
			name = token
		}
	}
	return name
}

var (
	address  = regexp.MustCompile(`(?:https?:)?//[^\s"'<>]+`)
	mail     = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.-]+\w`)
	landline = regexp.MustCompile(`0\d{2,3}-\d{7,8}`)
	mobile   = regexp.MustCompile(`1[3-9]\d{9}`)
)

// text redacts free text: credentials by value and shape, and personal data by shape outside addresses. A member whose name
// is that of an id or of the quota keeps its digits.
func (r redactor) text(name, text string) string {
	text = r.known.Text(text)
	if name == "api_info" || isID(name) {
		return text
	}
	var out strings.Builder
	done := 0
	for _, at := range address.FindAllStringIndex(text, -1) {
		out.WriteString(shapes(text[done:at[0]]))
		out.WriteString(text[at[0]:at[1]])
		done = at[1]
	}
	out.WriteString(shapes(text[done:]))
	return out.String()
}

func isID(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasSuffix(lower, "id") || strings.HasPrefix(lower, "secache") || strings.HasPrefix(lower, "propert")
}

func shapes(text string) string {
	text = mail.ReplaceAllString(text, transport.Redacted)
	for _, form := range []*regexp.Regexp{landline, mobile} {
		text = replaceAlone(form, text)
	}
	return text
}

// replaceAlone replaces digits that are no part of a longer number.
func replaceAlone(form *regexp.Regexp, text string) string {
	var out strings.Builder
	done := 0
	for _, at := range form.FindAllStringIndex(text, -1) {
		if at[0] > 0 && isDigit(text[at[0]-1]) || at[1] < len(text) && isDigit(text[at[1]]) {
			continue
		}
		out.WriteString(text[done:at[0]] + transport.Redacted)
		done = at[1]
	}
	return out.String() + text[done:]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

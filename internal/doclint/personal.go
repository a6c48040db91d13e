package doclint

import (
	"regexp"
	"slices"
	"strings"
)

// personalWord matches the names of members that may identify a person or say how to reach one.
var personalWord = regexp.MustCompile(`(?:Name|Phone|Mobile|Tel|Telephone|Fax|Mail|Address|Addr|Street|Town|City|Province|Area|` +
	`Post|Postcode|Post_?[Cc]ode|Zip|Zip_?[Cc]ode|Memo|Remarks?|Nick|Contact|Person|Receiver|Sender|Login_?[Ii]d|` +
	`Member_?[Ii]d|User_?[Ii]d|Uid|Alipay_?[Ii]d|Account_?[Ii]d|Taxpayer\w*|Id_?[Cc]ard|Identity_?[Nn]o|Wechat|Weixin|Qq|Ip|Sex)$`)

const personalWanted = "state whether %s is personal data: x-personal: true, or x-personal: false with a comment that says why"

// checkPersonal requires a decision, x-personal: true or false, on every member whose name looks like that of a name, a
// phone number, an address or an account. Everything that is printed, logged or recorded is redacted by it.
func checkPersonal(d *document, report report) {
	for _, p := range d.parameters {
		if !has(p.value, "x-personal") && soundsPersonal(text(p.value["name"])) {
			report(p.pointer, personalWanted, text(p.value["name"]))
		}
	}
	for _, s := range d.schemas {
		decision, decided := s.value["x-personal"]
		if _, ok := decision.(bool); decided && !ok {
			report(s.at("x-personal"), "x-personal must be true or false")
		}
		if s.role == property && !decided && soundsPersonal(s.key()) && d.isScalar(s.value, 0) {
			report(s.pointer, personalWanted, s.key())
		}
	}
}

// soundsPersonal reports whether a member with this name may hold personal data. Whether a member is there, and the
// colour of its flag, is not.
func soundsPersonal(name string) bool {
	for _, flag := range []string{"is", "has", "need"} {
		if rest, ok := strings.CutPrefix(name, flag); ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
			return false
		}
	}
	_, last := splitLast(name, "_")
	return personalWord.MatchString(capital(name)) || personalWord.MatchString(capital(last))
}

// splitLast cuts s around the last separator; without one, last is all of s.
func splitLast(s, separator string) (before, last string) {
	i := strings.LastIndex(s, separator)
	return s[:max(i, 0)], s[i+1:]
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// isScalar reports whether a value of the schema may be a text or a number, and not only an object, a list or a flag.
func (d *document) isScalar(s object, depth int) bool {
	if kind := text(s["type"]); kind != "" {
		return kind != "object" && kind != "array" && kind != "boolean"
	}
	if ref := text(s["$ref"]); ref != "" {
		return depth < 8 && !strings.HasSuffix(ref, "/Boolean") && d.isScalar(d.resolve(ref), depth+1)
	}
	for _, key := range []string{"allOf", "anyOf", "oneOf"} {
		if branches := list(s[key]); len(branches) > 0 {
			return slices.ContainsFunc(branches, func(b any) bool { return d.isScalar(obj(b), depth+1) })
		}
	}
	return !has(s, "properties") && !has(s, "additionalProperties")
}

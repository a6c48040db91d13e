package lint

import (
	"regexp"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// personalWord matches the names of members that may identify a person or say how to reach one.
var personalWord = regexp.MustCompile(
	`(?:Name|Phone|Mobile|Tel|Telephone|Fax|Mail|Address|Addr|Street|Town|City|Province|Area|` +
		`Post|Postcode|Post_?[Cc]ode|Zip|Zip_?[Cc]ode|Memo|Remarks?|Nick|Contact|Person|Receiver|Sender|Login_?[Ii]d|` +
		`Member_?[Ii]d|User_?[Ii]d|Uid|Alipay_?[Ii]d|Account_?[Ii]d|Taxpayer\w*|Id_?[Cc]ard|Identity_?[Nn]o|Wechat|Weixin|Qq|Ip|Sex)$`)

const personalWanted = "state whether %s is personal data: x-personal: true, or x-personal: false with a comment " +
	"that says why"

// checkPersonal requires a decision, x-personal: true or false, on every member whose name looks like that of a name, a
// phone number, an address or an account. Everything that is printed, logged or recorded is redacted by it.
func checkPersonal(d *inputs, report report) {
	for _, p := range d.Parameters {
		if p.Value.Personal == nil && SoundsPersonal(p.Value.Name) {
			report(p.Pointer, personalWanted, p.Value.Name)
		}
	}
	for _, s := range d.Schemas {
		if s.Role == document.Property && s.Value.Personal == nil && SoundsPersonal(s.Name()) && d.isScalar(s.Value) {
			report(s.Pointer, personalWanted, s.Name())
		}
	}
}

// SoundsPersonal reports whether a member with this name may hold personal data. Whether a member is there, and the
// colour of its flag, is not.
func SoundsPersonal(name string) bool {
	for _, flag := range []string{"is", "has", "need"} {
		if rest, ok := strings.CutPrefix(name, flag); ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
			return false
		}
	}
	last := name[strings.LastIndex(name, "_")+1:]
	return personalWord.MatchString(capital(name)) || personalWord.MatchString(capital(last))
}

func capital(s string) string {
	first := min(1, len(s))
	return strings.ToUpper(s[:first]) + s[first:]
}

// isScalar reports whether a value of the schema may be a text or a number, and not only an object, a list or a flag.
func (d *inputs) isScalar(s *document.Schema) bool {
	return slices.ContainsFunc(d.Shapes(s), func(shape *document.Schema) bool {
		switch shape.Type {
		case "object", "array", "boolean":
			return false
		case "":
			return !shape.IsComposed() && shape.Properties == nil && shape.Additional == nil
		}
		return true
	})
}

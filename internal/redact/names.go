package redact

import (
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"unicode"
)

// folding makes contactName, contact_name and Contact-Name one.
var folding = strings.NewReplacer("_", "", "-", "", ".", "", "/", "", " ", "")

// Fold returns a name as the lists have it.
func Fold(name string) string { return strings.ToLower(folding.Replace(name)) }

// secretNames are the names, folded, of parameters, members and headers that hold a secret; secretEndings those of
// which every name that ends so does.
var (
	secretNames = set(`key sign session sessionid jsessionid phpsessid pwd passwd authorization proxyauthorization appkey
		apikey accesskey clientkey secretkey sessionkey privatekey privatekeyciphertext aopsign appsign hmac`)
	secretEndings = []string{"secret", "token", "signature", "cookie", "password"}
)

// personalNames are names, folded, that are personal wherever no document decides otherwise. The documents' own are in
// the generated table.
var (
	personalNames = set(
		`guestip clientip linkman qq wechat weixin contactname contactperson realname truename username idcard
		idcardno idno identityno identitycard certno passport birthday lat lng latitude longitude bankaccount bankcard cardno
		alipayid alipayaccount taxno taxid remark memo street`)
	personalEndings = []string{"phone", "mobile", "fax", "telephone", "contact", "idcard", "email", "loginid"}
)

// publicInAddresses are parameters of the addresses of shops, offers and films that every body is full of: 1688 shows
// them to everybody.
var publicInAddresses = set("memberid userid sellerloginid sellermemberid selleruserid appkey")

// wrappers are members around the arguments and the responses of another operation.
var wrappers = set("oargs arguments response")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for name := range strings.FieldsSeq(words) {
		out[name] = true
	}
	return out
}

// decided holds what [IsSecret] found for the names seen first: every request has the same few. A map that is in it
// does not change any more; a further name makes a copy.
var decided atomic.Pointer[map[string]bool]

// maxDecided bounds decided, as the length of a name does: names come from strangers.
const maxDecided = 1024

// IsSecret reports whether values of this name are secrets.
func IsSecret(name string) bool {
	known := decided.Load()
	if known != nil {
		if secret, ok := (*known)[name]; ok {
			return secret
		}
	}
	secret := isSecret(name)
	if len(name) <= 64 && (known == nil || len(*known) < maxDecided) {
		more := map[string]bool{strings.Clone(name): secret}
		if known != nil {
			maps.Copy(more, *known)
		}
		decided.CompareAndSwap(known, &more) // another goroutine may have been faster; the next call tries again
	}
	return secret
}

func isSecret(name string) bool {
	if strings.Contains(name, "[") {
		return anyName(name, isSecret)
	}
	folded := Fold(strings.TrimFunc(name, notLetter))
	if secretNames[folded] || endsIn(folded, secretEndings) {
		return true
	}
	last := name[strings.LastIndexAny(name, "_-.")+1:]
	return last != name && (strings.EqualFold(last, "sign") || strings.EqualFold(last, "key"))
}

// brackets are those in the name of a value in a list, as PHP reads it from a form: a[b][0].
var brackets = strings.NewReplacer("%5B", "[", "%5b", "[", "%5D", "]", "%5d", "]")

// anyName reports whether is holds for a name, or for one of those around it in brackets. Numbers are no names.
func anyName(name string, is func(string) bool) bool {
	if !strings.ContainsAny(name, "[%") {
		return is(name)
	}
	for part := range strings.FieldsFuncSeq(brackets.Replace(name), isBracket) {
		if strings.Trim(part, "0123456789") != "" && is(part) {
			return true
		}
	}
	return false
}

func isBracket(r rune) bool { return r == '[' || r == ']' }

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// IsPersonal reports whether values of this name are personal data in every operation whose documents do not say
// otherwise.
func IsPersonal(name string) bool { return names{}.personal("", Fold(name)) }

// IsPrivate reports whether the member of parent holds a secret or personal data, in whatever operation.
func IsPrivate(parent, name string) bool { return names{}.private(Fold(parent), name) }

// Lists returns every folded name and ending that is secret, and every one that is personal wherever it stands. The
// tests of outputs run them all.
func Lists() (secret, personal []string) {
	secret = slices.Concat(slices.Collect(maps.Keys(secretNames)), secretEndings)
	personal = slices.Concat(slices.Collect(maps.Keys(personalNames)), personalEndings,
		slices.Collect(maps.Keys(personalMembers)))
	slices.Sort(secret)
	slices.Sort(personal)
	return slices.Compact(secret), slices.Compact(personal)
}

// ShownInAddresses reports whether 1688 shows values of this name in the addresses of its pages.
func ShownInAddresses(name string) bool { return publicInAddresses[Fold(name)] }

// names decides by name, in the requests and responses of one operation.
type names struct {
	api  string          // folded, or "" if it is not known
	more map[string]bool // further private names, folded
}

func (n names) private(parent, name string) bool {
	if strings.Contains(name, "[") {
		return anyName(name, func(part string) bool {
			around := parent
			parent = Fold(part)
			return n.private(around, part)
		})
	}
	folded := Fold(name)
	return n.more[folded] || n.secret(parent, name) || n.personal(parent, folded)
}

// privateInText decides about name=value in free text.
func (n names) privateInText(name string) bool {
	folded := Fold(name)
	return n.more[folded] || !publicInAddresses[folded] && n.private("", name)
}

// secret reports whether the member of parent holds a secret. The key of an attribute is none.
func (n names) secret(parent, name string) bool {
	return IsSecret(name) && !attributeKeys[parent] || n.secretAnyway(name)
}

func (n names) secretAnyway(name string) bool { return IsSecret(name) && Fold(name) != "key" }

func (n names) personal(parent, folded string) bool {
	if parent == "" || wrappers[parent] {
		parent = n.api
	}
	switch {
	case personalWithin[parent+"/"+folded], personalWithin[n.api+"//"+parent+"/"+folded]:
		return true
	case personalExcept[parent+"/"+folded]:
		return false
	case personalMembers[folded], personalNames[folded]:
		return true
	}
	return endsPersonal(folded)
}

// endsPersonal finds what no document has. isMobile and hasContact are flags, and harmless.
func endsPersonal(folded string) bool {
	isFlag := slices.ContainsFunc([]string{"is", "has", "need"}, func(flag string) bool {
		return strings.HasPrefix(folded, flag)
	})
	return !isFlag && !harmless[folded] && Sounds(folded)
}

// keepsDigits reports whether the values of a member are numbers of things, and not of phones.
func keepsDigits(name string) bool {
	folded := Fold(name)
	return endsIn(folded, []string{"id", "ids"}) ||
		strings.HasPrefix(folded, "secache") || strings.HasPrefix(folded, "prop")
}

// Sounds reports whether a folded name would be taken for personal by how it ends.
func Sounds(folded string) bool { return endsIn(folded, personalEndings) }

func endsIn(folded string, endings []string) bool {
	return slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(folded, ending) })
}

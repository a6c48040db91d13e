package record

import "strings"

// Names are folded before they are compared: contactName, contact_name and Contact-Name are one.
var folding = strings.NewReplacer("_", "", "-", "")

func fold(name string) string { return strings.ToLower(folding.Replace(name)) }

// credentials are the names of parameters and members that open an account.
var credentials = set(`key secret sign session token access_token refresh_token app_secret client_secret _aop_signature cookie`)

// people are those that say who and where somebody is.
var people = set(`guest_ip client_ip phone mobile mobile_phone phone_number mobile_no fax tel telephone contact contact_name
	contact_person linkman qq wechat weixin email full_name to_full_name to_mobile to_phone to_area receiver_name buyer_nick`)

// peopleEndings make sellerPhone and buyerContact private, too.
var peopleEndings = []string{"phone", "mobile", "fax", "telephone", "contact"}

// privateOf are members that are personal in the answer of one operation and harmless elsewhere.
var privateOf = map[string]string{"item_get_contact": "name"}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, name := range strings.Fields(words) {
		out[fold(name)] = true
	}
	return out
}

// names tells which names are private in one operation.
type names struct {
	api  string
	more map[string]bool // of the user's
}

func (n names) private(name string) bool {
	folded := fold(name)
	return credentials[folded] || people[folded] || n.more[folded] || isPersonal(folded) || n.api != "" && privateOf[n.api] == name
}

// isPersonal finds what the list does not have. isMobile and hasContact are flags, and harmless.
func isPersonal(folded string) bool {
	for _, ending := range peopleEndings {
		if strings.HasSuffix(folded, ending) {
			return !strings.HasPrefix(folded, "is") && !strings.HasPrefix(folded, "has")
		}
	}
	return false
}

// keepsDigits says whether the values of a member are numbers of things, and not of telephones.
func keepsDigits(name string) bool {
	folded := fold(name)
	for _, ending := range []string{"id", "ids"} {
		if strings.HasSuffix(folded, ending) {
			return true
		}
	}
	return strings.HasPrefix(folded, "secache") || strings.HasPrefix(folded, "prop")
}

// Package redact knows what is secret and what is personal data, and replaces both in everything that is printed,
// logged or recorded. It has the only list of each; the list of personal members is generated from x-personal of the
// documents.
package redact

import (
	"slices"
	"sync"
)

// Mark replaces what was redacted.
const Mark = "REDACTED"

// Redactor replaces secrets and personal data. Its zero value knows both by their names and by their shapes; [New] adds
// secrets that it knows by value. It is cheap to make: the spellings of secrets are computed when the first text comes.
type Redactor struct {
	known *known
	names
	valuesOnly bool
	depth      int // how many texts the one at hand stands in
}

// New returns a redactor that also knows these secrets by value. Secrets of fewer than four characters are only known
// by name: every text is full of them.
func New(secrets ...string) Redactor {
	if len(secrets) == 0 {
		return Redactor{}
	}
	return Redactor{known: &known{secrets: secrets}}
}

// ValuesOnly returns a redactor of nothing but these secrets, by value. It is for output that consists of what the user
// asked for.
func ValuesOnly(secrets ...string) Redactor {
	return Redactor{known: &known{secrets: secrets}, valuesOnly: true}
}

// For returns the redactor for the requests and responses of one operation, in which more names are private.
func (r Redactor) For(api string, more map[string]bool) Redactor {
	r.names = names{api: Fold(api), more: more}
	return r
}

// shortest is the length of the shortest secret that is looked for by value: every text is full of shorter ones.
const shortest = 4

// known are secrets known by value.
type known struct {
	secrets []string
	once    sync.Once
	needles []needle
	starts  [256]bool // the bytes with which a spelling may begin
}

func (k *known) prepare() {
	k.once.Do(func() {
		for _, secret := range k.secrets {
			if len(secret) >= shortest {
				k.needles = append(k.needles, needles(secret)...)
			}
		}
		// Of two that begin alike the longer is tried first, or its end would stay.
		slices.SortStableFunc(k.needles, func(a, b needle) int { return len(b.runes) - len(a.runes) })
		for _, n := range k.needles {
			n.mark(&k.starts)
		}
	})
}

// Knows reports whether text is nothing but one of the secrets.
func (r Redactor) Knows(text string) bool {
	return r.known != nil && text != "" && slices.Contains(r.known.secrets, text)
}

// Secrets returns text without the secrets: those known by value, in any spelling, and those that stand behind their
// name.
func (r Redactor) Secrets(text string) string {
	text = r.values(text)
	if r.valuesOnly {
		return text
	}
	return named(text, func(name string) bool { return IsSecret(name) && !publicInAddresses[Fold(name)] })
}

// Text returns free text without secrets and without personal data: what stands behind the name of a personal member,
// and what has the shape of a phone number, an e-mail address, an identity card or a bank card.
func (r Redactor) Text(text string) string { return r.TextOf("", text) }

// TextOf returns the text of a member or parameter without secrets and personal data. The digits of ids are kept.
func (r Redactor) TextOf(name, text string) string {
	text = r.values(text)
	if r.valuesOnly || Fold(name) == "apiinfo" { // the quota is digits and nothing else
		return text
	}
	text = r.pairs(named(text, r.privateInText))
	if keepsDigits(name) {
		return text
	}
	return outsideAddresses(text, shapes)
}

// values replaces the secrets known by value.
func (r Redactor) values(text string) string {
	if r.known == nil {
		return text
	}
	r.known.prepare()
	return r.known.replace(text)
}

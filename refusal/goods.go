package refusal

import (
	"regexp"
	"slices"
	"strings"
)

// Goods are an offer, and a variant of it, that a message names.
type Goods struct {
	Offer string // the offerId
	Spec  string // the specId, or "" where the message names the offer alone
}

var (
	brackets = regexp.MustCompile(`\[([^\[\]]*)\]`)
	offerID  = regexp.MustCompile(`^[0-9]{6,19}$`)     // an int64
	specID   = regexp.MustCompile(`^[0-9A-Za-z]{8,}$`) // 32 hexadecimal digits in real orders, other texts on pages
	longRun  = regexp.MustCompile(`[0-9]{9,}`)
)

// GoodsIn returns the offers and variants that the message of a refused order names in brackets: an offer, an offer
// and its variant joined by an underscore, or several of them with commas in between. A variant in brackets of its
// own belongs to the offer before it. "offer no exist" has its ids anywhere.
func GoodsIn(message string) []Goods {
	message = Plain(message)
	var out []Goods
	for _, m := range brackets.FindAllStringSubmatch(message, -1) {
		for name := range strings.SplitSeq(m[1], ",") {
			out = addGoods(out, strings.TrimSpace(name))
		}
	}
	if len(out) == 0 && strings.Contains(strings.ToLower(message), "offer no exist") {
		for _, id := range longRun.FindAllString(message, -1) {
			out = addGoods(out, id)
		}
	}
	return out
}

// addGoods adds what one name stands for, and nothing for another word in brackets.
func addGoods(all []Goods, name string) []Goods {
	offer, spec, _ := strings.Cut(name, "_")
	offer, spec = strings.TrimSpace(offer), strings.TrimSpace(spec)
	switch {
	case specID.MatchString(name) && !offerID.MatchString(name) && len(all) > 0 && all[len(all)-1].Spec == "":
		all[len(all)-1].Spec = name
		return all
	case !offerID.MatchString(offer) || spec != "" && !specID.MatchString(spec):
		return all
	}
	if spec == "" && slices.ContainsFunc(all, func(g Goods) bool { return g.Offer == offer }) {
		return all
	}
	if g := (Goods{offer, spec}); !slices.Contains(all, g) {
		all = append(all, g)
	}
	return all
}

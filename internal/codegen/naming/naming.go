// Package naming turns names of the wire into Go names and summaries into sentences.
package naming

import (
	"slices"
	"strings"
	"unicode"
)

// Initialisms are the words that Go writes in capitals, beside those of the field of computing.
var Initialisms = []string{
	"ACH", "AI", "AIGC", "API", "AUD", "BMP", "C2M", "CAD", "CID", "COD", "CRM", "DTO", "EMS", "ERP", "EUR", "FOB",
	"GBP", "GIF", "GMT", "GMV", "HKD", "HTML", "HTTP", "ID", "IDs", "IID", "IP", "ISV", "JIT", "JPG", "JPY", "JSON",
	"JSONU", "KRW", "NYG", "OAID", "OFD", "OSS", "PC", "PDF", "PNG", "RMB", "SDK", "SID", "SKU", "SKUs",
	"SPU", "TIF", "UI", "UID", "URI", "URL", "URLs", "USD", "VAS", "VIP", "XML",
}

// Identifier returns the part of a Go name that stands for a value of the wire: its words, each with a capital letter.
// WAIT_SELLER_AGREE is WaitSellerAgree, buyerCancel is BuyerCancel, PDF stays PDF. A value that begins with a digit, or
// that runs its words together, has no such name: its document must give one.
func Identifier(value string) string {
	var out strings.Builder
	for _, word := range Words(value) {
		out.WriteString(capitalized(word))
	}
	return out.String()
}

// Words splits a value between its words: at signs, and before a capital letter that follows a small one.
func Words(value string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return !isWordRune(r) }) {
		start := 0
		for i := 1; i < len(part); i++ {
			if isUpper(part[i]) && !isUpper(part[i-1]) {
				out, start = append(out, part[start:i]), i
			}
		}
		out = append(out, part[start:])
	}
	return out
}

func isWordRune(r rune) bool {
	return r <= unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// capitalized writes a word with one capital letter, or an initialism as Go does.
func capitalized(word string) string {
	i := slices.IndexFunc(Initialisms, func(known string) bool { return strings.EqualFold(known, word) })
	if i >= 0 {
		return Initialisms[i]
	}
	return strings.ToUpper(word[:1]) + strings.ToLower(word[1:])
}

// Does turns the imperative of a summary, "Search shops", into the form of a Go comment, "searches shops".
func Does(summary string) string {
	verb, rest, _ := strings.Cut(summary, " ")
	ending := "s"
	if stem, ok := strings.CutSuffix(verb, "y"); ok && !strings.ContainsAny(verb[len(stem)-1:len(stem)], "aeou") {
		verb, ending = stem, "ies"
	} else if strings.HasSuffix(verb, "ch") || strings.HasSuffix(verb, "sh") || strings.HasSuffix(verb, "s") {
		ending = "es"
	}
	return strings.ToLower(verb) + ending + " " + rest
}

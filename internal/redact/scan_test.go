package redact

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// expressions are what the scanners are to find: a name, and the beginning of its value.
var expressions = map[string]struct {
	find finder
	form *regexp.Regexp
}{
	"pair": {findPair, regexp.MustCompile(`([\w-]+(?:(?:\[|%5[Bb])[\w-]*(?:\]|%5[Dd]))*)` +
		`(?:=|%3[Dd])([^&\s"'<>()\\,;])`)},
	"bare pair": {findBarePair, regexp.MustCompile(`([\w-]+)\s?:\s?([\w+/=.~%-]*\d[\w+/=.~%-]*)`)},
	"quoted pair": {findQuotedPair, regexp.MustCompile(`([\w-]+)\\*["'\]]+\s*(?:=>|[:;=])\s*` +
		`(?:s:\d+:|string\(\d+\))?\s*\\*["']*([{\[]|[^&\s"',;{}\[\]<>()\\])`)},
	"member": {findMember, regexp.MustCompile(`(?s)\\*["']([\w-]+)\\*["']\]?\s*(?:=>|[:;=])\s*` +
		`(?:(?:s:\d+:|string\(\d+\))\s*)?(\\+"|["'{\[]|[^\s,;}\])<>"'\\])`)},
	"assigned": {findAssigned, regexp.MustCompile(`(?s)([\w-]+)\s*[=:]\s*(\\+"|["']|` + openingForm[1:] + `)`)},
}

var (
	emailForm   = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.-]+\w`)
	addressForm = regexp.MustCompile(`(?:https?:)?//[^\s"'<>]+`)
)

// pieces are what random texts are made of.
var pieces = strings.Split(`a|b-c|_|Key|5|13|=|%3D|%3d|%3|%|&| |  |:|;|=>|"|'|\|\\|]|[|{|}|(|)|<|>|,|s:|s:1:|`+
	`s:12:"|array|map[|string(12)|a:2:{|%5B|%5d|@|.|..|+|-|/|//|http:|https:|好|`+
	"\n|\t|\x00|\xff|é", "|")

// few are the pieces of which most texts are near a match.
var few = strings.Split("a|5|b-|=|:|@|.|-| |\"|'|\\|=>|{|[|]|}|//|;", "|")

func randomText(r *rand.Rand, pieces []string) string {
	var b strings.Builder
	for range 1 + r.IntN(24) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

// TestScanners compares what the scanners find in random texts with what the expressions find.
func TestScanners(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 30_000 {
		text := randomText(r, [][]string{pieces, few}[i%2])
		for name, e := range expressions {
			var want, got []pairAt
			for at, ok := e.find(text, 0); ok; at, ok = e.find(text, at.value) {
				got = append(got, at)
			}
			for from := 0; ; from = want[len(want)-1].value {
				at := e.form.FindStringSubmatchIndex(text[from:])
				if at == nil {
					break
				}
				want = append(want, pairAt{from + at[2], from + at[3], from + at[4]})
			}
			if !assert.Equal(t, want, got, "%s in %q", name, text) {
				return
			}
		}
		if !assert.Equal(t, emailForm.ReplaceAllString(text, Mark), replaceEmails(text), "e-mails in %q", text) ||
			!assert.Equal(t, outsideForm(text, strings.ToUpper), outsideAddresses(text, strings.ToUpper),
				"addresses in %q", text) {
			return
		}
	}
}

func outsideForm(text string, rewrite func(string) string) string {
	var out strings.Builder
	done := 0
	for _, at := range addressForm.FindAllStringIndex(text, -1) {
		out.WriteString(rewrite(text[done:at[0]]) + text[at[0]:at[1]])
		done = at[1]
	}
	return out.String() + rewrite(text[done:])
}

// TestNumbers compares the numbers that are replaced in random texts with those that the expressions find in the whole
// text.
func TestNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	parts := []string{"13800138000", "0571", "88888888", "86", "+86", "00", "-", " ", "(", ")", "x", "abc", ",",
		"好", "7", "1380013", "8000",
		"11010519491231002X", "6222020200112233445", "4111111111111111", "+1 202 555 0100", "0123456789012345678901234567"}
	for range 30_000 {
		var b strings.Builder
		for range 1 + r.IntN(8) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		text := b.String()
		if regexp.MustCompile(`\d{25}`).MatchString(text) {
			continue // the expressions take a part of what is no number of anybody
		}
		if !assert.Equal(t, replaceShapes(surrounded{part: text}), replaceNumbers(text), "%q", text) {
			return
		}
	}
}

func longTexts() map[string]string {
	const size = 1 << 18
	fill := func(text string) string { return strings.Repeat(text, size/len(text)+1)[:size] }
	return map[string]string{
		"base64": fill("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg"),
		"nested": fill(`{"token":["a",`),
		"json":   fill(`{"title":"2025新款 女装","num_iid":"610947572360","price":39.9,"url":"https://a.example/b.jpg?x=1"},`),
		"html":   fill(`<p>好<img src="https://a.example/z_1.jpg" alt="a"></p>`),
		"words":  fill("这是一个很长的描述，没有任何数字。"),
		"phones": fill("13800138000 "),
		"zeros":  fill("0"),
	}
}

// BenchmarkText redacts long texts. The ratio says how much longer the expressions take that the scanners replace.
func BenchmarkText(b *testing.B) {
	for name, text := range longTexts() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Redactor{}.Text(text)
			}
			own := b.Elapsed() / time.Duration(b.N)
			start := time.Now()
			for _, e := range expressions {
				e.form.FindAllStringSubmatchIndex(text, -1)
			}
			addressForm.FindAllStringIndex(text, -1)
			for _, form := range append(phones, idCard, bankCard) {
				form().FindAllStringIndex(text, -1)
			}
			b.ReportMetric(float64(time.Since(start))/float64(own), "expressions/text")
		})
	}
}

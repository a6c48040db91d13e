package requestcheck

import (
	"strings"
	"unicode"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/suggest"
)

// nearestOperation returns namespace and name of the operation that an unknown name probably means, or "": one that
// differs by a typing error, or one that shares most of its words, as alibaba.trade.createCrossOrder does with
// alibaba.trade.order.create.
func nearestOperation(name string) string {
	const typingError, enough = 3, 0.6
	name = printable(name)
	words, best, most := wordsOf(name), -1, 0.0
	for i, op := range platform.Operations {
		alike := overlap(words, wordsOf(op.Name))
		if suggest.Distance(name, op.Name) <= typingError {
			alike = 1
		}
		if alike > most {
			best, most = i, alike
		}
	}
	if most < enough {
		return ""
	}
	return platform.Operations[best].API()
}

// shortName returns the name of an operation without its namespace.
func shortName(api string) string { return api[strings.LastIndexByte(api, '/')+1:] }

// wordsOf splits a name at its dots and before its capitals.
func wordsOf(name string) map[string]bool {
	out := map[string]bool{}
	for part := range strings.SplitSeq(name, ".") {
		start := 0
		for i, c := range part {
			if unicode.IsUpper(c) && i > start {
				out[strings.ToLower(part[start:i])] = true
				start = i
			}
		}
		out[strings.ToLower(part[start:])] = true
	}
	return out
}

// overlap returns the share of words that both names have.
func overlap(a, b map[string]bool) float64 {
	both := 0
	for word := range a {
		if b[word] {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return "; did you mean " + name + "?"
}

// printable cuts a name that the caller made up.
func printable(name string) string {
	const enough = 100
	return strings.ToValidUTF8(name[:min(len(name), enough)], "")
}

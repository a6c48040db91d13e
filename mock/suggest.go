package mock

import (
	"strings"
	"unicode"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/internal/nearest"
)

// nearestOperation returns namespace and name of the operation that an unknown name is likely to mean, or "": one with
// a typing error in it, or one that has most of its words, as alibaba.trade.createCrossOrder has those of
// alibaba.trade.order.create.
func nearestOperation(name string) string {
	const typingError, enough = 3, 0.6
	name = printable(name)
	words, best, most := wordsOf(name), -1, 0.0
	for i, op := range platform.Operations {
		alike := shared(words, wordsOf(op.Name))
		if nearest.Distance(name, op.Name) <= typingError {
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

// shared is the part of all words that both names have.
func shared(a, b map[string]bool) float64 {
	both := 0
	for word := range a {
		if b[word] {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

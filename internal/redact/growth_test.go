package redact

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestGrowth doubles texts that took time by the square of their size, and counts allocations: twice the text may
// take little more than twice as many.
func TestGrowth(t *testing.T) {
	texts := map[string]func(n int) string{
		"attributes of one tag": func(n int) string { return "<x" + strings.Repeat(` a="b"`, n) + ">" },
		"numbers in one word":   func(n int) string { return strings.Repeat("a13800138000", n) },
		"members":               func(n int) string { return "{" + strings.Repeat(`"a":"b",`, n) },
		"pairs":                 func(n int) string { return strings.Repeat("a=b&", n) },
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			count := func(n int) float64 {
				long := text(n)
				return testing.AllocsPerRun(1, func() { Redactor{}.Loose(long) })
			}
			once, twice := count(200), count(400)
			assert.Less(t, twice, 3*once, "allocations for a text, and for one of twice its size")
		})
	}
}

// TestWordIsBounded counts what is read around a number in a text of one word.
func TestWordIsBounded(t *testing.T) {
	text := strings.Repeat("a", 1<<20)
	assert.Equal(t, idLength, wordBefore(text, 1<<19))
	assert.Equal(t, idLength, wordBehind(text, 1<<19))
	assert.Equal(t, 1, wordBefore("-a1", 2))
	assert.Equal(t, 0, wordBehind("a1", 2))
}

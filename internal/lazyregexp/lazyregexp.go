// Package lazyregexp compiles regular expressions on first use. A program that starts and does not need them compiles
// none.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New returns a function that returns the compiled expression. It panics if the expression does not compile.
//
// It is not inlined, because a package with many expressions would have a copy of the body for each.
//
//go:noinline
func New(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// expressions has those of [Shared], under a mutex: a sync.Map costs programs more to compile than all of this.
var (
	mu          sync.Mutex
	expressions = map[string]func() *regexp.Regexp{}
)

// Shared returns what New returns, once for all callers with this text.
func Shared(text string) func() *regexp.Regexp {
	mu.Lock()
	defer mu.Unlock()
	if expressions[text] == nil {
		expressions[text] = New(text)
	}
	return expressions[text]
}

package conformance

import (
	"slices"
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/openapi"
)

// Gateway returns the checker of the gateway's document, which is compiled into the
// program. The first call compiles it.
func Gateway() *Checker { return Of(openapi.Gateway()) }

// OpenPlatform returns the checker of the open platform's document, which is compiled into the program. The first call
// compiles it.
func OpenPlatform() *Checker { return Of(openapi.OpenPlatform()) }

// Of returns the checker of a document of this module. The first call for the document compiles it.
func Of(d openapi.Document) *Checker {
	compile, ok := checkers.Load(d.Name)
	if !ok {
		compile, _ = checkers.LoadOrStore(d.Name, sync.OnceValue(func() *Checker {
			c, err := New(d.JSON, d.Positions)
			if err != nil {
				panic(err) // the tests load the same bytes, so no release has a document that does not compile
			}
			return c
		}))
	}
	return compile.(func() *Checker)()
}

// checkers has a func() *Checker for every document that was asked for, by its name.
var checkers sync.Map

// For returns the checker of the document that describes the operation. Names do not collide: those of the open
// platform are in camel case or have dots, those of the gateway have underscores. An unknown operation gets the first
// checker with operations of similar names, with or without dots.
func For(api string) *Checker {
	all := openapi.Documents()
	for _, d := range all {
		if c := Of(d); c.byName[api] != nil {
			return c
		}
	}
	dotted := func(op Operation) bool { return strings.Contains(op.Name, ".") }
	for _, d := range all {
		if c := Of(d); strings.Contains(api, ".") && slices.ContainsFunc(c.Operations(), dotted) {
			return c
		}
	}
	return Of(all[0])
}

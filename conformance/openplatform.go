package conformance

import (
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/openapi"
)

// OpenPlatform returns the checker of the open platform's document, which is compiled into the program. The first call
// compiles it.
func OpenPlatform() *Checker { return openPlatformChecker() }

var openPlatformChecker = sync.OnceValue(func() *Checker { return mustCompile(openapi.OpenPlatform()) })

// mustCompile compiles a document of this module. The tests of this package load the same bytes, so no release comes with
// one that cannot be.
func mustCompile(d openapi.Document) *Checker {
	c, err := New(d.JSON, d.Positions)
	if err != nil {
		panic(err)
	}
	return c
}

// For returns the checker of the document that the operation is in. Names do not collide: those of the open platform are
// in camel case or have dots, those of the gateway have underscores. An operation that there is not gets the
// checker whose names look like it.
func For(api string) *Checker {
	if c := Gateway(); c.byName[api] != nil {
		return c
	}
	if c := OpenPlatform(); c.byName[api] != nil || strings.Contains(api, ".") {
		return c
	}
	return Gateway()
}

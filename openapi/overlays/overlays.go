// Package overlays has no code of its own: beside it stand the overlays that say what a language or a reader needs on top of
// the documents. It hands those of Go to programs that make bindings of other documents.
package overlays

import _ "embed" // for the overlay

// Go are the Go types and names for the gateway's document.
//
//go:embed go.yaml
var Go []byte

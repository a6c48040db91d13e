// Package overlays has no code of its own: the overlays in its folder say what a language or a reader needs on top of
// the documents. Those with Go types and names are embedded for programs that generate Go from other versions of the
// documents.
package overlays

import "embed"

// Go has the overlays with Go types and names, under their base names.
//
//go:embed *go.yaml
var Go embed.FS

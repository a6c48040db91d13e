// Package generated has no code of its own: below it is what is made from the documents, one package a document. It
// hands the configurations and templates, from which that is made, to programs that make the same for other
// documents.
package generated

import "embed"

// Settings are the files <document>.config.yaml and templates/, under the paths by which they name each other.
//
//go:embed *.config.yaml templates
var Settings embed.FS

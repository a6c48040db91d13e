//go:build ignore

// Package tools is the index of the programs that make and check this project. They are `tool` lines of go.mod and
// run with `go tool NAME`; this file only says what each is for. Its tag is ignore because `go mod tidy` reads files
// under every other tag: with the tag tools, each user of this module got the generator's requirements into go.mod.
package tools

import (
	// The types, client and server of generated/ from the bundled documents.
	_ "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen"
)

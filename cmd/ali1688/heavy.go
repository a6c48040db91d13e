//go:build !lean

package main

// heavy are the sub-commands that read and generate OpenAPI, and build pages of it. They make the program twice as
// large; with the tag lean it does without them, as the image of the mock does.
var heavy = []command{diffCommand, driftCommand, generateCommand, docsCommand, mcpCommand}

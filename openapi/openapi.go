// Package openapi holds the OpenAPI documents of the 1688 APIs, as they are
// published in dist: bundled, each in one file, ready for any tool that reads
// OpenAPI 3.0. [Documents] lists them.
//
// The hand-written sources lie beside this file, one folder a document; dist is
// built from them and never edited. The bytes are compiled into the program: nothing is read
// from disk, and a program pays only for the documents whose function it calls.
//
// # Example
//
//	doc, err := openapi3.NewLoader().LoadFromData(openapi.Gateway().JSON)
//
// # Positions
//
// Tools that report about a document should say where a reader can mend it, which is
// a line of a source file and not one of the bundle. Positions has that place for every JSON
// pointer of the document, in an object that nests like the document. Its names, joined, are the
// pointer, an empty name is the object's own position, and a number is a line of the same file as
// the position of the surrounding object:
//
//	{"/components/schemas/Item": {"": "openapi/gateway/schemas/item.yaml:20", "/properties": {"": 23, "/price": 24}}, …}
package openapi

import "github.com/go-ali1688/ali1688/internal/documents"

// Document is one bundled OpenAPI document. Its bytes are shared by all callers and
// must not be changed.
type Document struct {
	// Name is the name of the source folder, such as "gateway" or "openplatform".
	Name string
	// Title names the API in a sentence, such as "the Onebound (万邦) gateway".
	Title string
	// Server is the address of the real server, scheme://host.
	Server string
	// YAML is the document with its comments, for people.
	YAML []byte
	// JSON is the same document, key for key, for programs: it parses faster.
	JSON []byte
	// Positions is a JSON object with the "file:line" of every JSON pointer, see above.
	Positions []byte

	row *documents.Row
}

// Include adds a document to [Documents]. The packages of the documents that few programs need, such as openapi/legacy,
// call it when they are imported; it must not be called later.
func Include(document func() Document) { included = append(included, document) }

var included []func() Document

func withIncluded(all []Document) []Document {
	for _, document := range included {
		all = append(all, document())
	}
	return all
}

func newDocument(name string, yaml, json, positions []byte) Document {
	row := documents.Find(name)
	return Document{Name: name, Title: row.Title, Server: row.Server, YAML: yaml, JSON: json, Positions: positions,
		row: row}
}

// Operation returns the operation that the path of a request names, such as item_get for /1688/item_get/, and the
// platform: 1688 or 1688global, or the name of a document without platforms. It reports false for a path of another
// API. Whether the document describes the operation is not looked up.
func (d Document) Operation(path string) (platform, api string, ok bool) {
	if d.row == nil {
		return "", "", false
	}
	return d.row.Operation(path)
}

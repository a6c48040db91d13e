// Package openapi holds the OpenAPI documents of the two 1688 APIs, as they are
// published in dist: bundled, each in one file, ready for any tool that reads
// OpenAPI 3.0.
//
// The hand-written sources stand beside this file, in gateway and openplatform; dist is
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
// a line of a source file and not one of the bundle. Positions maps every JSON pointer
// of the document to that place:
//
//	{"/components/schemas/Item/properties/price": "openapi/gateway/schemas/item.yaml:24", …}
package openapi

import _ "embed" // for the documents

// Document is one bundled OpenAPI document. Its bytes are shared by all callers and
// must not be changed.
type Document struct {
	// Name is the name of the source folder, "gateway" or "openplatform".
	Name string
	// YAML is the document with its comments, for people.
	YAML []byte
	// JSON is the same document, key for key, for programs: it parses faster.
	JSON []byte
	// Positions is a JSON object from JSON pointers to "file:line".
	Positions []byte
}

//go:embed dist/gateway.yaml
var gatewayYAML []byte

//go:embed dist/gateway.json
var gatewayJSON []byte

//go:embed dist/gateway.positions.json
var gatewayPositions []byte

// Gateway returns the document of the Onebound (万邦) gateway.
func Gateway() Document {
	return Document{"gateway", gatewayYAML, gatewayJSON, gatewayPositions}
}

//go:embed dist/openplatform.yaml
var openPlatformYAML []byte

//go:embed dist/openplatform.json
var openPlatformJSON []byte

//go:embed dist/openplatform.positions.json
var openPlatformPositions []byte

// OpenPlatform returns the document of the official 1688 open platform (开放平台).
func OpenPlatform() Document {
	return Document{"openplatform", openPlatformYAML, openPlatformJSON, openPlatformPositions}
}

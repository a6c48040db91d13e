// Package dist holds the published documents with their texts in Chinese. It is a package of its own so that a module
// which vendors the documents, the mock or the checker does not carry them; package openapi has the documents in
// English.
package dist

import "embed"

//go:embed *.zh-CN.yaml
var chinese embed.FS

// Chinese returns the document of that name with its texts in Chinese, as YAML, or nil if there is none.
func Chinese(name string) []byte {
	content, err := chinese.ReadFile(name + ".zh-CN.yaml")
	if err != nil {
		return nil
	}
	return content
}

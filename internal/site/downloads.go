package site

import (
	"crypto/sha256"
	"encoding/hex"
	"os"

	"github.com/go-ali1688/ali1688/internal/collection"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/idtext"
	"github.com/go-ali1688/ali1688/openapi"
)

// offer writes a file that readers take with them. The kind is a word of the page, or "" for a document.
func (b *builder) offer(d download, kind string, content []byte) error {
	sum := sha256.Sum256(content)
	d.Kind, d.Size, d.Sum = kind, len(content), hex.EncodeToString(sum[:])
	b.files = append(b.files, d)
	return b.write("openapi/"+d.Name, content)
}

// forTools offers what other programs take beside the documents: editions with ids as texts, collections of requests,
// and the script for generated clients.
func (b *builder) forTools() error {
	for _, doc := range openapi.Documents() {
		edition, err := idtext.Edition(doc.JSON)
		if err != nil {
			return err
		}
		if err := b.offer(download{Document: doc.Name, Name: doc.Name + ".text-ids.json"}, "text-ids", edition); err != nil {
			return err
		}
		if err := b.collections(doc); err != nil {
			return err
		}
	}
	script, err := os.ReadFile(b.path("docs", "assets", "ali1688.mjs"))
	if err != nil {
		return err
	}
	return b.offer(download{Name: "ali1688.mjs"}, "client-script", script)
}

// collections offers the collections of a document.
func (b *builder) collections(doc openapi.Document) error {
	for _, c := range []struct {
		name string
		make func(bundled []byte, title, address string) ([]byte, error)
	}{{"postman", collection.Postman}, {"bruno", collection.Bruno}} {
		content, err := c.make(doc.JSON, doc.Title, address(doc.Name))
		if err != nil {
			return err
		}
		d := download{Document: doc.Name, Name: doc.Name + "." + c.name + ".json"}
		if err := b.offer(d, c.name, content); err != nil {
			return err
		}
	}
	return nil
}

// address is the real address in front of a document's paths.
func address(document string) string {
	if document == "gateway" {
		return "https://api-gw.onebound.cn/1688"
	}
	row := documents.Find(document)
	return row.Server + row.Base
}

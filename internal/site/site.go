// Package site builds the documentation site: guides, one page an operation, the whole reference, and what readers
// download, in English and Chinese.
//
// The site is a plain folder. It needs no server and no network: every link is relative, and whatever the pages load
// lies beside them. The same sources give the same bytes.
package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/filetree"
	"github.com/go-ali1688/ali1688/internal/ledger"
	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/internal/samples"
	_ "github.com/go-ali1688/ali1688/openapi/legacy" // a document more
)

// requests make, by document, the request that an operation's samples send, its response comes from, and its page
// tries.
var requests = map[string]func(*reference.Operation) samples.Request{"gateway": samples.Of,
	"openplatform": samples.Through}

// requestOf returns the function of a document in requests, or that of a document without a client.
func requestOf(document string) func(*reference.Operation) samples.Request {
	if request, ok := requests[document]; ok {
		return request
	}
	row := documents.Find(document)
	return func(op *reference.Operation) samples.Request {
		if op.Signed {
			return samples.Custom(op) // which takes the call unsigned
		}
		return samples.Plain(op, row.Server+row.Base)
	}
}

// builder is one build.
type builder struct {
	Options
	source, out string
	base        string // the address of the root, with a slash at its end, or ""
	written     int
	editionList []*edition
	files       []download
	ledger      *ledger.Ledger
	history     []release
	own         *ownDocument // or nil
	versionList []version
}

// read reads everything before anything is written.
func (b *builder) read() error {
	if _, err := os.Stat(b.path("docs", "templates")); err != nil {
		return fmt.Errorf("%s is not a checkout of ali1688: run this in its root, or name it with --sources", b.source)
	}
	for _, installed := range []string{scalar, highlight, minisearch} {
		if _, err := os.Stat(b.path(installed)); errors.Is(err, fs.ErrNotExist) {
			return errors.New(
				"the browser code of the site is missing: run `npm ci --prefix docs`, or `make docs`, which does it")
		}
	}
	if err := inOrder(b.readHistory, b.readVersions, b.readOwn, b.readLedger); err != nil {
		return err
	}
	for _, lang := range languages {
		e, err := b.edition(lang)
		if err != nil {
			return err
		}
		b.editionList = append(b.editionList, e)
	}
	for i, e := range b.editionList {
		e.other = b.editionList[1-i]
	}
	return nil
}

func (b *builder) readLedger() (err error) {
	b.ledger, err = ledger.Known()
	return err
}

// path returns a path in the checkout.
func (b *builder) path(elem ...string) string {
	return filepath.Join(append([]string{b.source}, elem...)...)
}

// write writes a file of the site; name has slashes.
func (b *builder) write(name string, content []byte) error {
	if err := filetree.Write(filepath.Join(b.out, name), content); err != nil {
		return fmt.Errorf("write the site: %w", err)
	}
	b.written++
	return nil
}

// entrance writes the page at the root, which leads to the edition in the reader's language.
func (b *builder) entrance() error {
	content, err := os.ReadFile(b.path("docs", "templates", "entrance.html"))
	if err != nil {
		return err
	}
	return b.write("index.html", content)
}

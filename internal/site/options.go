package site

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path"
	"strings"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/translate"
)

// Options are what to build, from what, and for which address.
type Options struct {
	Source string // the folder of the checkout
	Out    string // the folder to write into
	// BaseURL is the address at which the site is published, for search engines, or "".
	BaseURL string
	// BasePath is the path at which it is published, where that is not the path of BaseURL.
	BasePath string
	Title    string // ali1688 if empty
	Document string // the file of an edition of the gateway's document, as `ali1688 generate` writes it, or ""
	Guides   string // a folder of Markdown whose pages stand beside ours, or ""
	Release  string // the version in the foot of every page; from the change history if empty
	Date     string // YYYY-MM-DD; from SOURCE_DATE_EPOCH, the last commit or the change history if empty
	Versions string // the file that lists the versions of the site, or ""
}

// Build writes the site. Files that are there already are overwritten and none is removed. It returns how many files it
// wrote.
func Build(o Options) (int, error) {
	b := &builder{source: o.Source, out: o.Out, Options: o}
	b.Title = cmp.Or(b.Title, "ali1688")
	err := inOrder(b.address, b.read, b.assets, b.downloads, b.editions, b.entrance, b.publication, b.feed)
	return b.written, err
}

// inOrder takes steps until one of them fails.
func inOrder(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// address joins the address and the path at which the site is published.
func (b *builder) address() error {
	if b.BasePath != "" {
		b.BasePath = strings.TrimSuffix(path.Clean("/"+b.BasePath), "/") + "/"
	}
	if b.BaseURL == "" {
		return nil
	}
	at, err := url.Parse(b.BaseURL)
	if err != nil {
		return fmt.Errorf("the address of the site: %w", err)
	}
	if b.BasePath != "" {
		at.Path = b.BasePath
	}
	b.base = strings.TrimSuffix(at.String(), "/") + "/"
	return nil
}

// ownDocument is a document of the user's in place of ours.
type ownDocument struct{ yaml, json, chinese []byte }

// readOwn reads the user's document, and lays our Chinese texts over it: what they added stays as they wrote it.
func (b *builder) readOwn() error {
	if b.Document == "" {
		return nil
	}
	content, err := os.ReadFile(b.Document)
	if err != nil {
		return fmt.Errorf("read the document: %w", err)
	}
	own := &ownDocument{yaml: content}
	if own.json, err = bundle.ToJSON(content); err != nil {
		return fmt.Errorf("%s: %w", b.Document, err)
	}
	if !json.Valid(own.json) {
		return fmt.Errorf("%s is not a document", b.Document)
	}
	over, err := translate.Read(os.DirFS(b.source), documents.Find(ownName).Chinese, content)
	if err != nil {
		return err
	}
	if own.chinese, err = over.Apply(); err != nil {
		return fmt.Errorf("lay our Chinese texts over %s: %w", b.Document, err)
	}
	b.own = own
	return nil
}

// ownName is the document whose place the user's takes.
const ownName = "gateway"

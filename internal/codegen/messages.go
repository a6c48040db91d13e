package codegen

import (
	"io/fs"
	"maps"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/codegen/model"
	"github.com/go-ali1688/ali1688/internal/codegen/oapi"
	"github.com/go-ali1688/ali1688/internal/codegen/prepare"
	"github.com/go-ali1688/ali1688/internal/codegen/render"
	"github.com/go-ali1688/ali1688/internal/documents"
)

// messages adds the Go of the messages that the API sends: their contents in a package of their own, so that only those
// who receive messages compile them, and the callbacks of package push.
func (s *Source) messages(files map[string][]byte) error {
	document, err := prepare.Messages(s.YAML)
	if err != nil || document == nil {
		return err
	}
	overlay, err := fs.ReadFile(s.Tree, s.Row.Messages)
	if err != nil {
		return err
	}
	if document, err = oapi.Apply(overlay, document, s.Strict); err != nil {
		return err
	}
	types, err := s.contents(document)
	if err != nil {
		return err
	}
	files["generated/"+documents.MessagesPackage+"/"+documents.MessagesPackage+".gen.go"] = types
	code, err := callbacks(document)
	maps.Copy(files, code)
	return err
}

// contents returns the types of the contents, which share the types of values with the operations.
func (s *Source) contents(document []byte) ([]byte, error) {
	config, err := fs.ReadFile(s.Tree, s.Row.Config)
	if err != nil {
		return nil, err
	}
	values, err := fs.ReadFile(s.Tree, s.Row.Overlay)
	if err != nil {
		return nil, err
	}
	return oapi.Generate(document, oapi.Options{
		Part: oapi.Types, Package: documents.MessagesPackage, Config: config, Templates: s.Tree, Overlays: [][]byte{values},
		About: "Package " + documents.MessagesPackage + " has the contents of the messages that " + s.Row.Title +
			" sends, made from its document. Package push receives them.",
	})
}

// callbacks returns what package push has of the topics.
func callbacks(document []byte) (map[string][]byte, error) {
	bundled, err := bundle.ToJSON(document)
	if err != nil {
		return nil, err
	}
	topics, err := model.BuildTopics(bundled)
	if err != nil {
		return nil, err
	}
	return render.Topics(topics)
}

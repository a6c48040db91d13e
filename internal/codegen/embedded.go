package codegen

import (
	"io/fs"
	"strings"

	"github.com/go-ali1688/ali1688/generated"
	"github.com/go-ali1688/ali1688/openapi/overlays"
)

// Embedded has the configurations, templates and overlays of this version, under their paths in the repository.
var Embedded fs.FS = embedded{}

type embedded struct{}

// Open opens generated/… and openapi/overlays/….
func (embedded) Open(name string) (fs.File, error) {
	if overlay, ok := strings.CutPrefix(name, "openapi/overlays/"); ok {
		return overlays.Go.Open(overlay)
	}
	return generated.Settings.Open(strings.TrimPrefix(name, "generated/"))
}

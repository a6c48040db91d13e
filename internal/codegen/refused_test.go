package codegen

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/documents"
)

// TestRefused names what is missing or wrong.
func TestRefused(t *testing.T) {
	cases := []struct {
		name   string
		change func(*Source)
		want   string
	}{
		{"no configuration", func(s *Source) { s.Row.Config = "generated/none.yaml" }, "generated/none.yaml"},
		{"no overlay", func(s *Source) { s.Row.Overlay = "none.yaml" }, "none.yaml"},
		{"an overlay about nothing", func(s *Source) {
			s.Tree.(fstest.MapFS)["overlay.yaml"].Data = []byte(tinyGatewayOverlay +
				"  - {target: $.components.schemas.Gone, remove: true}\n")
		}, "did not match any targets"},
		{"no document", func(s *Source) { s.YAML = []byte("a: [") }, "prepare the document"},
		{"no bundle", func(s *Source) { s.JSON = []byte("{") }, "EOF"},
		{"another bundle", func(s *Source) { s.JSON = []byte(strings.Replace(string(s.JSON), `"imgcode"`, `"imgcode2"`, 1)) },
			`no field for "imgcode2"`},
		{"another page", func(s *Source) {
			s.JSON = []byte(strings.Replace(string(s.JSON), `"page":"page"`, `"page":"p"`,
				1))
		}, `no field for "p"`},
		{"another identity", func(s *Source) {
			s.JSON = []byte(strings.Replace(string(s.JSON), `"q":"items.q"`, `"q":"items.r"`, 1))
		}, "the response has no member items.r"},
		{"an identity of nobody",
			func(s *Source) { s.JSON = []byte(strings.Replace(string(s.JSON), `"q":"items.q"`, `"z":"items.q"`, 1)) },
			"named after a parameter"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := source(t, "gateway", tinyGateway, tinyGatewayOverlay)
			tt.change(s)
			_, err := s.Files()
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

// TestEmbedded has what the rows name.
func TestEmbedded(t *testing.T) {
	for i := range documents.Rows {
		for _, name := range []string{documents.Rows[i].Config, documents.Rows[i].Overlay} {
			data, err := fs.ReadFile(Embedded, name)
			assert.NoError(t, err)
			assert.NotEmpty(t, data)
		}
	}
	_, err := fs.ReadFile(Embedded, "generated/none.yaml")
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

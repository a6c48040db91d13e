package translate

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	head     = "overlay: 1.0.0\nx-speakeasy-jsonpath: rfc9535\ninfo: {title: zh, version: \"1\"}\nactions:\n"
	ofInfo   = "  - target: $.info\n    x-source-hash: \"old\"\n    update: {title: 店}\n"
	language = "actions:\n  - target: $.components.parameters.lang\n    update: {description: 语言。}\n"
)

func tree() fstest.MapFS {
	return fstest.MapFS{
		"zh/openapi.yaml":        {Data: []byte(head + ofInfo)},
		"zh/parameters.yaml":     {Data: []byte(language)},
		"zh/paths/item_get.yaml": {Data: []byte("actions:\n")},
		"zh/notes.txt":           {Data: []byte("not an overlay")},
	}
}

// TestFiles reads the file with the head first, and names each problem by its file and line.
func TestFiles(t *testing.T) {
	files, err := Files(tree(), "zh")
	require.NoError(t, err)
	var names []string
	for _, f := range files {
		names = append(names, f.Path)
	}
	assert.Equal(t, []string{"zh/openapi.yaml", "zh/parameters.yaml", "zh/paths/item_get.yaml"}, names)

	o, err := Parse(files, []byte(document))
	require.NoError(t, err)
	problems := o.Check()[:2]
	assert.Equal(t, []string{"zh/openapi.yaml", "zh/parameters.yaml"}, []string{problems[0].File, problems[1].File})
	assert.Equal(t, []int{5, 2}, []int{problems[0].Line, problems[1].Line})
	assert.Equal(t, []Text{
		{"zh/openapi.yaml", 5, "$.info", "/info/title"},
		{"zh/parameters.yaml", 2, "$.components.parameters.lang", "/components/parameters/lang/description"},
	}, o.Texts())

	stamped, err := o.Stamp(false)
	require.NoError(t, err)
	assert.Regexp(t, `\n    x-source-hash: "[0-9a-f]{12}"\n    update: {title: 店}\n$`, string(stamped[0].Content))
	assert.Regexp(t, `lang\n    x-source-hash: "[0-9a-f]{12}"\n    update`, string(stamped[1].Content))
	assert.Equal(t, files[2], stamped[2])
}

func TestFilesRefused(t *testing.T) {
	_, err := Files(fstest.MapFS{}, "zh")
	assert.ErrorContains(t, err, "zh")
	_, err = Files(fstest.MapFS{"zh/parameters.yaml": {}}, "zh")
	assert.ErrorContains(t, err, "zh/openapi.yaml")
	broken := tree()
	broken["zh/parameters.yaml"].Data = []byte("actions: [")
	files, err := Files(broken, "zh")
	require.NoError(t, err)
	_, err = Parse(files, []byte(document))
	assert.ErrorContains(t, err, "zh/parameters.yaml: the overlay is not YAML")
}

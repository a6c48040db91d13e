package change

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// repository returns a git repository with a document of this layout, its Go and its Chinese texts, in two revisions.
func repository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, content string) {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	}
	git := func(args ...string) {
		cmd := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.org"}, args...)...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	commit := func(tag, document, chinese, source string) {
		root, err := parseYAML([]byte(document))
		require.NoError(t, err)
		data, err := json.Marshal(root)
		require.NoError(t, err)
		write("openapi/dist/gateway.json", string(data))
		write("openapi/dist/gateway.zh-CN.yaml", chinese)
		write("generated/gateway/gateway.gen.go", "package gateway\n\n"+source)
		git("add", "-A")
		git("commit", "-qm", tag)
		git("tag", tag)
	}
	git("init", "-q")
	commit("v1", shop, strings.Replace(shop, "Everything of an offer.", "商品的全部。", 1),
		"type ItemGetResponse struct{ Title, Price string }\n")
	commit("v2", strings.Replace(shop, "price: {type: string,", "price: {type: number,", 1),
		strings.Replace(shop, "Everything of an offer.", "商品的全部信息。", 1),
		"type ItemGetResponse struct{ Title string; Price float64 }\n")
	return dir
}

// TestRevisions compares two revisions, and one with a checkout, by the Go that they hold.
func TestRevisions(t *testing.T) {
	dir := repository(t)
	t.Chdir(dir)
	old, err := Load("v1")
	require.NoError(t, err)
	for _, side := range []string{"v2", "HEAD", "."} {
		new, err := Load(side)
		require.NoError(t, err)
		report, err := Compare(old, new)
		require.NoError(t, err)
		assert.Equal(t, "ItemGetResponse price: string became number\nitem_get zh-CN", lines(report))
		assert.Equal(t, []string{"ItemGetResponse.Price: changed from string to float64"}, report.Edits[0].GoChanges)
		assert.Equal(t, []string{"item_get"}, report.Edits[0].Operations)
	}
}

// TestMixed compares a bare document with a revision: what that has beside it does not count.
func TestMixed(t *testing.T) {
	dir := repository(t)
	t.Chdir(dir)
	require.NoError(t, os.WriteFile("openapi/dist/other.json", []byte(`{"openapi": "3.0.3", "paths": {}}`), 0o600))
	require.NoError(t, os.WriteFile("gateway.yaml", []byte(shop), 0o600))
	for _, c := range []struct{ old, new, want string }{
		{"gateway.yaml", ".", "ItemGetResponse price: string became number"},
		{".", "gateway.yaml", "ItemGetResponse price: number became string"},
		{"v1", ".", "ItemGetResponse price: string became number\nitem_get zh-CN\nother added"},
	} {
		old, err := Load(c.old)
		require.NoError(t, err)
		new, err := Load(c.new)
		require.NoError(t, err)
		report, err := Compare(old, new)
		require.NoError(t, err)
		assert.Equal(t, c.want, lines(report))
	}
}

const circle = `{openapi: 3.0.3, paths: {}, components: {schemas: {A: {$ref: "#/components/schemas/B"}, B: {$ref: ` +
	`"#/components/schemas/A"}}}}`

func TestLoadRefuses(t *testing.T) {
	dir := repository(t)
	t.Chdir(dir)
	require.NoError(t, os.WriteFile("list.yaml", []byte("[1, 2]"), 0o600))
	require.NoError(t, os.WriteFile("half.yaml", []byte("openapi: 3.0.3"), 0o600))
	require.NoError(t, os.WriteFile("broken.yaml", []byte("openapi: ["), 0o600))
	require.NoError(t, os.WriteFile("circle.yaml", []byte(circle), 0o600))
	require.NoError(t, os.WriteFile("itself.yaml", []byte(strings.ReplaceAll(circle, "schemas/B", "schemas/A")), 0o600))
	require.NoError(t, os.Mkdir("empty", 0o750))
	for arg, want := range map[string]string{
		"v9":          "v9 is neither a file nor a git revision",
		"--output=x":  "neither a file nor a git revision",
		"list.yaml":   "list.yaml: ",
		"half.yaml":   "needs the members openapi and paths",
		"broken.yaml": "broken.yaml: ",
		"empty":       "openapi.yaml",
		"":            "an empty argument is neither a file nor a git revision",
		"circle.yaml": "circle.yaml: a reference leads back to itself: #/components/schemas/A → #/components/schemas/B → " +
			"#/components/schemas/A",
		"itself.yaml": "itself.yaml: a reference leads back to itself: #/components/schemas/A → #/components/schemas/A",
	} {
		_, err := Load(arg)
		assert.ErrorContains(t, err, want, arg)
	}
}

// TestLeftover reports what no other kind of edit describes, rather than nothing.
func TestLeftover(t *testing.T) {
	report, err := Compare(sides(t, shop,
		strings.Replace(shop, "State: {type: string,", "State: {type: string, not: {type: integer},", 1)))
	require.NoError(t, err)
	assert.Equal(t, "State changed", lines(report))
}

// TestPromise reads x-required-on-success, which no other tool knows, also where it stands beside the parts of a
// schema.
func TestPromise(t *testing.T) {
	const parts = "    Sort: {type: string"
	promised := strings.Replace(shop, parts,
		"    Answer:\n      allOf: [{$ref: '#/components/schemas/ItemGetResponse'}]\n      x-required-on-success: "+
			"[price]\n      properties: {extra: {type: string}}\n"+parts, 1)
	unpromised := strings.Replace(promised, "      x-required-on-success: [price]\n", "", 1)
	for _, c := range []struct {
		old, new, line string
		level          Level
	}{
		{promised, unpromised, "Answer price: a success may lack it now", Breaks},
		{unpromised, promised, "Answer price: every success has it now", Adds},
	} {
		report, err := Compare(sides(t, c.old, c.new))
		require.NoError(t, err)
		assert.Equal(t, c.line, lines(report))
		assert.Equal(t, c.level, report.Edits[0].Wire)
	}
}

func TestNext(t *testing.T) {
	for _, c := range []struct {
		version string
		step    Semver
		want    string
	}{
		{"1.2.3", Major, "2.0.0"}, {"1.2.3", Minor, "1.3.0"}, {"1.2.3", Patch, "1.2.4"}, {"1.2.3", NoStep, "1.2.3"},
		{"0.1.0", Major, "0.2.0"}, {"0.1.0", Minor, "0.1.1"}, {"0.1.0", Patch, "0.1.1"}, {"2024-01", Major, ""},
		{"", Patch, ""},
	} {
		assert.Equal(t, c.want, next(c.version, c.step), "%s %s", c.version, c.step)
	}
}

// TestWrite writes one report in every format and language.
func TestWrite(t *testing.T) {
	changed := strings.NewReplacer("price: {type: string,", "price: {type: number,", "example: Mug", "example: Cup",
		"[sold_out, on_sale]", "[sold_out, on_sale, gone]").Replace(shop)
	report, err := Compare(sides(t, shop, changed))
	require.NoError(t, err)
	report.Old, report.New = "old", "new"
	cases := []struct {
		format, language string
		want             []string
	}{
		{
			"text",
			"en",
			[]string{
				"ItemGetResponse (item_get)\n",
				"wire BREAKS Go BREAKS -     price: string became number [ItemGetResponse.Price: changed from string to float32]",
				"wire -      Go -      text  title: example",
				"Edits: 3. Breaking: 1, warnings: 1, additions: 0, texts or notes: 1.\nThis calls for a major step: 1.2.3 → 2.0.0.",
			},
		},
		{"text", "zh-CN", []string{"price: 由 string 改为 number", "取值增加 gone", "共 3 处改动：1 处不兼容，1 处需注意，0 处兼容，1 处文本或备注。",
			"版本应升主版本：1.2.3 → 2.0.0。"}},
		{"markdown", "en", []string{"### `ItemGetResponse` · item_get\n", "| wire | Go | text | |\n",
			"| BREAKS | BREAKS | - | price: string became number"}},
		{"json", "en", []string{`"calls_for": "major"`, `"wire": "breaks"`, `"kind": "retyped"`, `"was": "string"`}},
		{
			"changelog",
			"en",
			[]string{
				"### Changed\n\n- ⚠ `ItemGetResponse.price` string became number (item_get)\n- `State` may be gone, too (item_get)\n",
			},
		},
	}
	for _, c := range cases {
		t.Run(c.format+" "+c.language, func(t *testing.T) {
			var out bytes.Buffer
			require.NoError(t, report.Write(&out, c.format, c.language))
			for _, want := range c.want {
				assert.Contains(t, out.String(), want)
			}
		})
	}
	assert.ErrorContains(t, report.Write(&bytes.Buffer{}, "html", "en"),
		"the format must be one of text, markdown, json, changelog")
	assert.ErrorContains(t, report.Write(&bytes.Buffer{}, "text", "de"), "the language must be one of en, zh-CN")
}

// TestBeforeOne explains the numbers of a version before 1.0.
func TestBeforeOne(t *testing.T) {
	changed := strings.Replace(shop, "example: Mug", "example: Cup", 1)
	for version, want := range map[string]bool{"1.2.3": false, "0.2.3": true} {
		with := strings.NewReplacer("version: 1.2.3", "version: "+version)
		report, err := Compare(sides(t, with.Replace(shop), with.Replace(changed)))
		require.NoError(t, err)
		assert.Equal(t, want, strings.Contains(report.summary(dictionary["en"]), "Before 1.0"), version)
	}
}

// TestWords has every phrase in every language.
func TestWords(t *testing.T) {
	for _, language := range Languages {
		w := dictionary[language]
		for kind := range dictionary["en"].kinds {
			assert.NotEmpty(t, w.kinds[kind], "%s: %s", language, kind)
		}
		assert.Len(t, w.levels, len(levelNames))
		assert.Len(t, w.steps, 4)
	}
}

// TestPlatform compares bare documents of the open platform under any name: the Go is that of generated/platform.
func TestPlatform(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"old": orders,
		"new": strings.Replace(orders, "type: integer", "type: string", 1)} {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, name), 0o750))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name, "mine.yaml"), []byte(content), 0o600))
	}
	old, err := Load(filepath.Join(dir, "old", "mine.yaml"))
	require.NoError(t, err)
	new, err := Load(filepath.Join(dir, "new", "mine.yaml"))
	require.NoError(t, err)
	report, err := Compare(old, new)
	require.NoError(t, err)
	assert.Equal(t, "ARequest page: integer became string", lines(report))
	assert.Equal(t, []string{"ARequest.Page: changed from *int to *string"}, report.Edits[0].GoChanges)
}

// orders is a document of the open platform: what a request may leave out is a pointer in Go, and there is no client.
const orders = `openapi: 3.0.3
info: {title: t, version: 0.1.0}
paths:
  /param2/1/ns/a/{appKey}:
    post:
      operationId: a
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/ARequest'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/AResponse'}}}}}
components:
  schemas:
    ARequest: {type: object, properties: {page: {type: integer}}}
    AResponse: {type: object, properties: {success: {type: boolean}}}
`

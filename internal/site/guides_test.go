package site

import (
	"encoding/json"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

var goBlock = regexp.MustCompile("(?ms)^```go\n(.*?)^```$")

// imported is where the packages are that fragments of the guides use.
var imported = map[string]string{
	"ali1688": "github.com/go-ali1688/ali1688", "gateway": "github.com/go-ali1688/ali1688/generated/gateway",
	"phpwire": "github.com/go-ali1688/ali1688/phpwire", "record": "github.com/go-ali1688/ali1688/record",
	"apiclient": "github.com/go-ali1688/ali1688/apiclient", "openplatform": "github.com/go-ali1688/ali1688/openplatform",
	"mock": "github.com/go-ali1688/ali1688/mock", "platform": "github.com/go-ali1688/ali1688/generated/platform",
	"push": "github.com/go-ali1688/ali1688/push", "messages": "github.com/go-ali1688/ali1688/generated/messages",
	"redisstore": "github.com/go-ali1688/ali1688/redisstore", "fleet": "github.com/go-ali1688/ali1688/fleet",
	"context": "context", "errors": "errors", "fmt": "fmt", "http": "net/http", "log": "log", "os": "os", "time": "time",
	"slog": "log/slog", "otelhttp": "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp",
}

// TestGuidesCompile compiles every Go block of the guides and of the front pages: whole files as they are, fragments
// within a function that has a context and a client.
func TestGuidesCompile(t *testing.T) {
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	dir, replace, folders := t.TempDir(), map[string]string{}, []string{}
	files, err := filepath.Glob(filepath.Join(root, "docs", "*", "*.md"))
	require.NoError(t, err)
	files = append(files, filepath.Join(root, "README.md"), filepath.Join(root, "README.zh-CN.md"))
	for _, file := range files {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		for i, m := range goBlock.FindAllStringSubmatch(string(content), -1) {
			formatted, err := format.Source([]byte(m[1]))
			require.NoError(t, err, "%s", file)
			assert.Equal(t, string(formatted), m[1], "a block of %s is not formatted", file)
			name := fmt.Sprintf("zz_guide_%d_%d", len(folders), i)
			source := filepath.Join(dir, name+".go")
			require.NoError(t, os.WriteFile(source, []byte(whole(m[1])), 0o600))
			target := "guide.go"
			if strings.Contains(m[1], `"testing"`) {
				target = "guide_test.go"
			}
			replace[filepath.Join(root, "internal", "site", name, target)] = source
			folders = append(folders, "./"+name)
		}
	}
	require.Greater(t, len(folders), 20)
	overlay := filepath.Join(dir, "overlay.json")
	content, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(overlay, content, 0o600))
	out, err := exec.Command("go",
		append([]string{"list", "-test", "-e", "-export", "-f",
			"{{with .Error}}{{.}}{{end}}{{range .DepsErrors}}{{.}}{{end}}", "-overlay", overlay},
			folders...)...).CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Empty(t, strings.TrimSpace(string(out)), "a Go block of the guides does not compile")
}

// whole makes a file of a block that is none.
func whole(block string) string {
	if strings.HasPrefix(block, "package ") {
		return block
	}
	var b strings.Builder
	b.WriteString("package guide\n\nimport (\n")
	for name, path := range imported {
		if regexp.MustCompile(`\b`+name+`\.`).MatchString(block) || name == "context" || name == "ali1688" ||
			name == "mock" && strings.Contains(block, "gw") {
			fmt.Fprintf(&b, "\t%q\n", path)
		}
	}
	b.WriteString(")\n\nfunc guide(ctx context.Context, client *ali1688.Client, appKey, appSecret string) error {\n")
	if regexp.MustCompile(`\bgw\b`).MatchString(block) {
		b.WriteString("\tvar gw *mock.Gateway\n")
	}
	b.WriteString("{\n" + block)
	for _, name := range []string{"response", "client", "body", "budget"} {
		if regexp.MustCompile(`\b` + name + `\b.*:=`).MatchString(block) {
			b.WriteString("\t_ = " + name + "\n")
		}
	}
	if regexp.MustCompile(`(?m)^(\w+, )?err :=`).MatchString(block) {
		b.WriteString("\tif err != nil {\n\t\treturn err\n\t}\n")
	}
	b.WriteString("}\n\treturn nil\n}\n")
	return b.String()
}

// TestWords compares the words of the editions against each other, and each with the templates.
func TestWords(t *testing.T) {
	words := map[string]map[string]string{}
	for _, lang := range languages {
		content, err := os.ReadFile(filepath.Join("..", "..", "docs", lang, "words.yaml"))
		require.NoError(t, err)
		w := map[string]string{}
		require.NoError(t, yaml.Unmarshal(content, &w))
		words[lang] = w
	}
	for key := range words["en"] {
		assert.Contains(t, words["zh-CN"], key, "docs/zh-CN/words.yaml")
	}
	for key := range words["zh-CN"] {
		if !strings.HasPrefix(key, "= ") && !strings.HasPrefix(key, "kind-") {
			assert.Contains(t, words["en"], key, "docs/en/words.yaml")
		}
	}
}

// TestSignOfTheGuides runs the signing functions that the guides print on what they are said to sign.
func TestSignOfTheGuides(t *testing.T) {
	calls := map[string]string{
		"Sign(": `Sign(map[string]string{"num_iid": "610947572360", "sku": "1", "q": "女装 夏&季", "zero": "0", "lang": "zh-CN", "area_id": "",
		"file": "@/x.jpg", "api_name": "item_fee", "key": "test_key", "dateline": "2026-01-02 03:04:05"}, "s3cr3t")`,
		"SignOpen(": `SignOpen("param2/1/system/currentTime/1000000", map[string]string{"b": "2", "a": "1", ` +
			`"_aop_signature": "x"}, "test123")`,
	}
	for _, lang := range languages {
		guide, err := os.ReadFile(filepath.Join("..", "..", "docs", lang, "authentication.md"))
		require.NoError(t, err)
		for function, call := range calls {
			assert.Contains(t, string(guide), "`"+signed(t, string(guide), function, call)+"`",
				"the guide %s gives another sign", lang)
		}
	}
}

// signed returns what a function of a guide gives.
func signed(t *testing.T, guide, function, call string) string {
	t.Helper()
	block := ""
	for _, m := range goBlock.FindAllStringSubmatch(guide, -1) {
		if strings.Contains(m[1], "func "+function) {
			block = m[1]
		}
	}
	require.NotEmpty(t, block, "the guide prints no function %s", function)
	here, err := os.Getwd()
	require.NoError(t, err)
	dir := t.TempDir()
	file, overlay := filepath.Join(dir, "main.go"), filepath.Join(dir, "overlay.json")
	program := strings.Replace(block, "package signing", "package main", 1) + "\nfunc main() { print(" + call + ") }\n"
	require.NoError(t, os.WriteFile(file, []byte(program), 0o600))
	content, err := json.Marshal(map[string]any{
		"Replace": map[string]string{filepath.Join(here, "zz_sign", "main.go"): file}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(overlay, content, 0o600))
	out, err := exec.Command("go", "run", "-overlay", overlay, "./zz_sign").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return string(out)
}

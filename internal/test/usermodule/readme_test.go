package usermodule

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pages are those whose commands and programs have to work.
var pages = []string{"README.md", "README.zh-CN.md", "CONTRIBUTING.md"}

// TestReadme runs or reads every command of our front pages, and builds every program in them.
func TestReadme(t *testing.T) {
	r := newReader(t)
	for _, page := range pages {
		text, err := os.ReadFile(filepath.Join("../../..", page))
		if os.IsNotExist(err) {
			continue
		}
		require.NoError(t, err)
		assert.Empty(t, r.problems(page, string(text)))
	}
}

// TestReadmeGate breaks the README in every way that counts, and sees it found.
func TestReadmeGate(t *testing.T) {
	r := newReader(t)
	for name, c := range map[string]struct{ text, want string }{
		"a target that is gone": {"```sh\nmake rum   # runs\n```",
			"the Makefile has no target rum: mend the page or the Makefile"},
		"a sub-command": {"```sh\ngo run ./cmd/ali1688 lint a.json\n```",
			"x.md: `go run ./cmd/ali1688 lint a.json`: there is no sub-command lint"},
		"a flag":              {"```sh\ngo run ./cmd/ali1688 mock --port 1 &\n```", "ali1688 mock has no flag --port"},
		"a file":              {"```sh\ngo run ./cmd/ali1688 check no/such/dir\n```", "there is no no/such/dir"},
		"a package":           {"```sh\ngo run ./internal/cmd/nothing\n```", "there is no ./internal/cmd/nothing"},
		"a program of others": {"```sh\nfrobnicate --now\n```", "nobody knows how to check frobnicate: teach TestReadme"},
		"a program": {"```go\npackage main\n\nfunc main() { missing() }\n```",
			"x.md: the Go program does not build: mend it"},
		"a call of ours": {
			"```go\npackage main\n\nimport \"github.com/go-ali1688/ali1688\"\n\nfunc main() { _ = ali1688.Nothing }\n```",
			"undefined: ali1688.Nothing"},
		"a make target in prose": {"Say `make nothing` first.", "the Makefile has no target nothing"},
		"a link":                 {"See [the rules](openapi/RULE.md#x).", "the link to openapi/RULE.md leads nowhere"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Contains(t, strings.Join(r.problems("x.md", c.text), "\n"), c.want)
		})
	}
	assert.Empty(t, r.problems("x.md",
		"```sh\nALI1688_KEY=k go run ./cmd/ali1688 call item_get num_iid=1 --base-url http://127.0.0.1:1688\nmake "+
			"test\n```\n[rules](openapi/RULES.md)"))
}

// reader reads pages.
type reader struct {
	module  *module
	command string
	targets map[string]bool
}

func newReader(t *testing.T) *reader {
	t.Helper()
	m := newModule(t)
	r := &reader{module: m, command: m.command(), targets: map[string]bool{}}
	makefile, err := os.ReadFile("../../../Makefile")
	require.NoError(t, err)
	for _, match := range regexp.MustCompile(`(?m)^([a-z-]+):`).FindAllStringSubmatch(string(makefile), -1) {
		r.targets[match[1]] = true
	}
	return r
}

var (
	blocks = regexp.MustCompile("(?s)```(\\w+)\n(.*?)```")
	makes  = regexp.MustCompile("`make ([a-z-]+)")
	links  = regexp.MustCompile(`\]\(([^)#]+)(#[^)]*)?\)`)
)

// problems returns what is wrong with a page, one sentence each.
func (r *reader) problems(page, text string) []string {
	var out []string
	for _, block := range blocks.FindAllStringSubmatch(text, -1) {
		switch block[1] {
		case "sh", "bash", "console":
			for line := range strings.Lines(block[2]) {
				if what := r.line(strings.TrimSpace(line)); what != "" {
					out = append(out, fmt.Sprintf("%s: `%s`: %s", page, strings.TrimSpace(line), what))
				}
			}
		case "go":
			if what := r.program(block[2]); what != "" {
				out = append(out, fmt.Sprintf("%s: the Go program does not build: mend it, or what it uses:\n%s", page, what))
			}
		}
	}
	for _, match := range makes.FindAllStringSubmatch(text, -1) {
		if !r.targets[match[1]] {
			out = append(out, fmt.Sprintf("%s: the Makefile has no target %s: mend the page or the Makefile", page, match[1]))
		}
	}
	for _, match := range links.FindAllStringSubmatch(text, -1) {
		if target := match[1]; !strings.Contains(target, ":") && !there(target) {
			out = append(out, fmt.Sprintf("%s: the link to %s leads nowhere", page, target))
		}
	}
	return out
}

func there(path string) bool {
	_, err := os.Stat(filepath.Join("../../..", path))
	return err == nil
}

// program builds a whole program; pieces of one are left to the examples of the packages.
func (r *reader) program(source string) string {
	if !strings.HasPrefix(source, "package ") {
		return ""
	}
	r.module.write("page/page.go", source)
	out, err := r.module.try("go", "vet", "./page")
	if err != nil {
		return out
	}
	return ""
}

// line returns what is wrong with a line of a shell, or nothing.
func (r *reader) line(line string) string {
	line, _, _ = strings.Cut(line, " #")
	var words []string
	for word := range strings.FieldsSeq(strings.TrimSuffix(strings.TrimSpace(line), "&")) {
		if len(words) > 0 || !regexp.MustCompile(`^[A-Z0-9_]+=`).MatchString(word) {
			words = append(words, word)
		}
	}
	if len(words) == 0 || strings.HasPrefix(words[0], "#") {
		return ""
	}
	switch {
	case words[0] == "make":
		if len(words) > 1 && !r.targets[words[1]] {
			return fmt.Sprintf("the Makefile has no target %s: mend the page or the Makefile", words[1])
		}
	case words[0] == "ali1688":
		return r.ours(words[1:])
	case strings.HasPrefix(line, "go tool ali1688 "):
		return r.ours(words[3:])
	case strings.HasPrefix(line, "go run ./") || strings.Contains(line, "go run ./"):
		return r.run(words[2:])
	// programs of others
	case slices.Contains([]string{"npm", "npx", "node", "php", "python3", "go", "git", "docker", "curl"}, words[0]):
	default:
		return fmt.Sprintf("nobody knows how to check %s: teach TestReadme", words[0])
	}
	return ""
}

func (r *reader) run(words []string) string {
	if !there(words[0]) {
		return "there is no " + words[0]
	}
	if words[0] == "./cmd/ali1688" {
		return r.ours(words[1:])
	}
	return ""
}

// ours returns what is wrong with a call of our command: its sub-command, its flags, its files.
func (r *reader) ours(words []string) string {
	if len(words) == 0 {
		return ""
	}
	help, err := r.module.try(r.command, words[0], "--help")
	if err != nil {
		return "there is no sub-command " + words[0]
	}
	for i, word := range words[1:] {
		if name, ok := strings.CutPrefix(word, "--"); ok {
			name, _, _ = strings.Cut(name, "=")
			if !regexp.MustCompile(`(?m)^\s+--?` + regexp.QuoteMeta(name) + `\b`).MatchString(help) {
				return fmt.Sprintf("ali1688 %s has no flag --%s", words[0], name)
			}
		}
		if words[0] == "check" && !strings.HasPrefix(word, "-") && !strings.HasPrefix(words[i], "--") && !there(word) &&
			strings.Contains(word, "/") {
			return "there is no " + word
		}
	}
	return ""
}

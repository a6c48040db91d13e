package outside

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/collection"
	"github.com/go-ali1688/ali1688/internal/idtext"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/openapi"
)

// bin returns a program that npm installed: those of `make lint` are in the folder itself.
func (r *run) bin(name string) string {
	outside := r.foreign("outside", "node_modules", ".bin", name)
	if _, err := os.Stat(outside); err == nil {
		return outside
	}
	return r.foreign("node_modules", ".bin", name)
}

func redocly(r *run, d openapi.Document) (result, error) {
	out, _ := exec.Command(r.bin("redocly"), "lint", "--extends=recommended", "--format=json", "--max-problems=10000",
		r.bundle(d.Name, "yaml")).Output() // it fails where it finds something
	var report struct{ Problems []finding }
	return findings(out, &report, &report.Problems)
}

// finding is a finding of a linter; one calls the rule so, the other a code.
type finding struct{ RuleID, Code, Message string }

// findings reads the output of a linter into a report, which has the list.
func findings(out []byte, report any, list *[]finding) (result, error) {
	if err := json.Unmarshal(out, report); err != nil {
		return result{}, fmt.Errorf("%w in %q", err, last(string(out)))
	}
	problem := func(f finding) string { return cmp.Or(f.RuleID, f.Code) + ": " + f.Message }
	return result{problems: lists.Map(*list, problem)}, nil
}

func spectral(r *run, d openapi.Document) (result, error) {
	rules := r.path("spectral.yaml")
	if err := os.WriteFile(rules, []byte("extends: ['spectral:oas']\n"), 0o644); err != nil {
		return result{}, err
	}
	out, _ := exec.Command(r.bin("spectral"), "lint", "--ruleset", rules, "--format=json", "--quiet",
		r.bundle(d.Name, "yaml")).Output()
	var list []finding
	return findings(out, &list, &list)
}

func swaggerParser(r *run, d openapi.Document) (result, error) {
	out, err := r.command("node", r.foreign("outside", "validate.mjs"), r.bundle(d.Name, "yaml"))
	return result{problems: lines(out)}, err
}

func lines(out string) []string {
	return strings.FieldsFunc(strings.TrimSpace(out), func(r rune) bool { return r == '\n' })
}

// tsc compiles TypeScript strictly and returns its errors.
func (r *run) tsc(args ...string) []string {
	out, err := r.command(r.bin("tsc"), append([]string{"--strict", "--target", "es2022", "--lib",
		"es2022,dom,dom.iterable", "--skipLibCheck", "--pretty", "false"}, args...)...)
	if err == nil {
		return nil
	}
	return lines(out)
}

func openapiTypescript(r *run, d openapi.Document) (result, error) {
	file := r.path(d.Name + ".ts")
	if _, err := r.command(r.bin("openapi-typescript"), r.bundle(d.Name, "yaml"), "-o", file); err != nil {
		return result{}, err
	}
	return result{problems: r.tsc("--noEmit", file)}, nil
}

// edition writes the edition of a document with ids as texts.
func (r *run) edition(d openapi.Document) (string, error) {
	content, err := idtext.Edition(d.JSON)
	if err != nil {
		return "", err
	}
	file := r.path(d.Name + ".text-ids.json")
	return file, os.WriteFile(file, content, 0o644)
}

func heyAPI(r *run, d openapi.Document) (result, error) {
	document, err := r.edition(d)
	if err != nil {
		return result{}, err
	}
	source, js := r.path("hey", d.Name), r.path("js", d.Name)
	if _, err := r.command(r.bin("openapi-ts"), "-i", document, "-o", source, "-c", "@hey-api/client-fetch"); err != nil {
		return result{}, err
	}
	files, err := filepath.Glob(filepath.Join(source, "*.ts"))
	if err != nil {
		return result{}, err
	}
	if problems := r.tsc(append([]string{"--module", "commonjs", "--moduleResolution", "node10", "--outDir", js},
		files...)...); problems != nil {
		return result{problems: problems}, nil
	}
	return sent(r.command("node", r.foreign("outside", "send-hey.mjs"), js, document, r.address(d.Name)))
}

const orvalConfig = `module.exports = { api: { input: %q, output: { target: %q, client: 'fetch',
  override: { formUrlEncoded: { path: %q, name: 'form' } } } } };`

func orval(r *run, d openapi.Document) (result, error) {
	document, err := r.edition(d)
	if err != nil {
		return result{}, err
	}
	config, target := r.path("orval."+d.Name+".cjs"), r.path("orval", d.Name+".ts")
	text := fmt.Sprintf(orvalConfig, document, target, filepath.Join(r.root, "docs", "assets", "ali1688.mjs"))
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return result{}, err
	}
	if _, err := r.command(r.bin("orval"), "--config", config); err != nil {
		return result{}, err
	}
	return result{problems: r.tsc("--noEmit", "--module", "esnext", "--moduleResolution", "bundler", "--allowJs", target)},
		nil
}

func prism(r *run, d openapi.Document) (result, error) {
	port, err := freePort()
	if err != nil {
		return result{}, err
	}
	proxy := exec.Command(r.bin("prism"), "proxy", "--port", port, r.bundle(d.Name, "yaml"), r.mock+base(d.Name))
	if err := proxy.Start(); err != nil {
		return result{}, err
	}
	defer func() { _ = proxy.Process.Kill(); _ = proxy.Wait() }()
	if err := awaitPort(port); err != nil {
		return result{}, err
	}
	return sent(r.command("node", r.foreign("outside", "send-prism.mjs"), r.bundle(d.Name, "json"),
		"http://127.0.0.1:"+port))
}

// awaitPort waits for a server that starts.
func awaitPort(port string) error {
	var err error
	for range 240 {
		if err = exec.Command("curl", "-s", "-o", os.DevNull, "http://127.0.0.1:"+port+"/").Run(); err == nil {
			return nil
		}
		time.Sleep(250 * time.Millisecond)
	}
	return err
}

func newman(r *run, d openapi.Document) (result, error) {
	content, err := collection.Postman(d.JSON, d.Title, r.address(d.Name))
	if err != nil {
		return result{}, err
	}
	file, report := r.path(d.Name+".postman.json"), r.path(d.Name+".newman.json")
	if err := os.WriteFile(file, content, 0o644); err != nil {
		return result{}, err
	}
	_, err = r.command(r.bin("newman"), "run", file, "--reporters", "json", "--reporter-json-export", report)
	if err != nil {
		return result{}, err
	}
	return readNewman(report)
}

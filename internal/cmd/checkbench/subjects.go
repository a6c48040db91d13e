package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/openapi"
)

// subjects returns all that can be measured here. Files of theirs are made in the folder work.
func subjects(work, tools string) ([]subject, error) {
	kin, err := openapi3.NewLoader().LoadFromData(openapi.Gateway().JSON)
	if err != nil {
		return nil, err
	}
	command, err := command(work)
	all := []subject{
		inProcess("checker", checkOnce), inProcess("kin", func(b body) error { return kinOnce(kin, b) }), command,
	}
	if ajv := node(work, tools); ajv != nil {
		all = append(all, ajv)
	}
	return all, err
}

// inProcess measures a function.
func inProcess(name string, once func(body) error) subject {
	return func(bodies []body, duration time.Duration) (speeds, error) {
		found := speeds{name: {}}
		for _, b := range bodies {
			n, start, before := 0, time.Now(), processorTime()
			for ; time.Since(start) < duration; n++ {
				if err := once(b); err != nil {
					return nil, err
				}
			}
			found[name][b.api] = speed(n*len(b.text), processorTime()-before)
		}
		return found, nil
	}
}

// speed returns megabytes a second.
func speed(bytes int, took time.Duration) float64 { return float64(bytes) / 1e6 / took.Seconds() }

func checkOnce(b body) error {
	findings, err := conformance.Gateway().Check(b.api, b.text, conformance.Options{})
	if err == nil && len(findings) > 0 {
		err = fmt.Errorf("%s has findings: %v", b.api, findings[0])
	}
	return err
}

func kinOnce(doc *openapi3.T, b body) error {
	var value any
	if err := json.Unmarshal(b.text, &value); err != nil {
		return err
	}
	response := doc.Paths.Value("/" + b.api + "/").Get.Responses.Value("200").Value
	return response.Content.Get("application/json").Schema.Value.VisitJSON(value)
}

// command builds ali1688, and returns its sub-command check.
func command(work string) (subject, error) {
	binary := filepath.Join(work, "ali1688")
	out, err := exec.Command("go", "build", "-tags", "lean", "-o", binary, "./cmd/ali1688").CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	return func(bodies []body, _ time.Duration) (speeds, error) { return checkFiles(binary, work, bodies) }, nil
}

// linesSize is the size in bytes of the NDJSON that the command checks.
const linesSize = 64 << 20

func checkFiles(binary, work string, bodies []body) (speeds, error) {
	found := speeds{"command": {}}
	for _, b := range bodies {
		file := filepath.Join(work, b.api+".ndjson")
		line := fmt.Appendf(nil, `{"api":%q,"body":%s}`+"\n", b.api, b.text)
		if err := os.WriteFile(file, bytes.Repeat(line, linesSize/len(line)), 0o600); err != nil {
			return nil, err
		}
		check := exec.Command(binary, "check", file)
		check.Env = append(os.Environ(), "GOMAXPROCS=1")
		if out, err := check.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%w: %s", err, out)
		}
		used := check.ProcessState.UserTime() + check.ProcessState.SystemTime()
		found["command"][b.api] = speed(linesSize/len(line)*len(line), used)
	}
	return found, nil
}

//go:embed ajv.cjs
var script []byte

// node returns ajv in Node, or nil if it cannot be measured.
func node(work, tools string) subject {
	_, missing := os.Stat(filepath.Join(tools, "node_modules", "ajv"))
	_, noNode := exec.LookPath("node")
	if missing != nil || noNode != nil {
		fmt.Fprintln(os.Stderr, "SKIPPED: Node and ajv are not installed: run `npm ci --prefix internal/foreigntools`")
		return nil
	}
	return func(bodies []body, duration time.Duration) (speeds, error) {
		return runNode(work, tools, bodies, duration)
	}
}

func runNode(work, tools string, bodies []body, duration time.Duration) (speeds, error) {
	document := filepath.Join(work, "document.json")
	if err := os.WriteFile(document, openapi.Gateway().JSON, 0o600); err != nil {
		return nil, err
	}
	args := []string{"-", tools, document, fmt.Sprint(duration.Milliseconds())}
	for _, b := range bodies {
		if err := os.WriteFile(filepath.Join(work, b.api), b.text, 0o600); err != nil {
			return nil, err
		}
		args = append(args, filepath.Join(work, b.api))
	}
	cmd := exec.Command("node", args...)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(script), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	found := speeds{}
	return found, json.Unmarshal(out, &found)
}

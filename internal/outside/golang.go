package outside

import (
	_ "embed" // the senders
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/internal/filetree"
	"github.com/go-ali1688/ali1688/openapi"
)

//go:embed send.go.txt
var sendGo string

//go:embed sign.go.txt
var signGo string

const (
	module    = "module outside.example\n\ngo 1.26\n"
	oapi      = "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@" + oapiVersion
	ogenPath  = "github.com/ogen-go/ogen/cmd/ogen@" + ogenVersion
	suffix    = "output-options: {response-type-suffix: HTTPResult}\n"
	serverSet = "chi-server echo-server fiber-server gin-server gorilla-server iris-server std-http-server"
)

// files writes files of a temporary module.
func (r *run) files(folder string, content map[string]string) error {
	for name, text := range content {
		if err := filetree.Write(r.path(folder, name), []byte(text)); err != nil {
			return err
		}
	}
	return nil
}

// build adds the modules that the code needs and compiles all of it. What does not compile is a problem.
func (r *run) build(folder string, args ...string) ([]string, error) {
	dir := r.path(folder)
	if _, err := r.in(dir, "go", "mod", "tidy"); err != nil {
		return nil, err
	}
	out, err := r.in(dir, "go", append([]string{"build", "-trimpath"}, args...)...)
	if err != nil {
		return append(lines(out), err.Error()), nil
	}
	return nil, nil
}

func oapiCodegen(r *run, d openapi.Document) (result, error) {
	folder := "oapi-" + d.Name
	err := r.files(folder, map[string]string{"go.mod": module, "config.yaml": suffix,
		d.Name + "/send/main.go": strings.ReplaceAll(sendGo, "DOCUMENT", d.Name), d.Name + "/send/sign.go": signGo,
		d.Name + "/api/api.go": "package api\n"})
	if err != nil {
		return result{}, err
	}
	if _, err := r.in(r.path(folder), "go", "run", oapi, "-config", "config.yaml", "-package", "api", "-generate",
		"types,client", "-o", d.Name+"/api/api.go", r.bundle(d.Name, "yaml")); err != nil {
		return result{}, err
	}
	if problems, err := r.build(folder, "-o", "sender", "./"+d.Name+"/send"); problems != nil || err != nil {
		return result{problems: problems}, err
	}
	calls, err := r.command("node", r.foreign("outside", "print-calls.mjs"), r.bundle(d.Name, "json"))
	if err != nil {
		return result{}, err
	}
	if err := r.files(folder, map[string]string{"calls.json": calls}); err != nil {
		return result{}, err
	}
	return sent(r.in(r.path(folder), "./sender", "calls.json", r.address(d.Name)))
}

func oapiServers(r *run, d openapi.Document) (result, error) {
	folder := "servers-" + d.Name
	if err := r.files(folder, map[string]string{"go.mod": module, "config.yaml": suffix}); err != nil {
		return result{}, err
	}
	for server := range strings.FieldsSeq(serverSet) {
		name := strings.ReplaceAll(server, "-", "")
		if err := r.files(folder, map[string]string{name + "/api.go": "package " + name + "\n"}); err != nil {
			return result{}, err
		}
		if _, err := r.in(r.path(folder), "go", "run", oapi, "-config", "config.yaml", "-package", name, "-generate",
			"types,"+server, "-o", name+"/api.go", r.bundle(d.Name, "yaml")); err != nil {
			return result{}, fmt.Errorf("%s: %w", server, err)
		}
	}
	problems, err := r.build(folder, "./...")
	return result{problems: problems}, err
}

func ogen(r *run, d openapi.Document) (result, error) {
	folder := "ogen-" + d.Name
	if err := r.files(folder, map[string]string{"go.mod": module}); err != nil {
		return result{}, err
	}
	out, err := r.in(r.path(folder), "go", "run", ogenPath, "--target", "api", "--package", "api", "--clean",
		r.bundle(d.Name, "yaml"))
	if err != nil {
		return result{problems: []string{last(out)}}, nil
	}
	problems, err := r.build(folder, "./...")
	return result{problems: problems}, err
}

package usermodule

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// extras are modules that only some users ask for. A program that imports a client must not link them.
var extras = []string{"redis", "hibiken/asynq", "bbolt", "opentelemetry", "failsafe-go", "cenkalti/backoff",
	"modelcontextprotocol"}

// TestLinks lists the packages of programs that import one package of ours.
func TestLinks(t *testing.T) {
	m := newModule(t)
	for name, tt := range map[string]struct{ imports, links string }{
		"gateway":  {ours, ""},
		"platform": {ours + "/openplatform", ""},
		"redis":    {ours + "/redisstore", "redis"},
		"fleet":    {ours + "/fleet", "hibiken/asynq"},
	} {
		m.write(name+"/main.go", "package main\n\nimport _ \""+tt.imports+"\"\n\nfunc main() {}\n")
		m.run("go", "build", "-o", m.dir+"/bin/"+name, "./"+name)
		var linked []string
		for dep := range strings.FieldsSeq(m.run("go", "list", "-deps", "./"+name)) {
			for _, extra := range extras {
				if strings.Contains(dep, extra) {
					linked = append(linked, dep)
				}
			}
		}
		if tt.links == "" {
			assert.Empty(t, linked, name)
		} else {
			assert.Contains(t, strings.Join(linked, " "), tt.links, name)
		}
	}
}

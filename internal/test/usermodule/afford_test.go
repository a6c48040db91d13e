package usermodule

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/measured"
)

// calls are programs and tests that use one package each, with what it may cost.
var calls = []struct {
	name, file, source string
	maxVendored        float64 // MB of all modules
}{
	{"client", "main.go", `package main

import (
	"context"
	"fmt"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

func main() {
	client, err := ali1688.New("k", "s", ali1688.WithBaseURL("http://127.0.0.1:1"))
	if err != nil {
		panic(err)
	}
	fmt.Println(client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"}))
}
`, 3},
	{"platform", "main.go", `package main

import (
	"context"
	"fmt"

	"github.com/go-ali1688/ali1688/openplatform"
)

func main() {
	client, err := openplatform.New("1", "s", openplatform.WithBaseURL("http://127.0.0.1:1"))
	if err != nil {
		panic(err)
	}
	fmt.Println(client.Account.Basic(context.Background()))
}
`, 4},
	{"mock", "shop_test.go", `package shop

import (
	"context"
	"testing"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

func TestShop(t *testing.T) {
	client, err := ali1688.New("k", "s", ali1688.WithBaseURL(mock.New(t).URL()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"}); err != nil {
		t.Fatal(err)
	}
}
`, 12.5},
	{"checker", "shop_test.go", `package shop

import (
	"testing"

	"github.com/go-ali1688/ali1688/conformance"
)

func TestShop(t *testing.T) {
	conformance.Check(t, "item_get", []byte(` + "`" +
		`{"item":{},"error":"item-not-found","reason":"x","error_code":"2000"}` + "`" + `))
}
`, 9},
}

// TestModuleOfAUser does what a user does with a new module: go mod tidy, go mod vendor, and a build from what was
// vendored. The proxy is off: everything has to come from the modules that our own module needs.
func TestModuleOfAUser(t *testing.T) {
	for _, c := range calls {
		t.Run(c.name, func(t *testing.T) {
			m := newEmptyModule(t)
			m.write(c.file, c.source)
			m.run("go", "mod", "tidy")
			required := requirements(t, m.dir)
			assert.LessOrEqual(t, len(required), 5, "requirements after go mod tidy: %v", required)
			m.run("go", "mod", "vendor")
			size := vendored(t, m.dir)
			assert.LessOrEqual(t, size, c.maxVendored, "MB after go mod vendor")
			for _, generator := range []string{"oapi-codegen", "kin-openapi", "oasdiff", "speakeasy-api", "yaml"} {
				assert.NotContains(t, strings.Join(required, " "), generator)
			}
			m.flags = "-mod=vendor"
			m.run("go", "vet", "./...")
			if strings.HasSuffix(c.file, "_test.go") {
				m.run("go", "test", "./...")
			} else {
				m.run("go", "build", "-o", "shop.bin", ".")
			}
			if c.name == "platform" {
				oneService(t, filepath.Join(m.dir, "shop.bin"), "account")
			}
			require.NoError(t, measured.Keep(map[string]string{
				"module." + c.name + "_requirements": fmt.Sprint(len(required)),
				"module." + c.name + "_vendored":     fmt.Sprintf("%.1f", size),
			}))
		})
	}
}

// newEmptyModule returns one that knows where ours is, and nothing else.
func newEmptyModule(t *testing.T) *module {
	t.Helper()
	if testing.Short() {
		t.Skip("SKIPPED: -short leaves out what builds whole programs")
	}
	m := &module{t: t, dir: t.TempDir(), offline: true}
	root, err := filepath.Abs("../../..")
	require.NoError(t, err)
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	m.write("go.mod", "module example.org/shop\n\ngo 1.26\n\nrequire "+ours+" v0.0.0\n\nreplace "+ours+" => "+root+"\n")
	m.write("go.sum", string(sum))
	return m
}

var requirement = regexp.MustCompile(`(?m)^(?:require )?\s*([a-z0-9.-]+\.[a-z]+/\S+) v\S+`)

// requirements returns the modules that the go.mod of a folder requires.
func requirements(t *testing.T, dir string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	require.NoError(t, err)
	var out []string
	for _, match := range requirement.FindAllStringSubmatch(string(text), -1) {
		out = append(out, match[1])
	}
	require.Contains(t, out, ours, "%s", text)
	return out
}

// vendored returns the size of the files in the folder vendor, in MB.
func vendored(t *testing.T, dir string) float64 {
	t.Helper()
	var bytes int64
	err := filepath.WalkDir(filepath.Join(dir, "vendor"), func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	require.NoError(t, err)
	return float64(bytes) / 1e6
}

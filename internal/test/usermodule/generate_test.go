package usermodule

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ownTest is a test of the user's, of what came out.
const ownTest = `package shop

import (
	"context"
	"errors"
	"testing"

	"github.com/go-ali1688/ali1688"
	ourgateway "github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/openplatform"

	"example.org/shop/own"
	"example.org/shop/own/conformance"
	"example.org/shop/own/gateway"
	"example.org/shop/own/mock"
)

func TestOwn(t *testing.T) {
	gw := mock.New(t)
	client, err := own.New("k", "s", own.WithBaseURL(gw.URL()))
	if err != nil {
		t.Fatal(err)
	}
	stock, err := client.ItemStock(context.Background(), &gateway.ItemStockParams{NumIID: "1"})
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := stock.Stock.Quantity.Int64(); n != 12 || stock.Stock.SKUID != "7" {
		t.Errorf("got %+v", stock.Stock)
	}
	conformance.Check(t, "item_stock", stock.Raw)
	item, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
	if err != nil || item.Item.Gift != "a mug" {
		t.Errorf("got %q, %v", item.Item.Gift, err)
	}
	conformance.Check(t, "item_get", item.Raw)
	if _, err = client.ItemStock(context.Background(), &gateway.ItemStockParams{}); err == nil {
		t.Error("want an error for the missing parameter")
	}
	gw.Overrides.CatGet = func(context.Context, *ourgateway.CatGetParams) (*ourgateway.CatGetResponse, error) {
		return nil, nil
	}
	_, err = client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "1", Lang: own.Ptr("english")})
	if !errors.Is(err, own.ErrBadParameter) {
		t.Errorf("got %v", err)
	}

	if !errors.Is(err, ali1688.ErrBadParameter) || !ali1688.IsCode(err, "4003") {
		t.Errorf("the errors of both are one: %v", err)
	}
	orders, err := openplatform.Via(client).Trade.GetBuyerOrderList(own.WithSession(context.Background(), "a member"), nil)
	if err != nil {
		t.Errorf("the open platform through the own client: %v, %v", orders, err)
	}

	// Ours stays as it is, and works beside it.
	plain, err := ali1688.New("k", "s", ali1688.WithBaseURL(gw.URL()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plain.ItemGet(context.Background(), &ourgateway.ItemGetParams{NumIID: "1"}); err != nil {
		t.Error(err)
	}
}
`

// private is what a user adds: an operation with a schema and a parameter, a member of a response of ours, a Go name.
const private = "../../../examples/private"

// TestGenerate goes the documented way: a folder of the user's, one command, and a program that uses what came out.
func TestGenerate(t *testing.T) {
	m := newModule(t)
	require.NoError(t, os.CopyFS(filepath.Join(m.dir, "private"), os.DirFS(private)))
	m.write("shop_test.go", ownTest)
	before := ourFiles(t)
	command := m.command()
	assert.Regexp(t, "^wrote [0-9]+ files to own, package example.org/shop/own\n$",
		m.run(command, "generate", "--with", "private", "--out", "own"))
	t.Log(m.run("go", "vet", "./..."))
	t.Log(m.run("go", "test", "./..."))
	assert.Equal(t, before, ourFiles(t), "ours is untouched")

	reference, err := os.ReadFile(filepath.Join(m.dir, "own", "REFERENCE.md"))
	require.NoError(t, err)
	for _, want := range []string{"## item_stock\n", "| `num_iid` | required | The offer's id. |", "| `lang` |",
		"| `gift` | What comes with it. | `a mug` |"} {
		assert.Contains(t, string(reference), want)
	}

	m.write("answers/item_stock/1.json", `{"error_code": "0000", "stock": {"quantity": true}}`)
	out, err := m.try(command, "check", "--document", "own/openapi/openapi.json", "answers")
	require.Error(t, err)
	assert.Contains(t, out, "private/schemas/stock.yaml:", "the checker names the user's own line")

	types := filepath.Join(m.dir, "own", "gateway", "gateway.gen.go")
	once, err := os.ReadFile(types)
	require.NoError(t, err)
	m.run("go", "mod", "edit", "-tool="+ours+"/cmd/ali1688") // the other documented way; go get would ask the network
	m.run("go", "tool", "ali1688", "generate", "--with", "private", "--out", "own")
	twice, err := os.ReadFile(types)
	require.NoError(t, err)
	assert.Equal(t, string(once), string(twice), "twice is as good as once")
}

// ourFiles returns the times at which the files that are made from the documents were written.
func ourFiles(t *testing.T) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	for _, pattern := range []string{"../../../*.go", "../../../generated/gateway/*", "../../../openapi/dist/*",
		"../../../mock/*.go"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			info, err := os.Stat(file)
			require.NoError(t, err)
			out[file] = info.ModTime().UnixNano()
		}
	}
	return out
}

// TestGenerateRefuses says what is wrong with the user's folder, in the user's words.
func TestGenerateRefuses(t *testing.T) {
	m := newModule(t)
	command := m.command()
	path, err := os.ReadFile(filepath.Join(private, "paths", "item_stock.yaml"))
	require.NoError(t, err)
	cases := map[string]struct{ file, content, want string }{
		"a file of ours": {"paths/item_get.yaml", "get: {}\n", "is a file of ours: give yours another name"},
		"broken YAML":    {"paths/item_a.yaml", "get: [\n", "paths/item_a.yaml"},
		"a reference to nothing": {"paths/item_a.yaml", strings.ReplaceAll(string(path), "stock.yaml", "stocks.yaml"),
			"a reference to nothing/paths/item_a.yaml:"},
		"an overlay about nothing": {"overlay.yaml",
			"overlay: 1.0.0\ninfo: {title: x, version: \"1\"}\nactions:\n  - target: $.paths['/nothing/']\n    update: {x: y}\n",
			"overlay.yaml"},
		"an empty folder": {"README.md", "x", "holds no YAML"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m.write(name+"/"+c.file, c.content)
			out, err := m.try(command, "generate", "--with", name, "--out", "out")
			require.Error(t, err, out)
			assert.Contains(t, out, c.want)
			assert.NoDirExists(t, filepath.Join(m.dir, "out"))
		})
	}
}

// TestGenerateNeedsAModule says what is missing where there is no module to write into, or none that has ours.
func TestGenerateNeedsAModule(t *testing.T) {
	m := newModule(t)
	command := m.command()
	out, err := m.try(command, "generate", "--with", ".", "--out", t.TempDir())
	require.Error(t, err)
	assert.Contains(t, out, "lies in no Go module: run `go mod init` above it first")
	m.write("go.mod", "module example.org/shop\n")
	out, err = m.try(command, "generate", "--with", ".", "--out", "own")
	require.Error(t, err)
	assert.Contains(t, out, "run this in its checkout or in a Go module that requires github.com/go-ali1688/ali1688")
}

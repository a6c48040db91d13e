package usermodule

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// bare makes the same call by hand.
const bare = `package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
)

func main() {
	query := url.Values{"key": {os.Getenv("ALI1688_KEY")}, "secret": {os.Getenv("ALI1688_SECRET")}, "num_iid": {"610947572360"}}
	rsp, err := http.Get("https://api-gw.onebound.cn/1688/item_get/?" + query.Encode())
	if err != nil {
		log.Fatal(err)
	}
	defer rsp.Body.Close()
	var answer struct {
		Item struct {
			Title string
			Price json.RawMessage
		}
	}
	if err := json.NewDecoder(rsp.Body).Decode(&answer); err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.Item.Title, answer.Item.Price)
}
`

// goBlocks returns the Go programs and pieces of a Markdown file.
func goBlocks(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var out []string
	for _, m := range regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		out = append(out, m[1])
	}
	return out
}

// TestProgram builds the complete program of the README beside the same call by hand, and says what it costs.
func TestProgram(t *testing.T) {
	m := newModule(t)
	blocks := goBlocks(t, "../../../README.md")
	require.NotEmpty(t, blocks)
	require.Contains(t, blocks[0], "package main")
	m.write("client/main.go", blocks[0])
	m.write("bare/main.go", bare)
	m.run("go", "build", "-o", "warm", "./bare") // the standard library, which no program pays for alone

	start := time.Now()
	m.run("go", "build", "-o", "client.bin", "./client")
	took := time.Since(start)
	m.run("go", "build", "-o", "bare.bin", "./bare")
	more := m.size("client.bin") - m.size("bare.bin")
	deps := strings.Fields(m.run("go", "list", "-deps", "./client"))
	modules := m.modules("./client")
	t.Logf("%d modules (%s), %d packages, %.2f MiB, %.2f MiB more than bare net/http, built in %s",
		len(modules), strings.Join(modules, ", "), len(deps), mib(m.size("client.bin")), mib(more),
		took.Round(100*time.Millisecond))

	assert.LessOrEqual(t, mib(more), 3.0, "MiB more than the same call by hand")
	for _, dep := range deps {
		for _, heavy := range []string{"kin-openapi", "oasdiff", "oapi-codegen/v2", "yaml", ours + "/mock", ours +
			"/conformance", ours + "/openapi"} {
			assert.NotContains(t, dep, heavy, "a client only must not build it")
		}
	}
}

func mib(bytes int64) float64 { return float64(bytes) / (1 << 20) }

func (m *module) size(file string) int64 {
	m.t.Helper()
	info, err := os.Stat(filepath.Join(m.dir, file))
	require.NoError(m.t, err)
	return info.Size()
}

// modules returns those that a program is built from, beside its own.
func (m *module) modules(program string) []string {
	out := strings.Fields(m.run("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", program))
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(p string) bool { return strings.HasPrefix(p, "example.org/") })
}

const use = `package shop

import (
	"context"
	"errors"
	"testing"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
)

func price(answer *gateway.ItemGetResponse) loose.Yuan { return answer.Item.Price }

func TestUse(t *testing.T) {
	gw := mock.New(t)
	client, err := ali1688.New("k", "s", ali1688.WithBaseURL(gw.URL()))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
	if err != nil {
		t.Fatal(err)
	}
	fen, ok := price(answer).Fen()
	if order, _ := fen.Compare(loose.FenOf(0)); !ok || order <= 0 {
		t.Errorf("got %s fen", fen)
	}
	conformance.Check(t, "item_get", answer.Raw)
	gw.Overrides.ItemGet = func(context.Context, *gateway.ItemGetParams) (*gateway.ItemGetResponse, error) {
		return nil, ali1688.ErrNotFound
	}
	_, err = client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "1"})
	if err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	rows := 0
	for _, err := range client.ItemSearchAll(context.Background(), &gateway.ItemSearchParams{Q: "mug"}) {
		if err != nil {
			t.Fatal(err)
		}
		if rows++; rows == 3 {
			break
		}
	}
}
`

// TestUse runs a test of a user's: client, mock, checker and types together.
func TestUse(t *testing.T) {
	m := newModule(t)
	m.write("shop_test.go", use)
	m.run("go", "vet", ".")
	m.run("go", "test", ".")
	deps := m.run("go", "list", "-test", "-deps", ".")
	for _, heavy := range []string{"kin-openapi", "oasdiff", "yaml"} {
		assert.NotContains(t, deps, heavy, "the mock and the checker must not build it")
	}
}

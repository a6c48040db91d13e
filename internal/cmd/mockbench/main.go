// Command mockbench measures the mock gateway beside other mocks, all in one run, so that what it prints are ratios of
// the same machine at the same time: requests a second, processor time of the server for a request, time from start
// to the first response, and memory.
//
//	go run ./internal/cmd/mockbench [-for 4s] [-stripe PATH] [-prism PATH]
//
// Servers that are not installed are left out, and the output names them.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/measured"
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == "bare" {
		exit.On(serveBare(os.Args[2]), "mockbench", 2)
		return
	}
	duration := flag.Duration("for", 4*time.Second, "how long to load each server with each kind of request")
	stripe := flag.String("stripe", "", "the binary of stripe-mock")
	prism := flag.String("prism", "internal/foreigntools/node_modules/.bin/prism", "the command of Prism")
	flag.Parse()
	exit.On(run(*duration, *stripe, *prism), "mockbench", 2)
}

// server is a server to be measured.
type server struct {
	name    string
	command []string
	port    int
	loads   []load
}

// load is a kind of request. {n} in its path is another number each time, of ten digits; {m} is one of sixteen, of
// three digits, because the response about one offer may be twice as long as that about another.
type load struct {
	name, path, authorization string
}

// result is what was measured.
type result struct {
	server, load string
	perSecond    float64
	cpu          time.Duration // of the server, a request
	ready        time.Duration
	rss, anon    int // KiB
}

const credentials = "?key=k&secret=s"

func run(duration time.Duration, stripe, prism string) error {
	dir, err := os.MkdirTemp("", "mockbench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	mock := filepath.Join(dir, "ali1688")
	// as the image has it
	build := exec.Command("go", "build", "-tags", "lean", "-ldflags=-s", "-o", mock, "./cmd/ali1688")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build the mock: %w\n%s", err, out)
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	ours := ourServer(mock)
	results, err := measureAll([]server{ours}, duration)
	if err != nil {
		return err
	}
	bare := filepath.Join(dir, "bytes")
	if err := fetchBytes(ours, bare); err != nil {
		return err
	}
	more, err := measureAll(present(otherServers([]string{self, "bare", bare}, stripe, prism)), duration)
	if err != nil {
		return err
	}
	results = append(results, more...)
	print(results)
	return measured.Keep(compared(results))
}

func ourServer(program string) server {
	return server{"ali1688 mock", []string{program, "mock", "--listen", "127.0.0.1:18801"}, 18801, []load{
		{"item_get, fresh", "/1688/item_get/" + credentials + "&num_iid=6{n}", ""},
		{"item_get, repeated", "/1688/item_get/" + credentials + "&num_iid=600000000{m}", ""},
		{"item_search, fresh", "/1688/item_search/" + credentials + "&q=T%E6%81%A4&page=1&start_price={n}", ""},
		{"item_search, repeated", "/1688/item_search/" + credentials + "&q=T%E6%81%A4&page=1", ""},
	}}
}

func otherServers(bare []string, stripe, prism string) []server {
	return []server{
		{"bare net/http", bare, barePort,
			[]load{{"item_get bytes", "/item_get", ""}, {"item_search bytes", "/item_search", ""}}},
		{"stripe-mock", []string{stripe, "-http-port", "18803", "-https-port", "-1"}, 18803,
			[]load{{"one customer", "/v1/customers/cus_{n}", "Bearer sk_test_1"},
				{"list charges", "/v1/charges", "Bearer sk_test_1"}}},
		{"Prism", []string{prism, "mock", "--port", "18804", "openapi/dist/gateway.yaml"}, 18804, []load{
			{"item_get", "/item_get/" + credentials + "&num_iid=6{n}", ""},
			{"item_search", "/item_search/" + credentials + "&q=a&page=1", ""}}},
	}
}

// comparisons are what the front pages quote: a load of the mock, and loads of other servers.
var comparisons = []struct {
	name, ours string
	others     []string
}{
	{"item_get", "item_get, fresh",
		[]string{"Prism item_get", "stripe-mock one customer", "bare net/http item_get bytes"}},
	{"item_search", "item_search, fresh",
		[]string{"Prism item_search", "stripe-mock list charges", "bare net/http item_search bytes"}},
	{"item_get_again", "item_get, repeated", []string{"bare net/http item_get bytes"}},
	{"item_search_again", "item_search, repeated", []string{"bare net/http item_search bytes"}},
}

// compared returns the ratios that the front pages quote: how many times as many requests a second, and how many times
// as little processor time a request, as the others.
func compared(results []result) map[string]string {
	by := map[string]result{}
	for _, r := range results {
		by[r.server+" "+r.load] = r
	}
	out := map[string]string{}
	for _, c := range comparisons {
		ours := by["ali1688 mock "+c.ours]
		var speeds, costs []string
		for _, name := range c.others {
			other, ok := by[name]
			if !ok {
				speeds, costs = append(speeds, "not measured"), append(costs, "not measured")
				continue
			}
			speeds = append(speeds, fmt.Sprintf("%.2g", ours.perSecond/other.perSecond))
			costs = append(costs, fmt.Sprintf("%.2g", float64(other.cpu)/float64(ours.cpu)))
		}
		out["mock."+c.name], out["mock."+c.name+"_cpu"] = strings.Join(speeds, " · "), strings.Join(costs, " · ")
	}
	for server, name := range map[string]string{"ali1688 mock item_get, fresh": "mock",
		"stripe-mock one customer": "stripe"} {
		if r, ok := by[server]; ok {
			out[name+".ready"] = fmt.Sprint(r.ready.Round(time.Millisecond))
			out[name+".memory"] = fmt.Sprintf("%d MiB", r.rss>>10)
		}
	}
	return out
}

// present returns the servers whose program is installed.
func present(all []server) []server {
	var out []server
	for _, r := range all {
		if _, err := exec.LookPath(r.command[0]); err != nil {
			fmt.Printf("%s is left out: its program is not there\n", r.name)
			continue
		}
		out = append(out, r)
	}
	return out
}

func measureAll(servers []server, duration time.Duration) ([]result, error) {
	var out []result
	for _, r := range servers {
		results, err := measure(r, duration)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.name, err)
		}
		out = append(out, results...)
	}
	return out, nil
}

func print(results []result) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "server\trequest\treq/s\tCPU/req\tready\tRSS\tanon\t")
	for _, r := range results {
		fmt.Fprintf(w, "%s\t%s\t%.0f\t%s\t%s\t%d MiB\t%d MiB\t\n", r.server, r.load, r.perSecond,
			r.cpu.Round(time.Microsecond/10), r.ready.Round(time.Millisecond), r.rss>>10, r.anon>>10)
	}
	_ = w.Flush()
}

// Command checkbench measures the checker beside kin-openapi and ajv on the same bodies, each on one core, all in one
// run: megabytes of bodies for a second of processor time, the parse of the JSON included.
//
//	go run ./internal/cmd/checkbench [-for 2s] [-rounds 3] [-tools FOLDER]
//
// The bodies are the recorded response of item_get and a large page of item_search of the mock. The command reads lines
// of NDJSON with the operation and the body. ajv runs in Node, with the code that it makes of the schema of the bundle;
// without Node it is left out, and the output says so. All take turns, and the best round of each counts, as other
// programs on the machine can only slow one down.
package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/measured"
)

func main() {
	duration := flag.Duration("for", 2*time.Second, "how long to measure each of them in a round")
	rounds := flag.Int("rounds", 3, "how many `N` rounds to measure")
	tools := flag.String("tools", "internal/foreigntools", "the `FOLDER` where ajv is installed")
	flag.Parse()
	runtime.GOMAXPROCS(1)
	exit.On(run(os.Stdout, *duration, *rounds, *tools), "checkbench", 2)
}

// speeds are megabytes for a second of processor time, by subject and body.
type speeds map[string]map[string]float64

// subject measures a program.
type subject func(bodies []body, duration time.Duration) (speeds, error)

func run(out io.Writer, duration time.Duration, rounds int, tools string) error {
	work, err := os.MkdirTemp("", "checkbench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	bodies, err := loadBodies()
	if err != nil {
		return err
	}
	all, err := subjects(work, tools)
	if err != nil {
		return err
	}
	found := speeds{}
	for range rounds {
		for _, measure := range all {
			got, err := measure(bodies, duration)
			if err != nil {
				return err
			}
			found.keepBest(got)
		}
	}
	found.print(out, bodies)
	return measured.Keep(found.quoted(bodies))
}

// keepBest keeps the better of what was measured before and now.
func (s speeds) keepBest(got speeds) {
	for subject, of := range got {
		if s[subject] == nil {
			s[subject] = map[string]float64{}
		}
		for api, speed := range of {
			s[subject][api] = max(s[subject][api], speed)
		}
	}
}

func (s speeds) print(out io.Writer, bodies []body) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, b := range bodies {
		fmt.Fprintf(table, "%s, %d bytes\tMB/s\tto ajv\tto kin-openapi\t\n", b.api, len(b.text))
		for _, name := range slices.Sorted(maps.Keys(s)) {
			fmt.Fprintf(table, "  %s\t%.0f\t%s\t%s\t\n", name, s[name][b.api], s.ratio(name, "ajv", b.api),
				s.ratio(name, "kin", b.api))
		}
	}
	_ = table.Flush()
}

// ratio returns how many times as fast a subject is as another.
func (s speeds) ratio(name, other, api string) string {
	if s[other][api] == 0 {
		return "-"
	}
	return strconv.FormatFloat(s[name][api]/s[other][api], 'g', 2, 64)
}

// quoted returns what the pages quote: of each body the speeds, and their ratios.
func (s speeds) quoted(bodies []body) map[string]string {
	values := map[string]string{}
	for _, b := range bodies {
		values["check."+b.api+"_bytes"] = strconv.Itoa(len(b.text))
		for name := range s {
			values["check."+b.api+"_"+name] = strconv.FormatFloat(s[name][b.api], 'f', 0, 64)
		}
		for _, ours := range []string{"checker", "command"} {
			for _, other := range []string{"ajv", "ajv_text", "kin"} {
				if s[other] != nil {
					values["check."+b.api+"_"+ours+"_"+other] = s.ratio(ours, other, b.api)
				}
			}
		}
	}
	return values
}

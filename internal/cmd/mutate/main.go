// Command mutate measures how well the tests of a package notice mistakes: it makes small changes of its code, one at a
// time, and counts those with which a test of the package fails. It prints the changes that no test notices.
//
// All mutants are compiled into one test binary, which a variable of the environment tells the one to activate, so that
// a mutant costs a run of the tests that reach it and no compilation. Generated code has no mutants.
package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"sync"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/lists"
)

func main() {
	sample := flag.Int("n", 150, "the number of mutants a package, drawn by -seed; 0 for all")
	seed := flag.Uint64("seed", 1, "which mutants are drawn")
	parallel := flag.Int("p", 2, "how many test binaries run at once")
	least := flag.Int("least", 0, "fail if fewer percent of the mutants are killed")
	flag.Parse()
	low := false
	for _, pattern := range flag.Args() {
		score, err := measure(os.Stdout, pattern, *sample, *seed, *parallel)
		exit.On(err, "mutate: "+pattern, 2)
		low = low || score < *least
	}
	if low {
		os.Exit(1)
	}
}

// measure prints the mutants that survive and returns how many percent do not.
func measure(out io.Writer, pattern string, sample int, seed uint64, parallel int) (int, error) {
	work, err := os.MkdirTemp("", "ali1688-mutate")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(work) }()
	b, err := build(pattern, work)
	if err != nil {
		return 0, err
	}
	left, err := b.trace()
	if err != nil {
		return 0, err
	}
	for _, name := range left {
		fmt.Fprintf(out, "%s: %s is left out: without a mutant it fails, or takes more than %v\n", pattern, name, longest)
	}
	drawn := draw(b.mutants, sample, seed)
	survivors := b.survivors(drawn, parallel)
	for _, m := range survivors {
		fmt.Fprintf(out, "%s: survived: %s\n", pattern, m)
	}
	killed := len(drawn) - len(survivors)
	score := 100 * killed / max(1, len(drawn))
	fmt.Fprintf(out, "%s: %d of %d mutants killed, %d %% (%d in all)\n", pattern, killed, len(drawn), score,
		len(b.mutants))
	return score, nil
}

// draw returns a sample in the order of the code.
func draw(mutants []mutant, sample int, seed uint64) []mutant {
	if sample == 0 || sample >= len(mutants) {
		return mutants
	}
	order := rand.New(rand.NewPCG(seed, seed)).Perm(len(mutants))[:sample]
	slices.Sort(order)
	return lists.Map(order, func(i int) mutant { return mutants[i] })
}

// survivors runs the tests with each mutant and returns those that no test notices.
func (b *bench) survivors(mutants []mutant, parallel int) []mutant {
	var wait sync.WaitGroup
	alive := make([]bool, len(mutants))
	slots := make(chan struct{}, parallel)
	for i, m := range mutants {
		slots <- struct{}{}
		wait.Go(func() {
			alive[i] = !b.killed(m.id)
			<-slots
		})
	}
	wait.Wait()
	var left []mutant
	for i, m := range mutants {
		if alive[i] {
			left = append(left, m)
		}
	}
	return left
}

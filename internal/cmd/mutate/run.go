package main

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

//go:embed runtime.txt
var runtime string

// A bench is a test binary that holds all mutants of a package.
type bench struct {
	*finder
	work, binary string
	tests        []test
}

// A test is a test that passes, with the mutants it reaches.
type test struct {
	name  string
	took  time.Duration
	meets map[int]bool
}

var compileError = regexp.MustCompile(`(?m)^(\S+\.go):(\d+):\d+: `)

// build compiles the tests with all mutants; lines whose mutants do not compile are left alone.
func build(pattern, work string) (*bench, error) {
	t, err := load(pattern)
	if err != nil {
		return nil, err
	}
	skip := map[string]bool{}
	for {
		b := &bench{finder: find(t, skip), work: work, binary: filepath.Join(work, "mutants.test")}
		overlay, err := b.overlay()
		if err != nil {
			return nil, err
		}
		cmd := exec.Command("go", "test", "-c", "-gcflags=-e", "-overlay", overlay, "-o", b.binary, pattern)
		out, err := cmd.CombinedOutput()
		if err == nil {
			return b, b.mustExist()
		}
		known := len(skip)
		for _, match := range compileError.FindAllStringSubmatch(string(out), -1) {
			skip[filepath.Join(t.dir, filepath.Base(match[1]))+":"+match[2]] = true
		}
		if len(skip) == known {
			return nil, fmt.Errorf("%w: %s", err, out)
		}
	}
}

// mustExist reports a package without tests, for which go test makes no binary.
func (b *bench) mustExist() error {
	_, err := os.Stat(b.binary)
	return err
}

// overlay writes the files with their mutants and the runtime beside them.
func (b *bench) overlay() (string, error) {
	replace := map[string]string{}
	put := func(path string, text []byte) error {
		replace[path] = filepath.Join(b.work, filepath.Base(path))
		return os.WriteFile(replace[path], text, 0o600)
	}
	for path, edits := range b.edits {
		if err := put(path, apply(b.sources[path], edits)); err != nil {
			return "", err
		}
	}
	if err := put(filepath.Join(b.dir, "zz_mutants.go"), []byte("package "+b.name+"\n\n"+runtime)); err != nil {
		return "", err
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(b.work, "overlay.json")
	return path, os.WriteFile(path, text, 0o600)
}

var listable = regexp.MustCompile(`^(Test|Example|Fuzz)`)

// longest is how long a test may take alone. One that takes longer would run once for each of most mutants.
const longest = 20 * time.Second

// trace runs every test alone and notes the mutants that it meets. A test that fails without any mutant, or takes too
// long, is left out.
func (b *bench) trace() (left []string, err error) {
	out, err := b.command(context.Background(), "-test.list=.").Output()
	if err != nil {
		return nil, fmt.Errorf("list the tests: %w", err)
	}
	for name := range strings.FieldsSeq(string(out)) {
		if !listable.MatchString(name) {
			continue
		}
		t, err := b.traced(name)
		if err != nil {
			left = append(left, name)
			continue
		}
		b.tests = append(b.tests, t)
	}
	slices.SortFunc(b.tests, func(a, b test) int { return cmp.Compare(a.took, b.took) })
	return left, nil
}

func (b *bench) traced(name string) (test, error) {
	file := filepath.Join(b.work, name)
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	cmd := b.command(ctx, "-test.short", "-test.run=^"+name+"$")
	cmd.Env = append(os.Environ(), "MUTANT_TRACE="+file)
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return test{}, err
	}
	t := test{name: name, took: time.Since(start), meets: map[int]bool{}}
	ids, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) { // it was skipped, or meets none
		return t, nil
	}
	for id := range strings.FieldsSeq(string(ids)) {
		if n, err := strconv.Atoi(id); err == nil {
			t.meets[n] = true
		}
	}
	return t, err
}

// command starts the binary in the folder of its package, as go test does.
func (b *bench) command(ctx context.Context, arguments ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, b.binary, arguments...)
	cmd.Dir = b.dir
	cmd.WaitDelay = time.Second
	return cmd
}

// killed reports whether a test fails with the mutant. Quick tests run together, slow ones one by one after them.
func (b *bench) killed(id int) bool {
	var quick []string
	var took time.Duration
	i := 0
	for ; i < len(b.tests) && b.tests[i].took < time.Second/2; i++ {
		if b.tests[i].meets[id] {
			quick = append(quick, b.tests[i].name)
			took += b.tests[i].took
		}
	}
	if len(quick) > 0 && b.fails(id, took, quick) {
		return true
	}
	for ; i < len(b.tests); i++ {
		if b.tests[i].meets[id] && b.fails(id, b.tests[i].took, []string{b.tests[i].name}) {
			return true
		}
	}
	return false
}

// fails reports whether these tests fail with the mutant. One that takes much longer than without it fails, too.
func (b *bench) fails(id int, took time.Duration, names []string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second+10*took)
	defer cancel()
	cmd := b.command(ctx, "-test.short", "-test.failfast", "-test.run=^("+strings.Join(names, "|")+")$")
	cmd.Env = append(os.Environ(), fmt.Sprintf("MUTANT=%d", id))
	return cmd.Run() != nil
}

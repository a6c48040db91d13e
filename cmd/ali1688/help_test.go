package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files of the help anew")

// TestHelp compares every help with testdata/help; `go test ./cmd/ali1688 -update` writes it anew.
func TestHelp(t *testing.T) {
	cases := map[string][]string{"ali1688": {"--help"}}
	for _, c := range commands {
		cases[c.name] = []string{c.name, "--help"}
	}
	for name, args := range cases {
		t.Run(name, func(t *testing.T) {
			r := do(t, "", args...)
			assert.Equal(t, exitFine, r.status)
			assert.Empty(t, r.err)
			assert.Contains(t, r.out, "\n  ali1688 ", "an example")
			golden := filepath.Join("testdata", "help", name+".txt")
			if *update {
				require.NoError(t, os.MkdirAll(filepath.Dir(golden), 0o755))
				require.NoError(t, os.WriteFile(golden, []byte(r.out), 0o600))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), r.out, "if it is meant so: go test ./cmd/ali1688 -update")
		})
	}
}

// TestHelpElsewhere finds the help wherever somebody looks for it.
func TestHelpElsewhere(t *testing.T) {
	all := do(t, "", "--help").out
	for _, args := range [][]string{{}, {"-h"}, {"help"}} {
		assert.Equal(t, all, do(t, "", args...).out, strings.Join(args, " "))
	}
	check := do(t, "", "check", "--help").out
	for _, args := range [][]string{{"help", "check"}, {"check", "-h"}, {"check", "x.json", "--help"}} {
		assert.Equal(t, check, do(t, "", args...).out, strings.Join(args, " "))
	}
}

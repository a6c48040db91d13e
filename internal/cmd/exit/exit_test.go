package exit_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
)

// TestOn runs a program that ends by an error, and one without.
func TestOn(t *testing.T) {
	if text, ok := os.LookupEnv("EXIT_TEST_ERROR"); ok {
		var err error
		if text != "" {
			err = errors.New(text)
		}
		code, _ := strconv.Atoi(os.Getenv("EXIT_TEST_CODE"))
		exit.On(err, "command", code)
		os.Exit(0)
	}
	cases := []struct {
		err    string
		code   int
		status int
		out    string
	}{
		{"", 2, 0, ""},
		{"broken", 2, 2, "command: broken\n"},
		{"stale", 1, 1, "command: stale\n"},
	}
	for _, c := range cases {
		program := exec.Command(os.Args[0], "-test.run=^TestOn$")
		program.Env = append(os.Environ(), "EXIT_TEST_ERROR="+c.err, "EXIT_TEST_CODE="+strconv.Itoa(c.code))
		var out bytes.Buffer
		program.Stderr = &out
		_ = program.Run() // its code is compared
		assert.Equal(t, c.status, program.ProcessState.ExitCode(), c.err)
		assert.Equal(t, c.out, out.String())
	}
}

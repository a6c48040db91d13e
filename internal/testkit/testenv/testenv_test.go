package testenv_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

// fake is a test that remembers how it ended.
type fake struct {
	testing.TB
	skipped, failed string
}

func (f *fake) Helper()      {}
func (f *fake) Name() string { return "TestOfAnother" }

func (f *fake) Skipf(format string, args ...any) {
	f.skipped = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func (f *fake) Fatalf(format string, args ...any) {
	f.failed = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func TestProgram(t *testing.T) {
	told := filepath.Join(t.TempDir(), "told")
	require.NoError(t, os.WriteFile(told, nil, 0o600))
	t.Setenv("ALI1688_SKIPS", told)
	end := func(require string, programs ...string) *fake {
		t.Setenv("ALI1688_REQUIRE", require)
		f, done := new(fake), make(chan bool)
		go func() {
			defer close(done)
			testenv.Program(f, "abacus", programs...)
		}()
		<-done
		return f
	}
	assert.Equal(t, &fake{}, end("", "go"))
	assert.Equal(t, &fake{skipped: "SKIPPED: there is no no-such-abacus here, so this was not tested"},
		end("php", "go", "no-such-abacus"))
	assert.Equal(t, &fake{failed: "ALI1688_REQUIRE names abacus, but there is no no-such-abacus"},
		end("php,abacus", "no-such-abacus"))
	lines, err := os.ReadFile(told)
	require.NoError(t, err)
	assert.Equal(t, "SKIPPED TestOfAnother: there is no no-such-abacus here\n", string(lines))
}

package usermodule

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// maxMore is the size in MiB by which a program that uses one service may exceed one that uses net/http.
const maxMore = 3.0

// oneService checks that a program which calls one service of the open platform has neither the types nor the tables of
// the other services in it, and what it costs. The tables reach a program through a list of all operations, such as a
// map that is filled when the program starts.
func oneService(t *testing.T, binary, service string) {
	t.Helper()
	program, err := os.ReadFile(binary)
	require.NoError(t, err)
	linked := map[string]bool{}
	for _, name := range regexp.MustCompile(`platform\.(\w+)`).FindAllSubmatch(program, -1) {
		linked[string(name[1])] = true
	}
	own := 0
	for _, op := range platform.Operations {
		response := reflect.TypeOf(platform.NewAnswer(op.Name)).Elem().Name()
		switch op.Service {
		case "oauth": // the client refreshes tokens itself
		case service:
			if linked[response] {
				own++
			}
		default:
			assert.False(t, linked[response], "%s of service %s is in the program", response, op.Service)
			assert.False(t, bytes.Contains(program, []byte(op.Summary)), "the table of %s is in the program", op.Name)
		}
	}
	assert.Equal(t, 1, own, "the program calls one operation: its response, and that of no other operation, is there")
	more := float64(len(program)-sizeOfBare(t)) / (1 << 20)
	assert.LessOrEqual(t, more, maxMore, "MiB more than a program that uses net/http")
}

// sizeOfBare returns the size of a program that makes one request with net/http.
func sizeOfBare(t *testing.T) int {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "bare")
	out, err := exec.Command("go", "build", "-buildvcs=false", "-o", binary, "../../cmd/buildcost/testdata/bare").
		CombinedOutput()
	require.NoError(t, err, "%s", out)
	info, err := os.Stat(binary)
	require.NoError(t, err)
	return int(info.Size())
}

//go:build linux

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// smallMiB is the size of the smaller file in MiB. It is large enough for the collector to reach its pace.
const smallMiB = 24

// largeMiB is the size of the larger file in MiB: ALI1688_LARGE, or one that is soon made.
func largeMiB(t *testing.T) int {
	text := os.Getenv("ALI1688_LARGE")
	if text == "" {
		return 5 * smallMiB
	}
	size, err := strconv.Atoi(text)
	require.NoError(t, err, "ALI1688_LARGE is a number of MiB")
	return size
}

// mockedLines writes responses of the mock, each to another request, as NDJSON of a size.
func mockedLines(t *testing.T, file string, size int64) {
	t.Helper()
	gw, err := mock.NewHandler()
	require.NoError(t, err)
	f, err := os.Create(file)
	require.NoError(t, err)
	out := bufio.NewWriterSize(f, 1<<20)
	for i, written := 0, int64(0); written < size; i++ {
		w := httptest.NewRecorder()
		address := fmt.Sprintf("/1688/item_get/?key=k&secret=s&num_iid=%d", 610_000_000_000+i)
		gw.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		n, err := fmt.Fprintf(out, "{\"api\":\"item_get\",\"body\":%s}\n", w.Body)
		require.NoError(t, err)
		written += int64(n)
	}
	require.NoError(t, out.Flush())
	require.NoError(t, f.Close())
}

// TestMemory checks a file, and one that is many times larger: memory does not grow with the size. The larger one has
// ALI1688_LARGE MiB.
func TestMemory(t *testing.T) {
	binary, err := builtCommand()
	require.NoError(t, err)
	dir, large := t.TempDir(), largeMiB(t)
	files := map[int]string{smallMiB: filepath.Join(dir, "small.ndjson"), large: filepath.Join(dir, "large.ndjson")}
	for size, file := range files {
		mockedLines(t, file, int64(size)<<20)
	}
	for _, args := range [][]string{{"check", "--strict", "--format", "sarif"}, {"drift", "--sources", "../.."}} {
		peak := map[int]int{}
		for size, file := range files {
			used := peakOf(t, exec.Command(binary, append(args, file)...))
			t.Logf("%s of %d MiB: at most %d MiB", args[0], size, used)
			peak[size] = used
		}
		assert.Less(t, peak[large], peak[smallMiB]+(min(large, 128)-smallMiB)*2/3, "%s: memory grows with the input", args[0])
	}
}

// peakOf runs a command, which must find nothing, and returns the largest memory that it was seen with, in MiB. The
// kernel's own maximum would have the memory of this test, of which the command is a child.
func peakOf(t *testing.T, command *exec.Cmd) int {
	t.Helper()
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	require.NoError(t, command.Start())
	peak := 0
	ended := make(chan error)
	go func() { ended <- command.Wait() }()
	for {
		select {
		case err := <-ended:
			require.NoError(t, err, out.String())
			return peak
		case <-time.After(5 * time.Millisecond):
			peak = max(peak, residentMiB(command.Process.Pid))
		}
	}
}

// residentMiB returns the largest memory of a process so far, in MiB, and 0 for one that has ended.
func residentMiB(pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	text, _, _ := strings.Cut(after, "kB")
	kib, _ := strconv.Atoi(strings.TrimSpace(text))
	return kib >> 10
}

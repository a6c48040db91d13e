package main

import (
	"bufio"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReadBench reads the output of go test -bench.
func TestReadBench(t *testing.T) {
	found, err := readBench(bufio.NewScanner(strings.NewReader(`goos: linux
BenchmarkItemGet/loose-v2-2      	    1000	   2000 ns/op	  90 MB/s	  10 B/op	 7 allocs/op
BenchmarkItemGet/plain-v1-2      	    1000	   5000 ns/op	  90 MB/s	  10 B/op	 7 allocs/op
BenchmarkStack/generated-2       	     100	 900000 ns/op	 300000 cpu-ns/op	  99 B/op	 700 allocs/op
BenchmarkStack/every_option      	     100	 800000 ns/op	 342400 cpu-ns/op	  99 B/op	 760 allocs/op
BenchmarkWorkers-2   	       1	 5 ns/op	 22222 B/worker	 33333 B/body
PASS
`)))
	require.NoError(t, err)
	assert.Equal(t, map[string]string{
		"bench.decode_v2": "2.5", "stack.generated_us": "300", "stack.call_us": "342", "stack.more_us": "42",
		"stack.more_allocs": "60", "stack.worker_bytes": "22222", "stack.body_bytes": "33333",
	}, found.quoted())
}

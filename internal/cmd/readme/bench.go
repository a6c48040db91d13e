package main

import (
	"bufio"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/internal/measured"
)

// ratio compares a benchmark of ours with another in the same run: how many times as fast it is.
type ratio struct{ name, ours, other string }

var ratios = []ratio{
	{"bench.decode_v1", "BenchmarkItemGet/loose-v1", "BenchmarkItemGet/plain-v1"},
	{"bench.decode_v2", "BenchmarkItemGet/loose-v2", "BenchmarkItemGet/plain-v1"},
	{"bench.decoder", "BenchmarkDecoder/decoder", "BenchmarkDecoder/unmarshal"},
	{"bench.check_kin", "BenchmarkCheck/checker", "BenchmarkCheck/kin-openapi"},
	{"bench.json_decode", "BenchmarkDecode/json", "BenchmarkDecode/json/encoding-json"},
	{"bench.json_encode", "BenchmarkEncode/json", "BenchmarkEncode/json/encoding-json"},
	{"bench.serialize_decode", "BenchmarkDecode/serialize", "BenchmarkDecode/serialize/phpserialize"},
	{"bench.serialize_encode", "BenchmarkEncode/serialize", "BenchmarkEncode/serialize/phpserialize"},
}

// value is a number of a benchmark itself, or the difference to that of another.
type value struct {
	name, bench, minus, unit string
	per                      float64 // what the number is divided by
}

// The differences are of processor time, which other programs on the machine change less.
var plain = []value{
	{"stack.generated_us", "BenchmarkStack/generated", "", "cpu-ns/op", 1000},
	{"stack.call_us", "BenchmarkStack/every_option", "", "cpu-ns/op", 1000},
	{"stack.more_us", "BenchmarkStack/every_option", "BenchmarkStack/generated", "cpu-ns/op", 1000},
	{"stack.more_allocs", "BenchmarkStack/every_option", "BenchmarkStack/generated", "allocs/op", 1},
	{"stack.worker_bytes", "BenchmarkWorkers", "", "B/worker", 1},
	{"stack.body_bytes", "BenchmarkWorkers", "", "B/body", 1},
}

var line = regexp.MustCompile(`^(Benchmark\S+?)(?:-\d+)?\s+\d+\s+(.*)$`)

// results are the numbers of each benchmark, by unit.
type results map[string]map[string]float64

// readBench echoes the output of benchmarks and reads the numbers.
func readBench(in *bufio.Scanner) (results, error) {
	out := results{}
	for in.Scan() {
		fmt.Println(in.Text())
		m := line.FindStringSubmatch(in.Text())
		if m == nil {
			continue
		}
		fields, numbers := strings.Fields(m[2]), map[string]float64{}
		for i := 0; i+1 < len(fields); i += 2 {
			numbers[fields[i+1]], _ = strconv.ParseFloat(fields[i], 64)
		}
		out[m[1]] = numbers
	}
	return out, in.Err()
}

// quoted returns what the pages quote, as far as it was measured.
func (r results) quoted() map[string]string {
	found := map[string]string{}
	for _, c := range ratios {
		if ours, other := r[c.ours]["ns/op"], r[c.other]["ns/op"]; ours > 0 && other > 0 {
			found[c.name] = strconv.FormatFloat(other/ours, 'g', 2, 64)
		}
	}
	for _, v := range plain {
		if r[v.bench] == nil || v.minus != "" && r[v.minus] == nil {
			continue
		}
		found[v.name] = strconv.FormatFloat((r[v.bench][v.unit]-r[v.minus][v.unit])/v.per, 'f', 0, 64)
	}
	return found
}

// keepBench keeps the numbers that the pages quote.
func keepBench(in *bufio.Scanner) error {
	found, err := readBench(in)
	if err != nil {
		return err
	}
	return measured.Keep(found.quoted())
}

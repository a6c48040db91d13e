// Command readme writes the numbers that the targets of the Makefile measured into the pages that quote them. With
// -bench it first reads the output of `go test -bench` on standard input.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strconv"

	"github.com/go-ali1688/ali1688/internal/measured"
)

var pages = []string{"README.md", "README.zh-CN.md", "openapi/RULES.md"}

func main() {
	bench := flag.Bool("bench", false, "read the output of benchmarks and keep the ratios that the pages quote")
	flag.Parse()
	err := error(nil)
	if *bench {
		err = keepRatios(bufio.NewScanner(os.Stdin))
	}
	if err == nil {
		err = measured.Write(".", pages...)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "readme:", err)
		os.Exit(2)
	}
}

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

var line = regexp.MustCompile(`^(Benchmark\S+?)(?:-\d+)?\s+\d+\s+([0-9.]+) ns/op`)

// keepRatios echoes the output of benchmarks, and keeps the ratios of those that are compared.
func keepRatios(in *bufio.Scanner) error {
	times := map[string]float64{}
	for in.Scan() {
		fmt.Println(in.Text())
		if m := line.FindStringSubmatch(in.Text()); m != nil {
			times[m[1]], _ = strconv.ParseFloat(m[2], 64)
		}
	}
	if err := in.Err(); err != nil {
		return err
	}
	found := map[string]string{}
	for _, r := range ratios {
		if times[r.ours] > 0 && times[r.other] > 0 {
			found[r.name] = strconv.FormatFloat(times[r.other]/times[r.ours], 'g', 2, 64)
		}
	}
	return measured.Keep(found)
}

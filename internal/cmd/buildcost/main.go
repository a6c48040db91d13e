//go:build unix

// Command buildcost measures what a client costs whoever builds a program with it: the seconds, the processor time
// and the peak memory of `go build` once the standard library is built, and the size of the program.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/measured"
)

// programs make one call each, bare without any client.
var programs = []string{"bare", "gateway", "trade", "insights"}

func main() {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "PROGRAM\tSECONDS\tPROCESSOR\tPEAK MiB\tSIZE MiB\tAGAIN")
	for _, program := range programs {
		exit.On(measure(out, program), "buildcost", 1)
	}
	_ = out.Flush()
}

// measure builds a program with a cache that holds what bare needs and nothing else, and once more after a touch of
// nothing.
func measure(out *tabwriter.Writer, program string) error {
	dir, err := os.MkdirTemp("", "ali1688-buildcost")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if _, err := build(dir, "bare"); err != nil {
		return err
	}
	first, err := build(dir, program)
	if err != nil {
		return err
	}
	again, err := build(dir, program)
	if err != nil {
		return err
	}
	info, err := os.Stat(filepath.Join(dir, program))
	if err != nil {
		return err
	}
	if program == "bare" {
		bareSize = info.Size()
	}
	if err := measured.Keep(map[string]string{
		"build." + program + "_seconds": fmt.Sprintf("%.1f", first.wall.Seconds()),
		"build." + program + "_more":    fmt.Sprintf("%.1f", float64(info.Size()-bareSize)/(1<<20)),
	}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\t%.1f\t%.1f\t%.0f\t%.1f\t%.1f\n", program, first.wall.Seconds(), first.cpu.Seconds(),
		float64(first.peak)/1024, float64(info.Size())/(1<<20), again.wall.Seconds())
	return err
}

// bareSize is the size of the program with net/http alone, which comes first.
var bareSize int64

type cost struct {
	wall, cpu time.Duration
	peak      int64 // in KiB, of the largest process
}

func build(dir, program string) (cost, error) {
	cmd := exec.Command("go", "build", "-o", filepath.Join(dir, program), "./internal/cmd/buildcost/testdata/"+program)
	cmd.Env = append(os.Environ(), "GOCACHE="+filepath.Join(dir, "cache"))
	cmd.Stderr = os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return cost{}, fmt.Errorf("build %s: %w", program, err)
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), usage.Maxrss}, nil
}

package main

import (
	"context"
	"slices"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/go-ali1688/ali1688/conformance/bodies"
)

// progress shows on a terminal how much of the inputs was read, and nothing elsewhere.
type progress struct {
	bar  *progressbar.ProgressBar // nil where nothing is shown
	stop context.CancelFunc
}

// newProgress begins a bar of the bytes at paths. Its end is known once the files are counted, which takes a while for
// large folders, and never for standard input.
func newProgress(e *env, paths []string) *progress {
	if !e.terminal {
		return &progress{}
	}
	ctx, stop := context.WithCancel(e.ctx)
	p := &progress{stop: stop, bar: progressbar.NewOptions64(-1, progressbar.OptionSetWriter(e.err),
		progressbar.OptionShowBytes(true), progressbar.OptionFullWidth(), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetRenderBlankState(true), progressbar.OptionClearOnFinish())}
	if !slices.Contains(paths, "-") {
		go func() {
			size := int64(0)
			for _, path := range paths {
				size += bodies.Size(ctx, path)
			}
			if ctx.Err() == nil && size > 0 {
				p.bar.ChangeMax64(size)
			}
		}()
	}
	return p
}

// add adds bytes that were read.
func (p *progress) add(n int) {
	if p.bar != nil {
		_ = p.bar.Add(n)
	}
}

// clear clears the line of the bar where something else is printed.
func (p *progress) clear(where bool) {
	if p.bar != nil && where {
		_ = p.bar.Clear()
	}
}

// end removes the bar.
func (p *progress) end() {
	if p.bar != nil {
		p.stop()
		_ = p.bar.Clear()
		_ = p.bar.Exit()
	}
}

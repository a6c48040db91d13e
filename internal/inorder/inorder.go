// Package inorder does work on all processors and returns the results in the order of the inputs, in memory that does
// not grow with their number.
package inorder

import (
	"iter"
	"runtime"
	"sync"
)

// Map returns the result of the work on each input. The inputs are read, and the work is done, on other goroutines, a
// few inputs ahead; all of them have ended when the sequence ends.
func Map[In, Out any](inputs iter.Seq[In], work func(In) Out) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		p := &pool[In, Out]{
			work: work, stop: make(chan struct{}), tasks: make(chan task[In, Out]),
			queue: make(chan chan Out, ahead*runtime.GOMAXPROCS(0)),
		}
		defer p.running.Wait()
		defer close(p.stop)
		p.running.Go(func() { p.read(inputs) })
		for range runtime.GOMAXPROCS(0) {
			p.running.Go(p.run)
		}
		for result := range p.queue {
			if !yield(<-result) {
				return
			}
		}
	}
}

// ahead is the number of inputs for each processor that are read before their turn.
const ahead = 2

type pool[In, Out any] struct {
	work    func(In) Out
	stop    chan struct{} // closed when no more results are wanted
	tasks   chan task[In, Out]
	queue   chan chan Out // the results, in order
	running sync.WaitGroup
}

type task[In, Out any] struct {
	in  In
	out chan Out
}

// read passes the inputs on until they end or nobody wants more.
func (p *pool[In, Out]) read(inputs iter.Seq[In]) {
	defer close(p.queue)
	defer close(p.tasks)
	for in := range inputs {
		t := task[In, Out]{in, make(chan Out, 1)}
		select {
		case p.queue <- t.out:
		case <-p.stop:
			return
		}
		select {
		case p.tasks <- t:
		case <-p.stop:
			return
		}
	}
}

func (p *pool[In, Out]) run() {
	for t := range p.tasks {
		t.out <- p.work(t.in)
	}
}

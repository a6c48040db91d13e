// Package valuelimit bounds how many values a body may have. Bytes are no bound on memory: sixteen kilobytes on the
// wire unpack to millions of empty rows, each of which takes kilobytes once it is decoded.
package valuelimit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
)

// MaxValues is the number of values that a body may have unless an option says otherwise, in the clients, the
// recorder, the mock and the checker alike. The largest known bodies have some ten thousand. With it, decoding any
// body takes at most 256 MiB.
const MaxValues = 1 << 18

// ErrTooManyValues is returned for a body with more values than are accepted.
var ErrTooManyValues = errors.New("too many values")

// Or returns max, or MaxValues if max is not positive.
func Or(max int) int {
	if max > 0 {
		return max
	}
	return MaxValues
}

// checkEvery is the number of steps between two looks at the context.
const checkEvery = 1 << 12

// Counter counts the values of one body while it is read.
type Counter struct {
	ctx         context.Context
	max         int
	seen, steps int
}

// NewCounter returns a counter that accepts max values, or MaxValues if max is not positive, while the context lasts.
func NewCounter(ctx context.Context, max int) Counter { return Counter{ctx: ctx, max: Or(max)} }

// Add counts a value. It returns ErrTooManyValues after the last value that is accepted, and the cause when the
// context has ended.
func (c *Counter) Add() error {
	if c.seen++; c.seen > c.max {
		return TooMany(c.max)
	}
	return c.Step()
}

// Step counts a step that makes no value. It returns the cause when the context has ended.
func (c *Counter) Step() error {
	if c.steps++; c.steps%checkEvery == 0 {
		return context.Cause(c.ctx)
	}
	return nil
}

// TooMany returns an error that names the limit.
func TooMany(max int) error { return fmt.Errorf("%w: the limit is %d", ErrTooManyValues, max) }

// JSON returns ErrTooManyValues if a JSON text has more than max values, and the cause when the context has ended. It
// does not report whether the text is JSON.
func JSON(ctx context.Context, text []byte, max int) error {
	max = Or(max)
	// Every value takes a byte, and all but the outermost begin behind a comma or a bracket.
	if len(text) <= max || bytes.Count(text, comma)+bytes.Count(text, list)+bytes.Count(text, object) < max {
		return context.Cause(ctx)
	}
	c := NewCounter(ctx, max)
	err := c.Add()
	for err == nil && len(text) > 0 {
		first := text[0]
		if first == '"' {
			text, err = afterString(text), c.Step()
			continue
		}
		text = text[1:]
		if first == ',' || (first == '[' || first == '{') && !closes(text) {
			err = c.Add()
		}
	}
	return err
}

var comma, list, object = []byte(","), []byte("["), []byte("{")

// closes reports whether the next that comes in a text is a closing bracket.
func closes(text []byte) bool {
	for _, c := range text {
		switch c {
		case ' ', '\t', '\r', '\n':
		default:
			return c == ']' || c == '}'
		}
	}
	return true
}

// afterString returns what is behind the string that a text begins with.
func afterString(text []byte) []byte {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return text[i+1:]
		}
	}
	return nil
}

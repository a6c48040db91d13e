//go:build !unix

package main

import "time"

var started = time.Now()

// processorTime returns the time since the start, where the system does not tell what this process has used.
func processorTime() time.Duration { return time.Since(started) }

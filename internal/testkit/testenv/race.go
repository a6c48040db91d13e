//go:build race

package testenv

// Race reports whether the program is built with the race detector, which takes memory and time of its own.
const Race = true

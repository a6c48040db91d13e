// Package lintgates has no code of its own: its tests make, in a copy of the repository, each fault that `make lint` is
// there to find, and see it found with a message that says how to mend it.
package lintgates

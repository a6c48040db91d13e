//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package batch

import "os"

// lock does nothing where the standard library has no lock: run one process for each output.
func lock(*os.File) error { return nil }

//go:build unix

package record

import (
	"errors"
	"syscall"
)

// hasEnded reports whether there is no process with this id.
func hasEnded(pid int) bool { return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }

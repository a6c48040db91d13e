package batch

import (
	"os"
	"syscall"
)

// allocate takes space on the disk for the bytes of a file from an offset on. The file does not grow.
func allocate(f *os.File, from, length int64) error {
	const keepSize = 1 // FALLOC_FL_KEEP_SIZE
	return syscall.Fallocate(int(f.Fd()), keepSize, from, length)
}

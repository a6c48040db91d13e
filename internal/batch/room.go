package batch

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// room is space on the disk that a file has ahead of its end. A response that was paid must not be lost because the
// disk is full: that is noticed while there is room for the responses that are still to come.
type room struct{ end int64 }

// How much room the files have at least half of.
const (
	outputRoom  = 8 << 20
	journalRoom = 128 << 10
)

// errDiskFull is the error of a batch that stops while everything that came is written.
var errDiskFull = errors.New("the disk is full, and every response that came is written; free some space")

// extend makes room, and returns [errDiskFull] if there is no space. File systems that cannot make room have none.
func (r *room) extend(allocate func(*os.File, int64, int64) error, f *os.File, end, length int64) error {
	if r.end-end >= length/2 {
		return nil
	}
	err := allocate(f, end, length)
	if isDiskFull(err) {
		return errDiskFull
	}
	r.end = end + length
	return nil
}

// makeRoom makes room for both files.
func (o *Output) makeRoom() error {
	return errors.Join(o.outputRoom.extend(o.allocate, o.file, o.fileEnd, outputRoom),
		o.journalRoom.extend(o.allocate, o.journal, o.journalEnd, journalRoom))
}

// full returns errDiskFull if no more should be requested.
func (o *Output) full() error {
	if o.stream != nil {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.makeRoom() != nil {
		return errDiskFull
	}
	return nil
}

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// writeError returns the error of a line that could not be written.
func writeError(what string, err error) error {
	if isDiskFull(err) {
		return fmt.Errorf("the disk is full, so that the last response is not in the %s; free some space", what)
	}
	return fmt.Errorf("cannot write the %s: %w", what, err)
}

package batch

import (
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"slices"
	"sync"
	"time"
)

// Output is a file of responses, one a line, and its journal; or a stream without one.
//
// A response is in the output first and in the journal then. The journal states where it is, so that what a killed
// process wrote of another one is cut off when the batch goes on. Both are brought to the disk once a second.
type Output struct {
	mu     sync.Mutex
	stream io.Writer // in place of files

	file, journal       *os.File
	fileEnd, journalEnd int64
	syncedEnd           int64
	syncedAt            time.Time
	done                map[string]bool
	failed              map[string]record
	lost                int

	allocate                func(*os.File, int64, int64) error // takes space on the disk
	outputRoom, journalRoom room
}

// Stream returns an output without a journal, which no run can go on with.
func Stream(w io.Writer) *Output { return &Output{stream: w} }

// Lost returns the number of responses that a power failure took from the end of the output. They are requested again.
func (o *Output) Lost() int { return o.lost }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// state returns what the journal has of a request: a response, or a failure that is not worth another attempt yet.
func (o *Output) state(key string) (code string, done, settled bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	r := o.failed[key]
	return r.Code, o.done[key], r.Settled
}

// write adds a response, or nothing if it fails.
func (o *Output) write(task Task, body []byte) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	line := append(slices.Clip(body), '\n')
	if o.stream != nil {
		if _, err := o.stream.Write(line); err != nil {
			return fmt.Errorf("cannot write the output: %w", err)
		}
		return nil
	}
	if _, err := o.file.WriteAt(line, o.fileEnd); err != nil {
		_ = o.file.Truncate(o.fileEnd)
		return writeError("output", err)
	}
	r := record{Key: task.Key, Line: task.Line, Offset: o.fileEnd, Length: int64(len(line)),
		CRC: crc32.Checksum(line, castagnoli)}
	if err := o.append(r); err != nil {
		_ = o.file.Truncate(o.fileEnd)
		return err
	}
	o.fileEnd += r.Length
	o.done[task.Key] = true
	return o.syncNow(false)
}

// fail notes a failure.
func (o *Output) fail(task Task, v Verdict) error {
	if o.stream != nil {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.append(record{Key: task.Key, Line: task.Line, Code: v.Code, Settled: v.Settled})
}

// finish notes that the batch came to its end.
func (o *Output) finish() error {
	if o.stream != nil {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.append(record{End: true}); err != nil {
		return err
	}
	return o.syncNow(true)
}

// syncNow brings the output to the disk and then the journal that counts on it: by force, or once a second.
func (o *Output) syncNow(force bool) error {
	now := time.Now()
	if !force && now.Sub(o.syncedAt) < time.Second {
		return nil
	}
	o.syncedAt = now
	if err := o.file.Sync(); err != nil {
		return writeError("output", err)
	}
	if o.fileEnd > o.syncedEnd {
		if err := o.append(record{Synced: o.fileEnd}); err != nil {
			return err
		}
		o.syncedEnd = o.fileEnd
	}
	if err := o.journal.Sync(); err != nil {
		return writeError("journal", err)
	}
	return nil
}

package batch

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/go-ali1688/ali1688/internal/optional"
)

// JournalOf returns the name of the journal of an output.
func JournalOf(path string) string { return path + ".journal" }

// Open opens an output to go on with, or creates it. It refuses what is not its own: a file without a journal, the
// output of another batch, one that was changed, and one that another process writes.
func Open(path string, about About) (*Output, error) {
	size, err := sizeOf(path)
	if err != nil {
		return nil, err
	}
	o := &Output{done: map[string]bool{}, failed: map[string]record{}, allocate: allocate}
	if o.journal, err = os.OpenFile(JournalOf(path), os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return nil, err
	}
	if err = o.begin(path, size, about); err != nil {
		return nil, errors.Join(err, o.closeFiles())
	}
	return o, nil
}

// sizeOf returns the size of a file, and -1 if there is none.
func sizeOf(path string) (int64, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return -1, nil
	case err != nil:
		return 0, err
	case !info.Mode().IsRegular():
		return 0, fmt.Errorf("%s is not a file; - is the standard output", path)
	}
	return info.Size(), nil
}

// begin reads what is there, or writes the head of a new journal.
func (o *Output) begin(path string, size int64, about About) error {
	if err := lock(o.journal); err != nil {
		return fmt.Errorf("another process writes %s", path)
	}
	records, end, err := readJournal(o.journal)
	if err != nil {
		return fmt.Errorf("%s: %w; move both files away to begin anew", path, err)
	}
	if err = refuse(path, size, records, about); err != nil {
		if len(records) == 0 {
			err = errors.Join(err, os.Remove(JournalOf(path))) // it was made by this call
		}
		return err
	}
	if o.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return err
	}
	o.journalEnd = end
	if len(records) == 0 {
		err = o.create(path, about)
	} else {
		err = o.resume(path, records)
	}
	return cmp.Or(err, o.makeRoom())
}

// refuse returns an error for an output that the batch must not go on with.
func refuse(path string, size int64, records []record, about About) error {
	switch {
	case len(records) == 0 && size > 0:
		return fmt.Errorf("%s exists, and has no journal %s to go on from; choose another --out", path, JournalOf(path))
	case len(records) == 0:
		return nil
	case records[0].Journal != version || records[0].Batch == nil:
		return fmt.Errorf("%s is not a journal of this version of the command", JournalOf(path))
	case *records[0].Batch != about:
		return fmt.Errorf("%s is the output of another batch, %s; choose another --out", path, records[0].Batch)
	}
	for _, r := range records {
		if r.Length > 0 && size < 0 {
			return fmt.Errorf("%s is missing, and its journal has responses; bring it back, or remove %s to pay for them again",
				path, JournalOf(path))
		}
	}
	return nil
}

// String describes a batch for a person.
func (a *About) String() string {
	text := a.Operation + " of the " + a.Route + " at " + a.Server + optional.Text(", platform ", a.Platform, "")
	if a.Arguments != "" {
		text += ", with arguments of its own"
	}
	return text
}

func (o *Output) create(path string, about About) error {
	if err := o.cut(); err != nil {
		return err
	}
	if err := o.append(record{Journal: version, Batch: &about}); err != nil {
		return err
	}
	if err := o.syncNow(true); err != nil {
		return err
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil { // so that a power failure does not take the names
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}

// resume compares the output with the journal. Behind the point up to which both were on the disk, a power failure may
// have taken responses; before it only a person can have changed anything.
func (o *Output) resume(path string, records []record) error {
	content := bufio.NewReaderSize(o.file, 1<<20)
	for _, r := range records {
		o.syncedEnd = max(o.syncedEnd, r.Synced)
	}
	for i, r := range records {
		switch {
		case r.Length > 0 && !o.holds(content, r):
			if r.Offset+r.Length <= o.syncedEnd {
				return fmt.Errorf("%s was changed: it is not what its journal states; move both files away to begin anew", path)
			}
			o.lose(records[i:])
			return o.cut()
		case r.Length > 0:
			o.fileEnd += r.Length
			o.done[r.Key] = true
			delete(o.failed, r.Key)
		case r.Code != "":
			o.failed[r.Key] = r
		case r.End:
			clear(o.failed) // each is worth another attempt now
		}
	}
	return o.cut()
}

// holds reports whether the output has the response of a record where the last one ended.
func (o *Output) holds(content io.Reader, r record) bool {
	sum := crc32.New(castagnoli)
	n, err := io.CopyN(sum, content, r.Length)
	return err == nil && n == r.Length && r.Offset == o.fileEnd && sum.Sum32() == r.CRC
}

// lose drops the records from the first response on that is not there.
func (o *Output) lose(records []record) {
	o.journalEnd = records[0].begins
	for _, r := range records {
		if r.Length > 0 {
			o.lost++
		}
	}
}

// cut removes from both files what is behind the last whole record.
func (o *Output) cut() error {
	return errors.Join(o.file.Truncate(o.fileEnd), o.journal.Truncate(o.journalEnd))
}

// Close closes the files.
func (o *Output) Close() error {
	if o.stream != nil {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	err := o.syncNow(true)
	return errors.Join(err, o.cut(), o.closeFiles()) // the room behind the end comes free
}

func (o *Output) closeFiles() error {
	err := o.journal.Close()
	if o.file != nil {
		err = errors.Join(err, o.file.Close())
	}
	return err
}

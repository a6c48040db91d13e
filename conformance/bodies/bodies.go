package bodies

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Body is one recorded response body.
type Body struct {
	File    string // where it was read; a line or an entry of a file follows a colon
	API     string // the operation that was called, or "" if nothing says so
	Status  int    // the HTTP status, or 0 if nothing says so
	Content []byte
	Excerpt bool      // the body was cut off and closed, see conformance.Options
	Request *Request  // of the exchange, or nil where the file has none
	Seen    time.Time // when it was received: an archive states it, of other files it is the time of their last change

	secrets []string // of the request, where the file has it
	line    []byte   // of which Content was guessed, see Reader
	folder  string   // the operation that the folder of the file names
}

// Name returns the name of the body for people and programs.
func (b Body) Name() string { return b.File }

// Operation returns the name of the operation that was called, or "".
func (b Body) Operation() string { return b.API }

// HTTPStatus returns the HTTP status of the response, or 0 if it is unknown.
func (b Body) HTTPStatus() int { return b.Status }

// Text returns the body itself.
func (b Body) Text() []byte { return b.Content }

// IsExcerpt reports whether the body was cut off and closed.
func (b Body) IsExcerpt() bool { return b.Excerpt }

// Secrets returns the secrets and personal data of the request, which no report may show.
func (b Body) Secrets() []string { return b.secrets }

// MaxSize is the largest accepted size of one body in bytes: of a JSON file, of a line of NDJSON, of an entry of an
// archive. Files of lines and archives may have any size.
const MaxSize = 64 << 20

// Extensions are the extensions of the files that are read from a folder. A file that is named directly may have any.
var Extensions = []string{".json", ".ndjson", ".jsonl", ".har"}

// Part is a piece of an input that is read apart from all others: a JSON file, some lines, an entry of an archive. It
// may have no body. Parts of one input may be read at the same time.
type Part = iter.Seq2[Body, error]

// Reader reads inputs of any size in memory that does not grow with them. The zero value is ready for use.
type Reader struct {
	// Count, if it is set, is called with the bytes of the inputs as they are read, by several goroutines where parts
	// are read by several.
	Count func(bytes int)
	// Guess takes what is behind "body" in a line {"api": …, "body": …} for the body, without reading it, as it is where
	// no other member follows. Whoever finds that such a body is not one JSON value takes [Body.Exact] in its place.
	Guess bool
}

// All reads the bodies at path: a file, or a folder of files with the [Extensions], each possibly gzipped (.gz).
// The folder that a file lies in names the operation, as in item_get/1.json; files below a folder excerpts are
// excerpts, as in excerpts/item_get/1.json. The lines of an NDJSON file are bodies, or objects {"api": …, "body": …}.
// The URLs of the entries of a HAR file name their operations; entries of other servers are skipped.
//
// A file, folder or entry that cannot be read gives an error, with Body.File set, and the sequence goes on with the
// next. Only regular files are opened, and links to them; a link to a folder is followed if it is the path itself.
func All(path string) iter.Seq2[Body, error] { return join(Reader{}.Path(path)) }

// Read reads the bodies of one stream, as [All] reads a file of that name. Only NDJSON and HAR name operations.
func Read(r io.Reader, name string) iter.Seq2[Body, error] { return join(Reader{}.Stream(r, name)) }

// join reads parts one after the other.
func join(parts iter.Seq[Part]) iter.Seq2[Body, error] {
	return func(yield func(Body, error) bool) {
		for part := range parts {
			for body, err := range part {
				if !yield(body, err) {
					return
				}
			}
		}
	}
}

// Path splits what [All] reads into parts, in the same order.
func (r Reader) Path(path string) iter.Seq[Part] {
	return func(yield func(Part) bool) {
		for file, err := range files(path) {
			if !r.file(file, err, yield) {
				return
			}
		}
	}
}

// file yields the parts of one file, and reports whether the consumer wants more.
func (r Reader) file(file string, err error, yield func(Part) bool) bool {
	switch {
	case err != nil:
		return yield(failed(file, readError(file, err)))
	case !isSplit(file): // the file is opened when its part is read
		return yield(func(yield func(Body, error) bool) { r.open(file, func(part Part) bool { part(yield); return true }) })
	}
	return r.open(file, yield)
}

// failed is a part that cannot be read.
func failed(file string, err error) Part {
	return func(yield func(Body, error) bool) { yield(Body{File: file}, err) }
}

// open opens a file and yields its parts, with what its folders state.
func (r Reader) open(file string, yield func(Part) bool) bool {
	f, changed, err := openRegular(file)
	if err != nil {
		return yield(failed(file, readError(file, err)))
	}
	defer func() { _ = f.Close() }()
	api, excerpt := folderNames(file)
	for part := range r.Stream(f, file) {
		located := func(yield func(Body, error) bool) {
			for body, err := range part {
				body.API, body.Excerpt, body.folder = cmp.Or(body.API, api), excerpt, api
				if body.Seen.IsZero() {
					body.Seen = changed
				}
				if !yield(body, err) {
					return
				}
			}
		}
		if !yield(located) {
			return false
		}
	}
	return true
}

// Stream splits what [Read] reads into parts, in the same order. Parts of NDJSON and HAR stay readable when the stream
// is closed.
func (r Reader) Stream(in io.Reader, name string) iter.Seq[Part] {
	return func(yield func(Part) bool) {
		if r.Count != nil {
			in = &counted{in, r.Count}
		}
		switch extension(name) {
		case ".ndjson", ".jsonl", ".log":
			r.yieldLines(in, name, yield)
		case ".har":
			yieldEntries(in, name, yield)
		default:
			yield(whole(in, name))
		}
	}
}

// counted counts what is read.
type counted struct {
	io.Reader
	count func(int)
}

// Read reads and counts.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.count(n)
	return n, err
}

// isSplit reports whether a file of that name has more than one body.
func isSplit(name string) bool {
	return slices.Contains([]string{".ndjson", ".jsonl", ".log", ".har"}, extension(name))
}

func readError(file string, err error) error {
	return fmt.Errorf("cannot read %s: %w", file, withoutPath(err))
}

// withoutPath returns an error without the path that it names.
func withoutPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func extension(file string) string { return filepath.Ext(strings.TrimSuffix(file, ".gz")) }

// openRegular opens a regular file: a named pipe would block, and a device may never end.
func openRegular(file string) (f *os.File, changed time.Time, err error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, changed, err
	case !info.Mode().IsRegular():
		return nil, changed, errors.New("it is not a regular file; use - to read standard input")
	}
	f, err = os.Open(file)
	return f, info.ModTime(), err
}

// folderNames returns what the folders of a file state: its operation, and whether it is an excerpt.
func folderNames(file string) (api string, excerpt bool) {
	if full, err := filepath.Abs(file); err == nil {
		file = full
	}
	dir := filepath.Dir(file)
	return filepath.Base(dir), filepath.Base(filepath.Dir(dir)) == "excerpts"
}

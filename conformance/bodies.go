package conformance

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/loose"
)

// Body is one recorded response body.
type Body struct {
	File    string // where it was read; a line or an entry of a file follows a colon
	API     string // the operation that was called, or "" if nothing says so
	Status  int    // the HTTP status, or 0 if nothing says so
	Content []byte
	Excerpt bool // the body was cut off and closed, see [Options]

	secrets []string // of the request, where the file has it; no finding shows them
}

// MaxBody is the size in bytes beyond which a file is refused, also once it is unpacked.
const MaxBody = 64 << 20

// Extensions are those of the files that are read from a folder. A file that is named itself may have any.
var Extensions = []string{".json", ".ndjson", ".jsonl", ".har"}

// Bodies reads the bodies at path: a file, or a folder of files with the [Extensions], each possibly gzipped (.gz).
// The folder that a file lies in names the operation, as in item_get/1.json; files below a folder excerpts are
// excerpts, as in excerpts/item_get/1.json. The lines of an NDJSON file are bodies, or objects {"api": …, "body": …}.
// The entries of a HAR file are recognised by their addresses; entries of other servers are skipped.
//
// A file, folder or entry that cannot be read gives an error, with Body.File set, and the sequence goes on with the
// next. Only regular files are opened, and links to them.
func Bodies(path string) iter.Seq2[Body, error] {
	return func(yield func(Body, error) bool) {
		_ = filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return proceed(yield(Body{File: file}, cannotRead(file, err)))
			case entry.IsDir() || file != path && !slices.Contains(Extensions, extension(file)):
				return nil
			}
			return proceed(read(file, yield))
		})
	}
}

// proceed turns the consumer's wish into the error that a walk ends with, or nil.
func proceed(more bool) error {
	if more {
		return nil
	}
	return errStop
}

func cannotRead(file string, err error) error {
	return fmt.Errorf("cannot read %s: %w", file, cause(err))
}

// errStop ends a walk because the caller wants no more.
var errStop = errors.New("stop")

// cause leaves the path out of an error that has been given one already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func extension(file string) string { return filepath.Ext(strings.TrimSuffix(file, ".gz")) }

// read yields the bodies of one file, and reports whether the consumer wants more.
func read(file string, yield func(Body, error) bool) bool {
	f, err := open(file)
	if err != nil {
		return yield(Body{File: file}, cannotRead(file, err))
	}
	defer func() { _ = f.Close() }()
	api, excerpt := folders(file)
	for body, err := range Read(f, file) {
		body.API, body.Excerpt = cmp.Or(body.API, api), excerpt
		if !yield(body, err) {
			return false
		}
	}
	return true
}

// open opens a regular file. Opening a named pipe would wait for a writer, and a device may never end.
func open(file string) (*os.File, error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file; use - to read standard input")
	}
	return os.Open(file)
}

// folders reads the names of the folders that a file lies in.
func folders(file string) (api string, excerpt bool) {
	if full, err := filepath.Abs(file); err == nil {
		file = full
	}
	dir := filepath.Dir(file)
	return filepath.Base(dir), filepath.Base(filepath.Dir(dir)) == "excerpts"
}

// Read reads the answers of one stream, as [Bodies] does of a file called name. Only NDJSON and HAR tell operations.
func Read(r io.Reader, name string) iter.Seq2[Body, error] {
	return func(yield func(Body, error) bool) {
		content, err := unpacked(r)
		if err != nil {
			yield(Body{File: name}, cannotRead(name, err))
			return
		}
		switch extension(name) {
		case ".ndjson", ".jsonl":
			lines(content, name, yield)
		case ".har":
			entries(content, name, yield)
		default:
			yield(Body{File: name, Content: content}, nil)
		}
	}
}

// unpacked reads all of r, which is gzip if it begins as gzip does.
func unpacked(r io.Reader) ([]byte, error) {
	b := bufio.NewReader(r)
	var from io.Reader = b
	if magic, _ := b.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		from = z
	}
	content, err := io.ReadAll(io.LimitReader(from, MaxBody+1))
	if err == nil && len(content) > MaxBody {
		err = fmt.Errorf("it is larger than %d MiB", MaxBody>>20)
	}
	return content, err
}

// lax takes what PHP may write; the checker finds what is wrong with it.
var lax = loose.Options()

func lines(content []byte, name string, yield func(Body, error) bool) {
	number := 0
	for line := range bytes.Lines(content) {
		number++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		body := Body{File: fmt.Sprintf("%s:%d", name, number), Content: line}
		var wrapped struct {
			API  string         `json:"api"`
			Body jsontext.Value `json:"body"`
		}
		if json.Unmarshal(line, &wrapped, lax) == nil && wrapped.API != "" && wrapped.Body != nil {
			body.API, body.Content = wrapped.API, text(wrapped.Body)
		}
		if !yield(body, nil) {
			return
		}
	}
}

// text is a JSON string's text, since recorders keep a body as one, and any other value as it is.
func text(v jsontext.Value) []byte {
	if v.Kind() != '"' {
		return v
	}
	plain, err := jsontext.AppendUnquote(nil, v)
	if err != nil {
		return v
	}
	return plain
}

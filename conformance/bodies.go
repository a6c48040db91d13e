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
)

// Body is one answer that was read from somewhere.
type Body struct {
	File    string // where it is from; a line or an entry of a file is behind a colon
	API     string // the operation it answers, or "" where nothing tells
	Content []byte
	Excerpt bool // it was cut off and closed, see [Options]
}

// MaxBody is the size in bytes beyond which a file is refused, also once it is unpacked.
const MaxBody = 64 << 20

// Extensions are those of the files that are read from a folder. A file that is named itself may have any.
var Extensions = []string{".json", ".ndjson", ".jsonl", ".har"}

// Bodies reads the answers at path: a file, or a folder of files with the [Extensions], each possibly gzipped (.gz). The
// folder that a file lies in names the operation, as in item_get/1.json; one that lies in a folder excerpts has
// excerpts, as in excerpts/item_get/1.json. The lines of an NDJSON file are bodies, or
// objects {"api": …, "body": …}; the entries of a HAR file are told apart by their addresses, and those of other servers
// are passed over. The first error ends the sequence.
func Bodies(path string) iter.Seq2[Body, error] {
	return func(yield func(Body, error) bool) {
		err := filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
			if err != nil {
				return fmt.Errorf("cannot read %s: %w", file, cause(err))
			}
			if entry.IsDir() || file != path && !slices.Contains(Extensions, extension(file)) {
				return nil
			}
			return read(file, yield)
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(Body{}, err)
		}
	}
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

func read(file string, yield func(Body, error) bool) error {
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", file, cause(err))
	}
	defer func() { _ = f.Close() }()
	for body, err := range Read(f, file) {
		api, excerpt := folders(file)
		body.API, body.Excerpt = cmp.Or(body.API, api), excerpt
		if !yield(body, err) || err != nil {
			return errStop
		}
	}
	return nil
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
			yield(Body{}, fmt.Errorf("cannot read %s: %w", name, cause(err)))
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
var lax = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

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

package conformance

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/url"
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
}

// MaxBody is the size in bytes beyond which a file is refused, also once it is unpacked.
const MaxBody = 64 << 20

// Extensions are those of the files that are read from a folder. A file that is named itself may have any.
var Extensions = []string{".json", ".ndjson", ".jsonl", ".har"}

// Bodies reads the answers at path: a file, or a folder of files with the [Extensions], each possibly gzipped (.gz). The
// folder that a file lies in names the operation, as in item_get/1.json. The lines of an NDJSON file are bodies, or
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
		if body.API == "" {
			body.API = folder(file)
		}
		if !yield(body, err) || err != nil {
			return errStop
		}
	}
	return nil
}

// folder is the name of the folder that a file lies in.
func folder(file string) string {
	if full, err := filepath.Abs(file); err == nil {
		file = full
	}
	return filepath.Base(filepath.Dir(file))
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

// har is as much of an HTTP Archive as holds answers.
type har struct {
	Log struct {
		Entries []struct {
			Request struct {
				URL string `json:"url"`
			} `json:"request"`
			Response struct {
				Content struct {
					Text     string `json:"text"`
					Encoding string `json:"encoding"`
				} `json:"content"`
			} `json:"response"`
		} `json:"entries"`
	} `json:"log"`
}

func entries(content []byte, name string, yield func(Body, error) bool) {
	var archive har
	if err := json.Unmarshal(content, &archive, lax); err != nil {
		yield(Body{}, fmt.Errorf("%s is no HTTP Archive", name))
		return
	}
	for i, e := range archive.Log.Entries {
		api := operationOf(e.Request.URL)
		if api == "" {
			continue
		}
		body, err := decoded(e.Response.Content.Text, e.Response.Content.Encoding)
		if err != nil {
			yield(Body{}, fmt.Errorf("%s: entry %d: the answer is no base64", name, i))
			return
		}
		if !yield(Body{File: fmt.Sprintf("%s:%d", name, i), API: api, Content: body}, nil) {
			return
		}
	}
}

func decoded(text, encoding string) ([]byte, error) {
	if encoding != "base64" {
		return []byte(text), nil
	}
	return base64.StdEncoding.DecodeString(text)
}

// operationOf is the operation that an address of the gateway names: /1688/item_get/, or "" for another address.
func operationOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	platform, api, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	if platform != "1688" && platform != "1688global" {
		return ""
	}
	return api
}

package bodies

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/loose"
)

// unpacked returns a reader of in, which is gzip if it begins as gzip does.
func unpacked(in io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(in, 64<<10)
	if magic, _ := b.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	return gzip.NewReader(b)
}

// withoutMark skips a byte order mark, which programs put before a file. Before a body it is a finding, and stays.
func withoutMark(in io.Reader) io.Reader {
	b := bufio.NewReader(in)
	if mark, _ := b.Peek(3); string(mark) == "\uFEFF" {
		_, _ = b.Discard(len(mark))
	}
	return b
}

// maxSize is MaxSize, but in tests.
var maxSize = MaxSize

var errTooLarge = fmt.Errorf("it is larger than %d MiB", MaxSize>>20)

// whole is a stream that is one body.
func whole(in io.Reader, name string) Part {
	return func(yield func(Body, error) bool) {
		from, err := unpacked(in)
		var content []byte
		if err == nil {
			content, err = io.ReadAll(io.LimitReader(from, int64(maxSize)+1))
		}
		if err == nil && len(content) > maxSize {
			err = errTooLarge
		}
		if err != nil {
			yield(Body{File: name}, readError(name, err))
			return
		}
		journal := journalOf(content, name)
		for _, body := range journal {
			if !yield(body, nil) {
				return
			}
		}
		if journal == nil {
			yield(Body{File: name, Content: content}, nil)
		}
	}
}

// lax accepts everything that PHP writes; the checker reports what is wrong.
var lax = loose.Options()

// pieceSize is the size of a part of lines in bytes, unless a line is longer.
const pieceSize = 256 << 10

// yieldLines splits lines into parts of about pieceSize.
func (r Reader) yieldLines(in io.Reader, name string, yield func(Part) bool) {
	from, err := unpacked(in)
	if err != nil {
		yield(failed(name, readError(name, err)))
		return
	}
	s := &splitter{from: withoutMark(from), name: name, unwrap: (*Body).unwrap}
	if r.Guess {
		s.unwrap = (*Body).guess
	}
	for {
		part, err := s.next()
		if part != nil && !yield(part) {
			return
		}
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			yield(failed(name, readError(name, err)))
			return
		}
	}
}

// splitter splits a stream at ends of lines.
type splitter struct {
	from   io.Reader
	name   string
	unwrap func(*Body) // takes operation and body out of a line
	rest   []byte      // of the line that the last part ended before
	line   int         // the lines before rest
}

// next returns the next part, and what ended the stream, if it ended.
func (s *splitter) next() (Part, error) {
	buffer := append(make([]byte, 0, max(pieceSize, 2*len(s.rest))), s.rest...)
	buffer, err := fill(s.from, buffer)
	end := len(buffer)
	if !errors.Is(err, io.EOF) { // what the stream breaks off in is no line
		end = bytes.LastIndexByte(buffer, '\n') + 1
	}
	s.rest = buffer[end:]
	if len(s.rest) > maxSize && err == nil {
		return s.skip(s.lines(buffer[:end]), bytes.Count(buffer[:end], newline))
	}
	if end == 0 {
		return nil, err
	}
	part := s.lines(buffer[:end])
	s.line += bytes.Count(buffer[:end], newline)
	return part, err
}

var newline = []byte{'\n'}

// fill reads until the capacity of the buffer is used up.
func fill(in io.Reader, buffer []byte) ([]byte, error) {
	for len(buffer) < cap(buffer) {
		n, err := in.Read(buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		if err != nil {
			return buffer, err
		}
	}
	return buffer, nil
}

// skip skips the rest of a line that is too large, which is reported behind the lines before it.
func (s *splitter) skip(before Part, lines int) (Part, error) {
	s.line += lines + 1
	file := fmt.Sprintf("%s:%d", s.name, s.line)
	part := func(yield func(Body, error) bool) {
		for body, err := range before {
			if !yield(body, err) {
				return
			}
		}
		yield(Body{File: file}, readError(file, errTooLarge))
	}
	for {
		buffer, err := fill(s.from, make([]byte, 0, pieceSize))
		if _, rest, found := bytes.Cut(buffer, newline); found {
			s.rest = rest
			return part, nil
		}
		if err != nil {
			return part, err
		}
	}
}

// lines is the part of the lines in a text, which begins where the splitter is.
func (s *splitter) lines(text []byte) Part {
	first := s.line
	return func(yield func(Body, error) bool) {
		number := first
		for line := range bytes.Lines(text) {
			number++
			if line = bytes.TrimSpace(line); len(line) == 0 {
				continue
			}
			body, err := s.newLine(line, s.name+":"+strconv.Itoa(number))
			if !yield(body, err) {
				return
			}
		}
	}
}

// newLine returns the body of a line. Lines of one stream are read at the same time.
func (s *splitter) newLine(line []byte, file string) (Body, error) {
	if len(line) > maxSize {
		return Body{File: file}, readError(file, errTooLarge)
	}
	if strings.TrimSuffix(filepath.Base(s.name), ".gz") == "ledger.log" { // of package record
		return ledgerLine(line, file)
	}
	body := Body{File: file, Content: line}
	s.unwrap(&body)
	return body, nil
}

// wrapper is the beginning of a line {"api": …, "body": …} up to the body, which is an object.
var wrapper = regexp.MustCompile(
	`^\{[ \t\r]*"api"[ \t\r]*:[ \t\r]*"([^"\\]+)"[ \t\r]*,[ \t\r]*"body"[ \t\r]*:[ \t\r]*\{`,
)

// guess takes the operation and the body out of a line {"api": …, "body": …} as if nothing followed the body.
func (b *Body) guess() {
	m := wrapper.FindSubmatchIndex(b.Content)
	rest, closed := bytes.CutSuffix(b.Content, []byte("}"))
	if m == nil || !closed || !utf8.Valid(b.Content[m[2]:m[3]]) {
		b.unwrap()
		return
	}
	b.line = b.Content
	b.API, b.Content = string(b.Content[m[2]:m[3]]), rest[m[1]-1:]
}

// Exact returns the body of which Content was guessed, and whether the guess was wrong.
func (b Body) Exact() (exact Body, differs bool) {
	if b.line == nil {
		return b, false
	}
	exact, from := b, Body{Content: b.line}
	from.unwrap()
	exact.API, exact.Content, exact.line = cmp.Or(from.API, b.folder), from.Content, nil
	return exact, exact.API != b.API || len(exact.Content) != len(b.Content)
}

// unwrap takes the operation and the body out of a line {"api": …, "body": …}.
func (b *Body) unwrap() {
	if !bytes.Contains(b.Content, []byte(`"api"`)) || !bytes.Contains(b.Content, []byte(`"body"`)) {
		return // without a look at every value
	}
	var wrapped struct {
		API  string         `json:"api"`
		Body jsontext.Value `json:"body"`
	}
	if json.Unmarshal(b.Content, &wrapped, lax) == nil && wrapped.API != "" && wrapped.Body != nil {
		b.API, b.Content = wrapped.API, unquoted(wrapped.Body)
	}
}

// unquoted returns the text of a JSON string, since recorders keep a body as one, and any other value as it is.
func unquoted(v jsontext.Value) []byte {
	if v.Kind() != '"' {
		return v
	}
	plain, err := jsontext.AppendUnquote(make([]byte, 0, len(v)), v)
	if err != nil {
		return v
	}
	return plain
}

package batch

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Line is one line of an input: an id, or the parameters as a JSON object.
type Line struct {
	Number int
	ID     string   // "" of parameters
	Sent   []string // name=value, in the order of the line
}

// ReadLines reads ids and objects, one a line. Empty lines are skipped.
func ReadLines(r io.Reader) ([]Line, error) {
	var lines []Line
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		text, err := in.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("cannot read the input: %w", err)
		}
		if n == 1 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		line, fault := readLine(strings.TrimSpace(text))
		if fault != nil {
			return nil, fmt.Errorf("line %d: %w", n, fault)
		}
		if line != nil {
			line.Number = n
			lines = append(lines, *line)
		}
		if err != nil {
			return lines, nil
		}
	}
}

// readLine returns nil for an empty line.
func readLine(text string) (*Line, error) {
	switch {
	case text == "":
		return nil, nil //nolint:nilnil // neither a line nor a fault
	case text[0] != '{':
		return &Line{ID: text}, nil
	}
	sent, err := members(text)
	return &Line{Sent: sent}, err
}

var errNoObject = errors.New("it must be an id, or an object of parameters such as {\"num_iid\":\"610947572360\"}")

// members returns the members of an object as name=value: texts as they are, all else as JSON.
func members(text string) (sent []string, err error) {
	d := jsontext.NewDecoder(bytes.NewReader([]byte(text)))
	if _, err = d.ReadToken(); err != nil {
		return nil, errNoObject
	}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return nil, errNoObject
		}
		key := name.String()
		value, err := d.ReadValue()
		if err != nil {
			return nil, errNoObject
		}
		sent = append(sent, key+"="+plain(value))
	}
	if _, err = d.ReadToken(); err != nil {
		return nil, errNoObject
	}
	if _, err = d.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, errNoObject
	}
	return sent, nil
}

// plain returns the text of a value.
func plain(value jsontext.Value) string {
	if value.Kind() == '"' {
		if text, err := jsontext.AppendUnquote(nil, value); err == nil {
			return string(text)
		}
	}
	return string(value)
}

// Key returns the key of a request: a hash, because parameters may be personal data, which a journal must not have.
func Key(canonical string) string {
	sum := sha256.Sum256([]byte(canonical))
	return hex.EncodeToString(sum[:16])
}

package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"github.com/go-ali1688/ali1688/internal/filetree"
)

// file is a file of an exchange, below the folder of the recorder.
type file struct {
	name    string
	content []byte
}

// files returns what is kept of a redacted body, named in the exchange: the .json that the mock and the tests read, and
// the body as it came in a .txt where that is another.
func (x *Exchange) files(body []byte, maxValues int) []file {
	x.judge(body, maxValues)
	name, object := x.name(), served(body)
	switch {
	case object == nil:
		x.File = name + ".txt"
		return []file{{x.File, body}}
	case bytes.Equal(object, body):
		x.File = name + ".json"
		return []file{{x.File, body}}
	}
	x.File, x.Raw = name+".json", name+".txt"
	return []file{{x.File, object}, {x.Raw, body}}
}

// name is stable for the same call on the same day, and made of nothing secret.
func (x *Exchange) name() string {
	call, _ := json.Marshal([]any{x.Platform, x.Method, x.Parameters}) // of texts only, which cannot fail
	sum := sha256.Sum256(call)
	return x.API + "/" + x.Seen.Format("20060102") + "-" + hex.EncodeToString(sum[:6])
}

func (r *Recorder) write(x Exchange, files []file) error {
	for _, f := range files {
		if err := replace(filepath.Join(r.dir, filepath.FromSlash(f.name)), f.content); err != nil {
			return err
		}
	}
	line, err := json.Marshal(x)
	if err != nil {
		return err
	}
	return appendTo(filepath.Join(r.dir, Ledger), append(line, '\n'))
}

// replace writes a file at once, so that nobody reads half of it. Two recorders in one folder have names of their own
// for what is half written.
func replace(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return filetree.Replace(path, filepath.Base(path)+"."+writer()+".*"+halfWritten, content,
		func(half *os.File) error { return half.Chmod(0o644) })
}

func appendTo(path string, line []byte) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(line)
	return errors.Join(err, f.Close())
}

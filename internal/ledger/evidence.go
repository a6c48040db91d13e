package ledger

import (
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/openapi"
)

// Known returns the ledger of all documents and of the real responses in package evidence.
func Known() (*Ledger, error) {
	l := New()
	for _, d := range openapi.Documents() {
		if err := l.Document(d.Name, d.JSON); err != nil {
			return nil, err
		}
	}
	if err := l.gateway(); err != nil {
		return nil, err
	}
	return l, l.platform()
}

// gateway adds the responses of the index.
func (l *Ledger) gateway() error {
	all, err := evidence.Index()
	if err != nil {
		return err
	}
	for _, r := range all {
		body, err := evidence.FS.ReadFile(r.File)
		if err != nil {
			return err
		}
		l.Add(Response{Operation: r.Operation, Whole: r.Kind == "recording", Seen: r.Seen, Body: body})
	}
	return nil
}

// year is the year in the name of a file.
var year = regexp.MustCompile(`-(20[0-9]{2})\b`)

// platform adds the real responses of the open platform. Which of them are whole, nobody has noted.
func (l *Ledger) platform() error {
	return fs.WalkDir(evidence.FS, "openplatform", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := evidence.FS.ReadFile(file)
		seen := ""
		if match := year.FindStringSubmatch(strings.TrimSuffix(path.Base(file), ".json")); match != nil {
			seen = match[1]
		}
		l.Add(Response{Operation: path.Base(path.Dir(file)), Seen: seen, Body: body})
		return err
	})
}

package upgrade

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/drift/patch"
	"github.com/go-ali1688/ali1688/internal/filetree"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// place is where the real responses of a document are filed, and the table that has a row for each.
type place struct{ folder, table string }

var places = map[string]place{
	"gateway":      {"recordings", "index.tsv"},
	"openplatform": {"openplatform/live", "openplatform/sources-live.tsv"},
}

const evidenceFolder = "evidence"

// file files the first recording of each change as evidence: what a document claims to be recorded is then there.
func (u *Upgrade) file(result *patch.Result) error {
	wanted := map[string]string{} // the document, by the file that shows a change of it
	for _, change := range result.Changes {
		wanted[change.Examples[0].File] = change.Document
	}
	for body, err := range bodies.All(u.From) {
		document, ok := wanted[body.File]
		if err != nil || !ok {
			continue
		}
		if err := fileOne(document, body); err != nil {
			return err
		}
	}
	return u.listFields()
}

// fileOne files a recording, unless it is there.
func fileOne(document string, body bodies.Body) error {
	to, ok := places[document]
	if !ok {
		return nil
	}
	content := redact.New(body.Secrets()...).JSON(slices.Clone(body.Content))
	folder := path.Join(to.folder, body.API)
	onDisk := filepath.Join(evidenceFolder, filepath.FromSlash(folder))
	if isThere(onDisk, content) {
		return nil
	}
	entries, _ := os.ReadDir(onDisk) // a new folder has none
	name := path.Join(folder, fmt.Sprintf("%02d-recorded-%s.json", len(entries)+1, seen(body, "20060102", "undated")))
	if err := filetree.Write(path.Join(evidenceFolder, name), content); err != nil {
		return err
	}
	month := seen(body, "2006-01", "unknown")
	row := fmt.Sprintf("%s\t%s\trecording\t%s\t-\n", name, body.API, month)
	if document == "openplatform" {
		row = fmt.Sprintf("%s\trecorded by this project\t%s\n", name, month)
	}
	return appendTo(path.Join(evidenceFolder, to.table), row)
}

func seen(body bodies.Body, layout, unknown string) string {
	if body.Seen.IsZero() {
		return unknown
	}
	return body.Seen.Format(layout)
}

func appendTo(name, row string) error {
	file := filepath.FromSlash(name)
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(content, row...), 0o644)
}

// listFields brings the list of the gateway's fields up to date with its document: rows of places that are new, and the
// kinds of places that have others now.
func (u *Upgrade) listFields() error {
	fields, err := fieldsOf(&documents.Rows[0])
	if err != nil {
		return err
	}
	name := filepath.Join(evidenceFolder, "fields.tsv")
	content, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(mergeFields(string(content), fields)), 0o644)
}

// mergeFields adds rows behind the last one of their operation, and changes the kinds of others.
func mergeFields(list string, fields []field) string {
	lines := strings.Split(strings.TrimSuffix(list, "\n"), "\n")
	known, last := map[string]int{}, map[string]int{}
	for i, line := range lines {
		c := strings.Split(line, "\t")
		if len(c) == 4 {
			known[c[0]+"\t"+c[1]], last[c[0]] = i, i
		}
	}
	added := map[int][]string{}
	for _, f := range fields {
		if i, ok := known[f.operation+"\t"+f.path]; ok {
			if c := strings.Split(lines[i], "\t"); c[2] != f.kinds {
				lines[i] = strings.Join([]string{c[0], c[1], f.kinds, c[3] + "; recorded as " + f.kinds}, "\t")
			}
		} else if at, ok := last[f.operation]; ok {
			added[at] = append(added[at], strings.Join([]string{f.operation, f.path, f.kinds, "recorded"}, "\t"))
		}
	}
	var out []string
	for i, line := range lines {
		out = append(append(out, line), added[i]...)
	}
	return strings.Join(out, "\n") + "\n"
}

package upgrade

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/drift/patch"
	"github.com/go-ali1688/ali1688/internal/filetree"
	"github.com/go-ali1688/ali1688/internal/lint"
)

// recordings patches the documents from the recordings in From, files those that show something new as evidence, and
// stops where a person must describe what was added.
func (u *Upgrade) recordings() error {
	if u.From == "" {
		return nil
	}
	result, err := patch.Sources(os.DirFS("."), documents.Rows, u.read)
	if err != nil {
		return err
	}
	if err := allRead(result, u.From); err != nil {
		return err
	}
	for _, change := range result.Changes {
		fmt.Fprintln(u.Out, change)
	}
	fmt.Fprintf(u.Out, "Responses: %d, changes: %d\n", result.Total, len(result.Changes))
	for _, name := range result.Names() {
		if err := filetree.Write(name, result.Files[name]); err != nil {
			return err
		}
	}
	if err := u.file(result); err != nil {
		return err
	}
	if len(result.Open) > 0 {
		return decide("Describe these by hand: no edit follows from what was seen. Then run this again.", undecided(result))
	}
	return u.described()
}

// allRead asks for recordings that can be read: what the others show would go into the release unseen.
func allRead(result *patch.Result, from string) error {
	switch {
	case result.Failed > 0:
		return decide(fmt.Sprintf("Recordings in %s that cannot be read: %d. Correct or remove them, then run this again.",
			from, result.Failed), errors.Join(result.Failures...).Error())
	case result.Total == 0:
		return &Decision{"There is no response of a known operation in " + from + ": name a folder that has some."}
	}
	return nil
}

// read returns the recordings.
func (u *Upgrade) read() iter.Seq[bodies.Part] { return bodies.Reader{}.Path(u.From) }

func undecided(result *patch.Result) string {
	var b strings.Builder
	for _, open := range result.Open {
		fmt.Fprintln(&b, open.Why)
	}
	return b.String()
}

// described asks for the texts of members that recordings have added.
func (u *Upgrade) described() error {
	var open []string
	for i := range documents.Rows {
		places, err := openTexts(&documents.Rows[i])
		if err != nil {
			return err
		}
		open = append(open, places...)
	}
	if len(open) == 0 {
		return nil
	}
	return decide(fmt.Sprintf("Write these texts in place of %q, and their Chinese in place of %q in the files of the "+
		"same name below %s. Run `go run ./internal/cmd/translate -stamp`, then this again.",
		lint.ToDescribe, patch.Untranslated, filepath.Dir(documents.Rows[0].Chinese)), strings.Join(open, "\n"))
}

func openTexts(row *documents.Row) ([]string, error) {
	bundled, err := bundle.Dir(row.Folder())
	if err != nil {
		return nil, err
	}
	document, positions, err := bundled.Located()
	if err != nil {
		return nil, err
	}
	return lint.Open(document, positions)
}

// isThere reports whether a file of a folder has that content.
func isThere(folder string, content []byte) bool {
	found := false
	_ = filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			have, err := os.ReadFile(file) //nolint:gosec // it is compared, and nobody is shown it
			if err == nil && string(have) == string(content) {
				found = true
			}
		}
		return nil
	})
	return found
}

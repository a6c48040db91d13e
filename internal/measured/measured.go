// Package measured keeps what the targets of the Makefile measure, and writes it into the pages that quote it. No
// number of a front page is written by hand.
//
// A page quotes a number between two comments, which nobody sees once it is rendered:
//
//	<!-- score.planted -->7220<!-- -->
package measured

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// File is where the numbers are kept, from the root of the repository.
const File = "docs/measured.json"

// Env names the variable that holds the path of File when a target measures; without it nothing is kept.
const Env = "ALI1688_MEASURED"

// Keep merges values into the file that [Env] names.
func Keep(values map[string]string) error {
	path := os.Getenv(Env)
	if path == "" {
		return nil
	}
	all, err := Load(path)
	if err != nil {
		return err
	}
	maps.Copy(all, values)
	text, err := json.Marshal(all, json.Deterministic(true), jsontext.Multiline(true))
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}

// Load reads a file of numbers. A missing one has none.
func Load(path string) (map[string]string, error) {
	all := map[string]string{}
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return all, nil
	case err != nil:
		return nil, err
	}
	return all, json.Unmarshal(text, &all)
}

var quote = regexp.MustCompile(`(?s)<!-- ([a-z]+(?:\.[a-z_0-9]+)+) -->.*?<!-- -->`)

// Fill returns page with the numbers that it quotes. A name that nothing measures is an error.
func Fill(page []byte, values map[string]string) ([]byte, error) {
	var unknown []string
	filled := quote.ReplaceAllFunc(page, func(match []byte) []byte {
		name := string(quote.FindSubmatch(match)[1])
		value, ok := values[name]
		if !ok {
			unknown = append(unknown, name)
			return match
		}
		return []byte("<!-- " + name + " -->" + value + "<!-- -->")
	})
	if len(unknown) > 0 {
		slices.Sort(unknown)
		return nil, fmt.Errorf("no target of the Makefile measures %s", strings.Join(unknown, ", "))
	}
	return filled, nil
}

// Write fills the pages, which lie in the folder root, with the numbers of root's [File] and with what derive computes
// from them.
func Write(root string, derive func(map[string]string) map[string]string, pages ...string) error {
	values, err := Load(filepath.Join(root, File))
	if err != nil {
		return err
	}
	maps.Copy(values, derive(values))
	for _, page := range pages {
		path := filepath.Join(root, page)
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		filled, err := Fill(text, values)
		if err != nil {
			return fmt.Errorf("%s: %w", page, err)
		}
		if bytes.Equal(text, filled) {
			continue
		}
		if err := os.WriteFile(path, filled, 0o644); err != nil {
			return err
		}
	}
	return nil
}

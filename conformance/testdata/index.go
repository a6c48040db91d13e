package testdata

import (
	"fmt"
	"strings"
)

// Answer is one real answer of FS.
type Answer struct {
	File      string // within FS
	Operation string
	Kind      string // recording or excerpt
	Seen      string // the month, YYYY-MM
	Source    string // where it was found, or "-"
}

// Index lists the real answers.
func Index() ([]Answer, error) {
	content, err := FS.ReadFile("index.tsv")
	if err != nil {
		return nil, err
	}
	var all []Answer
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(c) != 5 {
			return nil, fmt.Errorf("index.tsv: want five columns, got %q", line)
		}
		all = append(all, Answer{c[0], c[1], c[2], c[3], c[4]})
	}
	return all, nil
}

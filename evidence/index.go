package evidence

import (
	"fmt"
	"strings"
)

// Response is one real response of FS.
type Response struct {
	File      string // within FS
	Operation string
	Kind      string // recording or excerpt
	Seen      string // the month, YYYY-MM
	Source    string // where it was found, or "-"
}

// Index returns the real responses in the order of index.tsv.
func Index() ([]Response, error) {
	content, err := FS.ReadFile("index.tsv")
	if err != nil {
		return nil, err
	}
	var all []Response
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(c) != 5 {
			return nil, fmt.Errorf("index.tsv: want five columns, got %q", line)
		}
		all = append(all, Response{c[0], c[1], c[2], c[3], c[4]})
	}
	return all, nil
}

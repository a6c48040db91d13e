package site

import (
	"encoding/json"
	"fmt"
	"strings"
)

// index is what the search of an edition looks through. docs/assets/search.js indexes it in the browser.
type index struct {
	Entries []indexed `json:"entries"`
	// Synonyms are groups of words of one meaning.
	Synonyms [][]string      `json:"synonyms"`
	seen     map[string]bool // names that have an entry
}

// entry is a place that the search shows: its title and the line below.
type entry struct{ Title, Sub, Path string }

// indexed is an entry with further text that it is found by.
type indexed struct {
	entry
	Text string `json:",omitempty"`
}

func newIndex() *index { return &index{seen: map[string]bool{}} }

// add puts a place into the index.
func (x *index) add(e entry, text string) {
	x.Entries = append(x.Entries, indexed{e, text})
}

// search writes the index, as a script for the reason that the document is one.
func (e *edition) search() error {
	for line := range strings.Lines(e.words["synonyms"]) {
		e.index.Synonyms = append(e.index.Synonyms, strings.Fields(line))
	}
	return e.writeScript(e.lang+"/search.js", "ali1688Index", e.index)
}

// writeScript writes a script that sets a variable of the window.
func (b *builder) writeScript(name, variable string, value any) error {
	encoded, err := json.Marshal(value) // maps are written sorted
	if err != nil {
		return err
	}
	return b.write(name, fmt.Appendf(nil, "window.%s = %s;\n", variable, encoded))
}

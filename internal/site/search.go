package site

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
)

// index is the index of the search: which words stand on which pages, and how often. It is small enough to be loaded
// whole, by a page that has no server.
type index struct {
	Entries []entry             `json:"entries"`
	Terms   map[string][][2]int `json:"terms"` // of entries, with how often
	// Synonyms are groups of words of one meaning.
	Synonyms [][]string      `json:"synonyms"`
	seen     map[string]bool // names that have an entry
}

// entry is a place that the search finds.
type entry struct{ Title, Sub, Path string }

func newIndex() *index { return &index{Terms: map[string][][2]int{}, seen: map[string]bool{}} }

// add puts a place into the index.
func (x *index) add(e entry, text string) {
	at := len(x.Entries)
	x.Entries = append(x.Entries, e)
	count := map[string]int{}
	for _, term := range terms(text) {
		count[term]++
	}
	for term, n := range count {
		x.Terms[term] = append(x.Terms[term], [2]int{at, min(n, 9)})
	}
}

// terms returns what a text is found by: its words in lower case, the parts of names, and of Chinese every two
// characters that stand together, for Chinese has no spaces.
func terms(text string) []string {
	var out []string
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !inWord(r) }) {
		for _, run := range runs(word) {
			if unicode.Is(unicode.Han, run[0]) {
				out = append(out, pairs(run)...)
				continue
			}
			name := strings.Trim(string(run), "_")
			if parts := strings.Split(name, "_"); len(parts) > 1 {
				out = append(out, parts...)
			}
			out = append(out, name)
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// runs splits a word where Chinese begins or ends.
func runs(word string) [][]rune {
	var out [][]rune
	for _, r := range word {
		last := len(out) - 1
		if last >= 0 && unicode.Is(unicode.Han, out[last][0]) == unicode.Is(unicode.Han, r) {
			out[last] = append(out[last], r)
			continue
		}
		out = append(out, []rune{r})
	}
	return out
}

func pairs(run []rune) []string {
	if len(run) == 1 {
		return []string{string(run)}
	}
	var out []string
	for i := 0; i+1 < len(run); i++ {
		out = append(out, string(run[i:i+2]))
	}
	return out
}

// search writes the index, as a script for the reason that the document is one.
func (e *edition) search() error {
	for line := range strings.Lines(e.words["synonyms"]) {
		e.index.Synonyms = append(e.index.Synonyms, strings.Fields(line))
	}
	encoded, err := json.Marshal(e.index)
	if err != nil {
		return err
	}
	return e.write(e.lang+"/search.js", append(append([]byte("window.ali1688Index = "), encoded...), ";\n"...))
}

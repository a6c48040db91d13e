package translate

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// Problem is a text that is stale, missing or about nothing.
type Problem struct {
	File    string // the file of the overlay, or "" for a text that is missing
	Line    int    // in the file
	Pointer string // the JSON Pointer of the English text that has no translation
	Message string
}

// Text is a text of the overlay: where it stands, and the JSON Pointer of its English.
type Text struct {
	File    string
	Line    int // of its action
	Target  string
	Pointer string
}

// Texts returns the texts of the overlay whose English is in the document.
func (o *Overlay) Texts() []Text {
	pointers := map[*yaml.Node]map[string]string{}
	each(o.root.Content[0], "", "$", func(t text) {
		if pointers[t.owner] == nil {
			pointers[t.owner] = map[string]string{}
		}
		pointers[t.owner][t.key] = t.pointer
	})
	var out []Text
	for i, action := range o.overlay.Actions {
		target, err := o.target(action)
		if err != nil {
			continue
		}
		for _, key := range keys(&action.Update) {
			if pointer, ok := pointers[target][key]; ok {
				at := o.places[i]
				out = append(out, Text{o.files[at.file].Path, at.line, action.Target, pointer})
			}
		}
	}
	return out
}

// Missing returns the English texts without a text of the overlay, with the target that an action for them has.
func (o *Overlay) Missing() []Text {
	have := map[string]bool{}
	for _, text := range o.Texts() {
		have[text.Pointer] = true
	}
	var out []Text
	each(o.root.Content[0], "", "$", func(t text) {
		if !have[t.pointer] {
			out = append(out, Text{Target: t.path, Pointer: t.pointer})
		}
	})
	return out
}

// Check finds every action whose English has changed or is gone, and every text of the document without one.
func (o *Overlay) Check() []Problem {
	var problems []Problem
	for i, action := range o.overlay.Actions {
		target, err := o.target(action)
		if err != nil {
			problems = append(problems, o.problem(i, err.Error()))
			continue
		}
		if was, is := action.Extensions[HashKey], hash(target, action); was != is {
			problems = append(problems, o.problem(i, fmt.Sprintf("%s is stale: its English changed; "+
				"bring the text up to date, then run `go run ./internal/cmd/translate -stamp`", action.Target)))
		}
	}
	for _, text := range o.Missing() {
		problems = append(problems, Problem{Pointer: text.Pointer,
			Message: fmt.Sprintf("%s has no %s: add an action for it", text.Target, path.Base(text.Pointer))})
	}
	return problems
}

// problem returns a problem of an action.
func (o *Overlay) problem(action int, message string) Problem {
	at := o.places[action]
	return Problem{File: o.files[at.file].Path, Line: at.line, Message: message}
}

// Pair is a text beside the English that it stands for.
type Pair struct {
	Target, Key   string
	English, Text string
}

// Stale returns the texts whose English changed since they were stamped, beside that English.
func (o *Overlay) Stale() ([]Pair, error) {
	var out []Pair
	for _, action := range o.overlay.Actions {
		target, err := o.target(action)
		if err != nil {
			return nil, err
		}
		if action.Extensions[HashKey] == hash(target, action) {
			continue
		}
		for _, key := range keys(&action.Update) {
			out = append(out, Pair{action.Target, key, value(target, key), value(&action.Update, key)})
		}
	}
	return out, nil
}

func value(mapping *yaml.Node, key string) string {
	if n := member(mapping, key); n != nil {
		return strings.TrimSpace(n.Value)
	}
	return ""
}

// Stamp returns the files of the overlay with the hash of the present English on every action, or only on those without
// a hash. It changes no other line. Stamp texts only after comparing them with the English.
func (o *Overlay) Stamp(onlyNew bool) ([]File, error) {
	out := slices.Clone(o.files)
	lines := make([][]string, len(out))
	for i := range out {
		lines[i] = strings.Split(string(out[i].Content), "\n")
	}
	for i, at := range slices.Backward(o.places) {
		if onlyNew && o.overlay.Actions[i].Extensions[HashKey] != nil {
			continue
		}
		target, err := o.target(o.overlay.Actions[i])
		if err != nil {
			return nil, err
		}
		stamp := fmt.Sprintf("    %s: %q", HashKey, hash(target, o.overlay.Actions[i]))
		lines[at.file] = stampLine(lines[at.file], at.line, stamp)
	}
	for i := range out {
		out[i].Content = []byte(strings.Join(lines[i], "\n"))
	}
	return out, nil
}

// stampLine puts a stamp into the line behind a target, in place of an older one if there is one.
func stampLine(lines []string, at int, stamp string) []string {
	if at < len(lines) && strings.HasPrefix(lines[at], "    "+HashKey+":") {
		lines[at] = stamp
		return lines
	}
	return slices.Insert(lines, at, stamp)
}

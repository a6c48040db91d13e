package translate

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"
)

// Problem is a text that is stale, missing or about nothing.
type Problem struct {
	Line    int    // in the overlay's source, or 0 for a text that is missing
	Pointer string // the JSON Pointer of the English text that has no translation
	Message string
}

// Check finds every action whose English has changed or is gone, and every text of the document without one.
func (o *Overlay) Check() []Problem {
	var problems []Problem
	done := map[*yaml.Node]map[string]bool{}
	for i, action := range o.overlay.Actions {
		target, err := o.target(action)
		if err != nil {
			problems = append(problems, Problem{Line: o.lines[i], Message: err.Error()})
			continue
		}
		if was, is := action.Extensions[HashKey], hash(target, action); was != is {
			problems = append(problems, Problem{Line: o.lines[i], Message: fmt.Sprintf("%s is stale: its English changed; "+
				"bring the text up to date, then run `go run ./internal/cmd/translate -stamp`", action.Target)})
		}
		for _, key := range keys(&action.Update) {
			if done[target] == nil {
				done[target] = map[string]bool{}
			}
			done[target][key] = true
		}
	}
	each(o.root.Content[0], "", "$", func(t text) {
		if !done[t.owner][t.key] {
			problems = append(problems, Problem{Pointer: t.pointer, Message: fmt.Sprintf("%s has no %s: add an action for it", t.path, t.key)})
		}
	})
	return problems
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

// Stamp returns the overlay's source with the hash of the present English on every action. It changes no other line,
// and is for whoever has just read the texts beside the English.
func (o *Overlay) Stamp() ([]byte, error) {
	lines := strings.Split(string(o.source), "\n")
	for i := len(o.lines) - 1; i >= 0; i-- {
		target, err := o.target(o.overlay.Actions[i])
		if err != nil {
			return nil, err
		}
		stamp := fmt.Sprintf("    %s: %q", HashKey, hash(target, o.overlay.Actions[i]))
		at := o.lines[i] // the line behind the target
		if at < len(lines) && strings.HasPrefix(lines[at], "    "+HashKey+":") {
			lines[at] = stamp
		} else {
			lines = append(lines[:at], append([]string{stamp}, lines[at:]...)...)
		}
	}
	return []byte(strings.Join(lines, "\n")), nil
}

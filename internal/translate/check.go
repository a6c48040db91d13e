package translate

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"
)

// Problem is a text that is stale, missing or about nothing.
type Problem struct {
	Line    int // in the overlay's source, or 0 for a text that is not there
	Message string
}

// Check finds every action whose English has changed or is gone, and every operation and parameter without a text.
func (o *Overlay) Check() []Problem {
	var problems []Problem
	done := map[*yaml.Node]map[string]bool{}
	for i, action := range o.overlay.Actions {
		target, err := o.target(action)
		if err != nil {
			problems = append(problems, Problem{o.lines[i], err.Error()})
			continue
		}
		if was, is := action.Extensions[HashKey], hash(target, action); was != is {
			problems = append(problems, Problem{o.lines[i], fmt.Sprintf("%s is stale: its English changed; bring the text up to date, then run `go run ./internal/cmd/translate -stamp`", action.Target)})
		}
		for _, key := range keys(&action.Update) {
			if done[target] == nil {
				done[target] = map[string]bool{}
			}
			done[target][key] = true
		}
	}
	for _, p := range o.places() {
		for _, key := range p.keys {
			if member(p.node, key) != nil && !done[p.node][key] {
				problems = append(problems, Problem{0, fmt.Sprintf("%s has no %s: add an action for it", p.path, key)})
			}
		}
	}
	return problems
}

// place is a place of the document that must have texts.
type place struct {
	path string
	node *yaml.Node
	keys []string
}

// places are all operations, all parameters, and what stands at the head of the document.
func (o *Overlay) places() []place {
	root := o.root.Content[0]
	out := []place{{"$.info", member(root, "info"), []string{"title", "description"}}}
	for _, tag := range member(root, "tags").Content {
		out = append(out, place{fmt.Sprintf("$.tags[?(@.name == '%s')]", member(tag, "name").Value), tag, []string{"description"}})
	}
	each(member(root, "paths"), func(path string, item *yaml.Node) {
		each(item, func(method string, op *yaml.Node) {
			out = append(out, operationPlaces(fmt.Sprintf("$.paths['%s'].%s", path, method), op)...)
		})
	})
	each(member(member(root, "components"), "parameters"), func(name string, p *yaml.Node) {
		out = append(out, place{"$.components.parameters." + name, p, []string{"description"}})
	})
	return out
}

func operationPlaces(path string, op *yaml.Node) []place {
	out := []place{{path, op, []string{"summary", "description"}}}
	if list := member(op, "parameters"); list != nil {
		for _, p := range list.Content {
			if name := member(p, "name"); name != nil {
				out = append(out, place{fmt.Sprintf("%s.parameters[?(@.name == '%s')]", path, name.Value), p, []string{"description"}})
			}
		}
	}
	return out
}

func each(mapping *yaml.Node, f func(key string, value *yaml.Node)) {
	if mapping == nil {
		return
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		f(mapping.Content[i].Value, mapping.Content[i+1])
	}
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

// Stamp returns the overlay's source with the hash of the present English on every action. It changes no other line, and
// is for whoever has just read the texts beside the English.
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

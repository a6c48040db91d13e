package site

import (
	"fmt"
	"time"

	"github.com/go-ali1688/ali1688/internal/diagram"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// states draws the values of a schema of the open platform with the mock's transitions between them.
func states[S ~string](e *edition, schema string, transitions []orders.Transition[S]) (picture, error) {
	rest, err := e.pictured("rest")
	if err != nil {
		return picture{}, err
	}
	in := diagram.States{Rest: rest}
	for _, m := range e.openPlatform().Enumeration(schema) {
		in.States = append(in.States, diagram.State{Name: m.Value, Text: e.say(m.EN, m.ZH)})
	}
	if len(in.States) == 0 {
		return picture{}, fmt.Errorf("the schema %s has no list of values", schema)
	}
	if in.Changes, err = changes(e, transitions); err != nil {
		return picture{}, err
	}
	lines, err := e.changeLines(in.Changes)
	return picture{canvas: in.Draw(), lines: lines}, err
}

// changes joins the transitions that have the same ends.
func changes[S ~string](e *edition, transitions []orders.Transition[S]) ([]diagram.Change, error) {
	var out []diagram.Change
	at := map[[2]S]int{}
	for _, t := range transitions {
		step, err := e.step(string(t.By), t.Cause, t.From == "", t.After)
		if err != nil {
			return nil, err
		}
		ends := [2]S{t.From, t.To}
		if _, ok := at[ends]; !ok {
			at[ends] = len(out)
			out = append(out, diagram.Change{From: string(t.From), To: string(t.To)})
		}
		c := &out[at[ends]]
		c.Labels = append(c.Labels, step)
	}
	return out, nil
}

// step returns who makes a transition, and the operation with a link or the words for the act.
func (e *edition) step(by, cause string, begins bool, after time.Duration) (diagram.Step, error) {
	who, err := e.pictured("by-" + by)
	if err != nil {
		return diagram.Step{}, err
	}
	if to := e.operation(cause); to != "" {
		return diagram.Step{By: who, What: diagram.Label{Text: cause, Code: true, Href: to}}, nil
	}
	if after > 0 {
		words, err := e.pictured("after")
		return diagram.Step{What: diagram.Label{Text: fmt.Sprintf(words, int(after.Hours()))}}, err
	}
	if begins {
		cause = "begin"
	}
	words, err := e.pictured("act-" + cause)
	if begins || cause == "move" {
		return diagram.Step{What: diagram.Label{Text: words}}, err
	}
	return diagram.Step{By: who, What: diagram.Label{Text: words}}, err
}

// changeLines returns the changes as lines of Markdown.
func (e *edition) changeLines(changes []diagram.Change) ([]string, error) {
	leads, err := e.pictured("leads")
	if err != nil {
		return nil, err
	}
	begins, err := e.pictured("begins")
	var out []string
	for _, c := range changes {
		for _, s := range c.Labels {
			what := s.What.Text
			if s.What.Code {
				what = "`" + what + "`"
			}
			if s.By != "" {
				what = s.By + " · " + what
			}
			if c.From == "" {
				out = append(out, fmt.Sprintf(begins, c.To, what))
			} else {
				out = append(out, fmt.Sprintf(leads, c.From, c.To, what))
			}
		}
	}
	return out, err
}

// openPlatform returns the document of the open platform.
func (e *edition) openPlatform() *volume { return e.volume("openplatform") }

// volume returns a document by its name, or nil.
func (e *edition) volume(name string) *volume {
	for _, v := range e.docs {
		if v.Name == name {
			return v
		}
	}
	return nil
}

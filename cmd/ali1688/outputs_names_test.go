package main

import (
	"fmt"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// namedPlants returns a row for each name of the lists of what is secret and what is personal: a value that nothing but
// its name gives away.
func namedPlants() (rows []plant) {
	secret, personal := redact.Lists()
	for _, name := range secret {
		rows = append(rows, plant{name: "secret name " + name, member: name, isSecret: true})
	}
	for _, name := range personal {
		rows = append(rows, plant{name: "personal name " + name, member: name})
	}
	return rows
}

// fill gives a row for a member the value that is planted in it.
func (p *plant) fill(i int) {
	switch {
	case p.isSecret:
		p.text = fmt.Sprintf("planted%dq", i)
	case p.member != "":
		p.text = fmt.Sprintf("张三丰%d路", i)
	}
}

// isNamed reports whether the row is a name of the lists.
func (p plant) isNamed() bool { return p.member != "" && p.parent == "" }

// words returns the row as a server quotes it in a text: the plant itself, or the name of a parameter and its value.
func (p plant) words() string {
	if p.isNamed() {
		return "a " + p.member + "=" + p.text + "&b"
	}
	return "a " + p.text + " b"
}

// namedInText takes the names that a text gives away. Those that 1688 shows in the addresses of its pages are kept.
func namedInText(r plant) bool { return r.isNamed() && !redact.ShownInAddresses(r.member) }

// inAnyText takes what can be found in free text: the secrets of the call, the shapes of personal data, and pairs of a
// name and a value.
func inAnyText(secrets ...string) filter {
	shaped := inText(secrets...)
	return func(r plant) bool { return shaped(r) || namedInText(r) }
}

// named returns the rows that are names of the lists, by name. With headers it returns only the secret ones, which
// can be names of headers.
func named(rows []plant, onlySecret bool) map[string]string {
	out := map[string]string{}
	for _, r := range rows {
		if r.isNamed() && (r.isSecret || !onlySecret) {
			out[r.member] = r.text
		}
	}
	return out
}

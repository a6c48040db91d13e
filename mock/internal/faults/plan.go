package faults

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// plan is what is to go wrong, and how often it did.
type plan struct {
	mu    sync.Mutex
	rules []RuleState
}

// RuleState is a rule with its count, as a saved state has it.
type RuleState struct {
	Rule
	Done int `json:"done"` // how often it happened
}

func notDone(rules []Rule) []RuleState {
	return lists.Map(rules, func(rule Rule) RuleState { return RuleState{Rule: rule} })
}

// next counts and returns the fault of the first rule that fits and happens once more, or nil.
func (p *plan) next(pick uint64, fits func(*Rule, *Fault) bool) *Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.rules {
		rule := &p.rules[i]
		fault, _ := findFault(rule.Fault) // checked when the rule was set
		if fits(&rule.Rule, fault) && rule.happens(rule.Done, pick) {
			rule.Done++
			return fault
		}
	}
	return nil
}

// nextFault is the fault of a call, or nil.
func (p *plan) nextFault(c *exchange.Call, seed uint64) *Fault {
	return p.next(seed^c.Number, func(rule *Rule, fault *Fault) bool {
		return rule.appliesTo(c) && fault.ownerMismatch(c) == ""
	})
}

func (p *plan) list() []Rule { return append([]Rule{}, rulesOf(p.State())...) }

func rulesOf(states []RuleState) []Rule {
	return lists.Map(states, func(s RuleState) Rule { return s.Rule })
}

// set replaces the rules. How often they happened is forgotten.
func (p *plan) set(rules []Rule) { p.Load(notDone(rules)) }

// add appends a rule. How often the others happened stays.
func (p *plan) add(rule Rule) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules = append(p.rules, RuleState{Rule: rule})
}

// remove removes the first rule that is equal, and reports whether there was one.
func (p *plan) remove(rule Rule) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.IndexFunc(p.rules, func(s RuleState) bool { return s.Rule == rule })
	if i < 0 {
		return false
	}
	p.rules = slices.Delete(p.rules, i, i+1)
	return true
}

func (p *plan) State() []RuleState {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]RuleState{}, p.rules...)
}

func (p *plan) Load(rules []RuleState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules = slices.Clone(rules)
}

// SetRules replaces the rules. It fails, and changes nothing, for a rule that cannot fit.
func (s *Injector) SetRules(rules []Rule) error {
	for i := range rules {
		if err := rules[i].check(s.isOwn); err != nil {
			return err
		}
	}
	s.Plan.set(rules)
	return nil
}

// AddRule adds a rule in JSON.
func (s *Injector) AddRule(from io.Reader) error {
	rule, err := readRule(from)
	if err == nil {
		err = rule.check(s.isOwn)
	}
	if err != nil {
		return err
	}
	s.Plan.add(rule)
	return nil
}

// RemoveRules removes the rule in JSON, and all rules for an empty text.
func (s *Injector) RemoveRules(from io.Reader) error {
	text, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(text)) == 0 {
		s.Plan.set(nil)
		return nil
	}
	rule, err := readRule(bytes.NewReader(text))
	if err == nil && !s.Plan.remove(rule) {
		err = errors.New("there is no such rule")
	}
	return err
}

// Describe returns all faults with their summaries, and the rules, for JSON.
func (s *Injector) Describe() any {
	summaries := map[string]string{}
	for _, f := range All() {
		summaries[f.Name] = f.Summary
	}
	return map[string]any{"faults": summaries, "rules": s.Plan.list()}
}

// Check returns an error for a rule that could never fit.
func Check(rules []Rule, isOwn func(api string) bool) error {
	for i := range rules {
		if err := rules[i].check(isOwn); err != nil {
			return fmt.Errorf("mock: %w", err)
		}
	}
	return nil
}

// CheckStates returns an error for a saved rule that could never fit.
func (s *Injector) CheckStates(rules []RuleState) error { return Check(rulesOf(rules), s.isOwn) }

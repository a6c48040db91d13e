package faults

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// plan is what is to go wrong, and how often it did.
type plan struct {
	mu    sync.Mutex
	rules []Rule
	done  []int
}

func newPlan(rules []Rule) *plan { return &plan{rules: rules, done: make([]int, len(rules))} }

// nextFault is the fault of a call, or nil.
func (p *plan) nextFault(c *exchange.Call, seed uint64) *Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, rule := range p.rules {
		fault, _ := findFault(rule.Fault) // checked when the rule was set
		if !rule.appliesTo(c) || fault.ownerMismatch(c) != "" || !rule.happens(p.done[i], seed^c.Number) {
			continue
		}
		p.done[i]++
		return fault
	}
	return nil
}

func (p *plan) list() []Rule {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Rule{}, p.rules...)
}

// set replaces the rules. How often they happened is forgotten.
func (p *plan) set(rules []Rule) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules, p.done = rules, make([]int, len(rules))
}

// add appends a rule. How often the others happened stays.
func (p *plan) add(rule Rule) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules, p.done = append(slices.Clone(p.rules), rule), append(p.done, 0)
}

// remove removes the first rule that is equal, and reports whether there was one.
func (p *plan) remove(rule Rule) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.Index(p.rules, rule)
	if i < 0 {
		return false
	}
	p.rules, p.done = slices.Delete(slices.Clone(p.rules), i, i+1), slices.Delete(p.done, i, i+1)
	return true
}

// RuleState is a rule with its count, as a saved state has it.
type RuleState struct {
	Rule
	Done int `json:"done"` // how often it happened
}

func (p *plan) State() []RuleState {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := make([]RuleState, len(p.rules))
	for i, rule := range p.rules {
		out[i] = RuleState{rule, p.done[i]}
	}
	return out
}

func (p *plan) Load(rules []RuleState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules, p.done = nil, nil
	for _, rule := range rules {
		p.rules, p.done = append(p.rules, rule.Rule), append(p.done, rule.Done)
	}
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

// errNoSuchRule is returned for a rule that is not set.
var errNoSuchRule = errors.New("there is no such rule")

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
		err = errNoSuchRule
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
func (s *Injector) CheckStates(rules []RuleState) error {
	for _, rule := range rules {
		if err := rule.check(s.isOwn); err != nil {
			return fmt.Errorf("mock: %w", err)
		}
	}
	return nil
}

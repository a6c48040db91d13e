package conformance

// union checks the value at i against the one branch that fits it best.
func (w *walker) union(i int32, place string, u *union) {
	first, more := u.candidates(w.nodes[i].kind)
	if !more {
		w.value(i, place, u.branches[first:first+1])
		return
	}
	c, ok := w.chosen[question{i, u}]
	if ok {
		w.value(i, place, u.branches[c.branch:c.branch+1])
	} else {
		c = w.best(i, place, u)
	}
	w.ambiguous(i, place, u, c.fit)
}

// candidates returns the first branch that allows the kind, and whether others do.
func (u *union) candidates(kind kinds) (first int, more bool) {
	first = -1
	for j, b := range u.branches {
		if b.kinds.contains(kind) {
			if first >= 0 {
				return first, true
			}
			first = j
		}
	}
	return first, false
}

// question is a union and the value that one of its branches is to be chosen for.
type question struct {
	at    int32
	union *union
}

// choice is the best branch, and how many fit.
type choice struct{ branch, fit int }

// best chooses, and leaves the findings of the best branch. While a union around it tries its own branches, each of
// which asks again, the choice is kept: without that the work would double with every level.
func (w *walker) best(i int32, place string, u *union) choice {
	w.trials++
	c := w.try(i, place, u)
	w.trials--
	if w.trials > 0 {
		w.keep(question{i, u}, c)
	}
	return c
}

func (w *walker) keep(q question, c choice) {
	if w.chosen == nil {
		w.chosen = map[question]choice{}
	}
	w.chosen[q] = c
}

// score compares branches: what is wrong counts before what is undocumented.
type score struct{ hard, all int }

func (s score) less(t score) bool { return s.hard < t.hard || s.hard == t.hard && s.all < t.all }

// try tries every branch that allows the kind and counts those that fit. The findings of
// the best one remain.
func (w *walker) try(i int32, place string, u *union) choice {
	var lowest score
	c := choice{branch: -1}
	base, hard := len(w.found), w.hard
	for j, b := range u.branches {
		if !b.kinds.contains(w.nodes[i].kind) {
			continue
		}
		mark := len(w.found)
		w.hard = hard
		w.value(i, place, u.branches[j:j+1])
		got := score{w.hard - hard, len(w.found) - mark}
		if got.hard == 0 {
			c.fit++
		}
		if c.branch < 0 || got.less(lowest) {
			c.branch, lowest = j, got
			w.found = append(w.found[:base], w.found[mark:]...)
		}
		w.found = w.found[:base+lowest.all]
		if lowest.all == 0 && !u.one {
			break
		}
	}
	w.hard = hard + lowest.hard
	return c
}

// ambiguous reports that several branches of a oneOf fit.
func (w *walker) ambiguous(i int32, place string, u *union, fit int) {
	if u.one && fit > 1 {
		w.add(fault{at: i, rule: "one-of", want: "exactly one of the shapes", got: plural(fit, "fitting shape"),
			place: place})
	}
}

// merge checks a value that several schemas, or a schema beside a union, describe. The
// branches are chosen first, so that each member is then seen by all that name it.
func (w *walker) merge(i int32, place string, all []*schema) {
	mark := len(w.parts)
	for _, s := range all {
		w.gather(i, place, s)
	}
	w.check(i, place, w.parts[mark:])
	w.parts = w.parts[:mark]
}

func (w *walker) gather(i int32, place string, s *schema) {
	w.parts = append(w.parts, s.parts...)
	for _, u := range s.unions {
		w.gather(i, place, w.choose(i, place, u))
	}
}

// choose finds the branch for the value without keeping what is wrong with it, as the
// branch is checked again beside the others.
func (w *walker) choose(i int32, place string, u *union) *schema {
	first, more := u.candidates(w.nodes[i].kind)
	if !more {
		return u.branches[first]
	}
	c, ok := w.chosen[question{i, u}]
	if !ok {
		mark, hard := len(w.found), w.hard
		c = w.best(i, place, u)
		w.found, w.hard = w.found[:mark], hard
	}
	w.ambiguous(i, place, u, c.fit)
	return u.branches[c.branch]
}

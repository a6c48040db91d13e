package shape

import (
	"regexp"
	"slices"
)

// Meaning is what the scalar values of a place stand for, as far as their form and their name say so.
type Meaning uint8

// The meanings.
const (
	Words  Meaning = iota
	Count          // a whole number
	Amount         // a number that may have decimals
	ID             // a whole number that must never become a float
	Flag           // yes or no
)

var (
	idName = regexp.MustCompile(`(?:^i?id|[a-z]I[dD]|[a-z]ID|_i?id|^cid|^sid|_cid|_sid)s?$`)
	dataID = regexp.MustCompile(`^[-0-9:;>,._]+$`)
)

// Meaning returns what the scalar values of a member of that name stand for.
func (s *Shape) Meaning(name string) Meaning {
	numbers := s.Kinds.Has(Integer) || s.Kinds.Has(Fraction)
	switch {
	case s.plain || s.Kinds.Has(Text) && s.texts == none && !numbers && !s.Kinds.Has(Boolean):
		return Words
	case s.texts == decimal || s.Kinds.Has(Fraction):
		return Amount
	case s.large, (numbers || s.texts == whole) && idName.MatchString(name):
		return ID
	case numbers, s.texts == whole:
		return Count
	}
	return Flag
}

// IsMap reports whether the names of the members are data, such as "0:0" or "20509:28314".
func (s *Shape) IsMap() bool {
	named := func(m *Member) bool { return !dataID.MatchString(m.Name) }
	return len(s.Members) > 0 && !slices.ContainsFunc(s.Members, named)
}

package ledger

// Summary is what the ledger knows of one operation, in numbers.
type Summary struct {
	Recordings int // whole real responses
	Excerpts   int // real responses of which something is missing, or may be
	Documented int // members
	Seen       int // documented members that a real response has
	Others     int // members of real responses that are not documented
	Last       string
}

// Summary returns the numbers of an operation, zeros for one that the ledger does not know.
func (l *Ledger) Summary(api string) Summary {
	op := l.byName[api]
	if op == nil {
		return Summary{}
	}
	s := Summary{Recordings: op.whole, Excerpts: op.cut}
	for _, f := range op.fields {
		if f.Documented {
			s.Documented++
		} else {
			s.Others++
		}
		if f.Documented && f.Bodies > 0 {
			s.Seen++
		}
		s.Last = max(s.Last, f.Last)
	}
	return s
}

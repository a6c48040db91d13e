package phpwire

import "strings"

// cursor is a place in a body that is read from its start to its end.
type cursor struct {
	src string
	pos int
}

// peek returns the next byte, or 0 at the end.
func (s *cursor) peek() byte {
	if s.pos < len(s.src) {
		return s.src[s.pos]
	}
	return 0
}

func (s *cursor) rest() string { return s.src[s.pos:] }

// space skips white space.
func (s *cursor) space() {
	for s.pos < len(s.src) && isSpace(s.src[s.pos]) {
		s.pos++
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// expect skips a required text.
func (s *cursor) expect(text string) error {
	if strings.HasPrefix(s.rest(), text) {
		s.pos += len(text)
		return nil
	}
	return s.wrong()
}

// wrong distinguishes a body that was cut off from one in another format.
func (s *cursor) wrong() error {
	if s.pos >= len(s.src) {
		return errTruncated
	}
	return errToken
}

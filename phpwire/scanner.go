package phpwire

import (
	"errors"
	"strings"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

var (
	errTruncated = errors.New("the body ends too early")
	errToken     = errors.New("no value of this format begins here")
	errNumber    = errors.New("not a number of this format")
	errRange     = errors.New("an int beyond 64 bits")
)

// scanner reads serialize or var_export and passes the values that it finds to a sink.
type scanner struct {
	src    string
	pos    int
	depth  int
	values valuelimit.Counter
	out    sink
}

func scan(f Format, body []byte, values valuelimit.Counter, out sink) error {
	s := &scanner{src: string(body), values: values, out: out}
	s.space()
	err := s.value(f)
	if s.space(); err == nil && s.pos < len(s.src) {
		err = ErrTrailing
	}
	if err != nil {
		return &SyntaxError{f, s.pos, err}
	}
	return nil
}

func (s *scanner) value(f Format) error {
	if f == Serialize {
		return s.serialized()
	}
	return s.exported()
}

// peek returns the next byte, or 0 at the end.
func (s *scanner) peek() byte {
	if s.pos < len(s.src) {
		return s.src[s.pos]
	}
	return 0
}

func (s *scanner) rest() string { return s.src[s.pos:] }

// space skips white space.
func (s *scanner) space() {
	for s.pos < len(s.src) && isSpace(s.src[s.pos]) {
		s.pos++
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// expect skips a required text.
func (s *scanner) expect(text string) error {
	if strings.HasPrefix(s.rest(), text) {
		s.pos += len(text)
		return nil
	}
	return s.wrong()
}

// wrong distinguishes a body that was cut off from one in another format.
func (s *scanner) wrong() error {
	if s.pos >= len(s.src) {
		return errTruncated
	}
	return errToken
}

// enter opens an array, leave closes it.
func (s *scanner) enter() error {
	if s.depth++; s.depth > MaxDepth {
		return ErrTooDeep
	}
	s.out.open()
	return nil
}

func (s *scanner) leave() error {
	s.depth--
	s.out.close()
	return nil
}

package phpwire

import (
	"errors"

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
	cursor
	depth  int
	values valuelimit.Counter
	out    sink
}

func scan(f Format, body []byte, values valuelimit.Counter, out sink) error {
	s := &scanner{cursor: cursor{src: string(body)}, values: values, out: out}
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

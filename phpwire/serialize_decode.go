package phpwire

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

var (
	errLength = errors.New("a length or count that the body is too short for")
	errKey    = errors.New("a key that is neither an int nor a string")
)

// serialized reads one value of serialize.
func (s *scanner) serialized() error {
	if err := s.values.Add(); err != nil {
		return err
	}
	switch s.peek() {
	case 'a':
		return s.serializedArray()
	case 's':
		return s.serializedString()
	case 'i':
		return s.serializedInt()
	case 'd':
		return s.serializedFloat()
	case 'b':
		return s.serializedBool()
	case 'N':
		s.out.null()
		return s.expect("N;")
	}
	return s.refused()
}

// refused distinguishes types that PHP could read from text that nobody can.
func (s *scanner) refused() error {
	switch s.peek() {
	case 'O', 'C', 'E', 'o':
		return ErrObject
	case 'R', 'r':
		return ErrReference
	}
	return s.wrong()
}

func (s *scanner) serializedArray() error {
	count, err := s.length("a:", ":{", len("i:0;N;"))
	if err != nil {
		return err
	}
	if err := s.enter(); err != nil {
		return err
	}
	for range count {
		if err := s.serializedElement(); err != nil {
			return err
		}
	}
	if err := s.expect("}"); err != nil {
		return err
	}
	return s.leave()
}

func (s *scanner) serializedElement() error {
	k, err := s.serializedKey()
	if err != nil {
		return err
	}
	s.out.key(k)
	return s.serialized()
}

func (s *scanner) serializedKey() (Key, error) {
	switch s.peek() {
	case 'i':
		n, err := s.readInt()
		return IntKey(n), err
	case 's':
		text, err := s.readString()
		return StringKey(text), err
	case 0:
		return Key{}, s.wrong()
	}
	return Key{}, errKey
}

func (s *scanner) serializedInt() error {
	n, err := s.readInt()
	s.out.int(n)
	return err
}

func (s *scanner) serializedString() error {
	text, err := s.readString()
	s.out.string(text)
	return err
}

func (s *scanner) serializedBool() error {
	b := strings.HasPrefix(s.rest(), "b:1;")
	s.out.bool(b)
	if b {
		return s.expect("b:1;")
	}
	return s.expect("b:0;")
}

func (s *scanner) serializedFloat() error {
	text, err := s.until("d:")
	if err != nil {
		return err
	}
	f, ok := serializedNumber(text)
	if !ok {
		return errNumber
	}
	s.out.float(f)
	s.pos += len(text) + 1
	return nil
}

func serializedNumber(text string) (float64, bool) {
	switch text {
	case "INF":
		return math.Inf(1), true
	case "-INF":
		return math.Inf(-1), true
	case "NAN":
		return math.NaN(), true
	}
	return parseFloat(text)
}

func (s *scanner) readInt() (int64, error) {
	text, err := s.until("i:")
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, badInt(err)
	}
	s.pos += len(text) + 1
	return n, nil
}

func badInt(err error) error {
	if errors.Is(err, strconv.ErrRange) {
		return errRange
	}
	return errNumber
}

func (s *scanner) readString() (string, error) {
	length, err := s.length("s:", `:"`, 1)
	if err != nil {
		return "", err
	}
	text := s.src[s.pos : s.pos+length]
	s.pos += length
	return text, s.expect(`";`)
}

// until skips the prefix and gives what stands between it and the next semicolon.
func (s *scanner) until(prefix string) (string, error) {
	if err := s.expect(prefix); err != nil {
		return "", err
	}
	end := strings.IndexByte(s.rest(), ';')
	if end < 0 {
		s.pos = len(s.src)
		return "", errTruncated
	}
	return s.src[s.pos : s.pos+end], nil
}

// length reads a length or count between two texts. It is refused unless the rest of the body has room for that many
// elements of at least the given size, so a false length never causes an allocation.
func (s *scanner) length(before, after string, size int) (int, error) {
	if err := s.expect(before); err != nil {
		return 0, err
	}
	width := digits(s.rest())
	n, err := strconv.Atoi(s.src[s.pos : s.pos+width])
	if err != nil && width == 0 {
		return 0, s.wrong()
	}
	if err != nil || n > len(s.rest())/size {
		return 0, errLength
	}
	s.pos += width
	return n, s.room(n*size, after)
}

// room skips a required text and reports an error unless n bytes follow it.
func (s *scanner) room(n int, text string) error {
	if err := s.expect(text); err != nil {
		return err
	}
	if n > len(s.rest()) {
		return errLength
	}
	return nil
}

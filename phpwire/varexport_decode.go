package phpwire

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

var errQuote = errors.New("a string that does not end, or an escape that var_export does not write")

// lowest is how var_export writes the smallest int.
const lowest = "-9223372036854775807-1"

// exported reads one value of var_export.
func (s *scanner) exported() error {
	if err := s.values.Add(); err != nil {
		return err
	}
	switch c := s.peek(); {
	case c == '\'' || c == '"':
		text, err := s.quoted()
		s.out.string(text)
		return err
	case c == '\\' || c == '(':
		return ErrObject
	case c == '-' || '0' <= c && c <= '9':
		return s.exportedNumber()
	}
	return s.exportedWord()
}

func (s *scanner) exportedWord() error {
	switch word := s.word(); {
	case strings.EqualFold(word, "array"):
		return s.exportedArray()
	case strings.EqualFold(word, "null"):
		s.out.null()
	case strings.EqualFold(word, "true"), strings.EqualFold(word, "false"):
		s.out.bool(len(word) == len("true"))
	case word == "INF":
		s.out.float(math.Inf(1))
	case word == "NAN":
		s.out.float(math.NaN())
	default:
		s.pos -= len(word)
		return s.stranger(word)
	}
	return nil
}

// stranger distinguishes the name of a class, with which older versions of PHP begin an object, from text that is not a
// value.
func (s *scanner) stranger(word string) error {
	if strings.HasPrefix(s.rest()[len(word):], "::") {
		return ErrObject
	}
	return s.wrong()
}

// word reads letters and underscores.
func (s *scanner) word() string {
	start := s.pos
	for c := s.peek() | 0x20; 'a' <= c && c <= 'z' || s.peek() == '_'; c = s.peek() | 0x20 {
		s.pos++
	}
	return s.src[start:s.pos]
}

func (s *scanner) exportedArray() error {
	s.space()
	if err := s.expect("("); err != nil {
		return err
	}
	if err := s.enter(); err != nil {
		return err
	}
	for s.space(); s.peek() != ')'; s.space() {
		if err := s.exportedElement(); err != nil {
			return err
		}
	}
	s.pos++
	return s.leave()
}

func (s *scanner) exportedElement() error {
	k, err := s.exportedKey()
	if err != nil {
		return err
	}
	s.out.key(k)
	s.space()
	if err := s.expect("=>"); err != nil {
		return err
	}
	s.space()
	if err := s.exported(); err != nil {
		return err
	}
	return s.comma()
}

// comma ends an element. PHP writes one behind the last element, too; it may be missing there.
func (s *scanner) comma() error {
	if s.space(); s.peek() == ')' {
		return nil
	}
	return s.expect(",")
}

func (s *scanner) exportedKey() (Key, error) {
	if c := s.peek(); c == '\'' || c == '"' {
		text, err := s.quoted()
		return StringKey(text), err
	}
	text := s.number()
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		s.pos -= len(text)
		return Key{}, s.wrong()
	}
	return IntKey(n), nil
}

// number reads the characters that may belong to a number.
func (s *scanner) number() string {
	start := s.pos
	for s.pos < len(s.src) && strings.IndexByte("+-.0123456789eE", s.src[s.pos]) >= 0 {
		s.pos++
	}
	return s.src[start:s.pos]
}

func (s *scanner) exportedNumber() error {
	if strings.HasPrefix(s.rest(), "-INF") {
		s.out.float(math.Inf(-1))
		return s.expect("-INF")
	}
	text := s.number()
	if text == lowest {
		s.out.int(math.MinInt64)
		return nil
	}
	if putNumber(s.out, text) {
		return nil
	}
	s.pos -= len(text)
	return errNumber
}

// putNumber passes on an int if the text is one of 64 bits, or else a float, as PHP reads a literal and JSON.
func putNumber(out sink, text string) bool {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		out.int(n)
		return true
	}
	f, ok := parseFloat(text)
	out.float(f)
	return ok
}

// quoted reads strings joined by points: 'a' . "\0" . 'b'.
func (s *scanner) quoted() (string, error) {
	text, err := s.piece()
	if err != nil || !s.joined() {
		return text, err
	}
	var all strings.Builder
	all.WriteString(text)
	for {
		if text, err = s.piece(); err != nil {
			return "", err
		}
		all.WriteString(text)
		if !s.joined() {
			return all.String(), nil
		}
	}
}

// joined skips a point and the space around it, if there is one.
func (s *scanner) joined() bool {
	start := s.pos
	if s.space(); s.peek() != '.' {
		s.pos = start
		return false
	}
	s.pos++
	s.space()
	return true
}

// piece reads one string. Double quotes occur around NULs only.
func (s *scanner) piece() (string, error) {
	if strings.HasPrefix(s.rest(), `"\0"`) {
		s.pos += len(`"\0"`)
		return "\x00", nil
	}
	if s.peek() != '\'' {
		return "", errQuote
	}
	return s.singleQuoted()
}

func (s *scanner) singleQuoted() (string, error) {
	start, escapes := s.pos+1, false
	for i := start; i < len(s.src); i++ {
		switch s.src[i] {
		case '\'':
			s.pos = i + 1
			return unescaped(s.src[start:i], escapes), nil
		case '\\':
			i++
			escapes = true
		}
	}
	return "", errQuote
}

// unescaped undoes \' and \\; as in PHP any other backslash stands for itself.
func unescaped(s string, escapes bool) string {
	if !escapes {
		return s
	}
	return escapesOfSingleQuotes.Replace(s)
}

var escapesOfSingleQuotes = strings.NewReplacer(`\\`, `\`, `\'`, `'`)

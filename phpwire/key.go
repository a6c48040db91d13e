package phpwire

import "strconv"

// Key is the key of an array's element: an int or a string. Keys are comparable, and equal if PHP takes them for one.
type Key struct {
	text   string
	number int64
	isInt  bool
}

// IntKey returns the key of a number.
func IntKey(n int64) Key { return Key{number: n, isInt: true} }

// StringKey returns the key of a text. As in PHP, a text that is a plain decimal number of 64 bits, such as "5" or "-5"
// but not "05", "+5" or "-0", gives the key of that number.
func StringKey(s string) Key {
	if n, ok := decimal(s); ok {
		return IntKey(n)
	}
	return Key{text: s}
}

// Int returns the number of a key that is one.
func (k Key) Int() (n int64, ok bool) { return k.number, k.isInt }

// String returns the key as text, whichever it is.
func (k Key) String() string {
	if k.isInt {
		return strconv.FormatInt(k.number, 10)
	}
	return k.text
}

func (k Key) is(n int) bool { return k.isInt && k.number == int64(n) }

// decimal reads a number that is written as PHP itself would write it.
func decimal(s string) (int64, bool) {
	if !looksDecimal(s) {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

func looksDecimal(s string) bool {
	if s == "0" {
		return true
	}
	if s != "" && s[0] == '-' {
		s = s[1:]
	}
	return s != "" && len(s) < 20 && '1' <= s[0] && s[0] <= '9'
}

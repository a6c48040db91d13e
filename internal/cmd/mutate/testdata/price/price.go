// Package price has code of every kind that mutants are made of, and tests that notice some of them.
package price

import "errors"

type Cents int

var errNegative = errors.New("negative")

// Total is tested to the last mutant.
func Total(price Cents, count int) (Cents, error) {
	if price < 0 {
		return 0, errNegative
	}
	total := price * Cents(count)
	if count >= 10 {
		total -= 5
	}
	return total, nil
}

// Untested is called by no test.
func Untested(a, b bool, n int) (text string, ok bool) {
	defer func() { ok = true }()
	for n > 0 && a || b {
		n = n%2 + 1
		switch {
		case a:
			continue
		}
		break
	}
	if a {
		return "text", false
	}
	return "", false
}

// Shaky is called by a test that checks nothing.
func Shaky(numbers []int) int {
	room := make([]int, 0, 8)
	for _, n := range numbers {
		room = append(room, n|4)
	}
	return len(room)
}

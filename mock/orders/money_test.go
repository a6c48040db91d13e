package orders

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestMoney(t *testing.T) {
	for amount, want := range map[fen]string{
		0: "0", 1: "0.01", 10: "0.1", 99: "0.99", 100: "1", 105: "1.05", 1990: "19.9", 12345: "123.45", -1: "-0.01",
		-250: "-2.5", -100: "-1",
	} {
		assert.Equal(t, want, amount.String())
		assert.Equal(t, want, amount.yuan().String())
		n, _ := amount.number().Int64()
		assert.Equal(t, int64(amount), n)
	}
}

func TestTimes(t *testing.T) {
	for text, when := range map[string]time.Time{
		"":                       {},
		"20260901200000000+0800": time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC),
		"20270101000000007+0800": time.Date(2026, 12, 31, 16, 0, 0, 7_999_999, time.UTC),
	} {
		assert.Equal(t, text, at(when).String())
	}
}

// TestMarks hides what authorises a call, the same way every time.
func TestMarks(t *testing.T) {
	one := hashSecret("secret")
	assert.Regexp(t, "^mark-[0-9a-f]{24}$", one)
	cases := []struct {
		text string
		same bool // whether the text is a mark already
	}{
		{one, true}, {"secret", false}, {"", false}, {"mark-", false}, {one[:28], false}, {one + "0", false},
		{"mark-0123456789abcdef0123456g", false}, {"MARK" + one[4:], false},
		{one[len("mark-"):], false},
	}
	for _, tt := range cases {
		assert.Equal(t, tt.same, hashSecret(tt.text) == tt.text, tt.text)
	}
	assert.NotEqual(t, hashSecret("a"), hashSecret("b"))
}

// TestStock takes and puts back.
func TestStock(t *testing.T) {
	s := new(Stock)
	assert.Zero(t, s.Taken(1))
	s.take(1, 3)
	s.take(1, -1)
	s.take(2, 5)
	kept := s.state()
	assert.Equal(t, map[int64]int64{1: 2, 2: 5}, kept)
	s.clear()
	assert.Zero(t, s.Taken(2))
	s.load(kept)
	s.take(2, 1)
	assert.Equal(t, int64(6), s.Taken(2))
	assert.Equal(t, int64(5), kept[2], "a state is a copy")
	loaded := new(Stock)
	loaded.load(kept)
	assert.Equal(t, int64(5), loaded.Taken(2))
}

// TestPages cuts lists into pages, of the first page's number.
func TestPages(t *testing.T) {
	list := make([]int, 120)
	for i := range list {
		list[i] = i
	}
	p := func(n int64) *int64 { return &n }
	cases := []struct {
		number, size *int64
		first        int64
		from, to     int
	}{
		{nil, nil, 1, 0, 20}, {p(1), nil, 1, 0, 20}, {p(2), nil, 1, 20, 40}, {p(0), nil, 1, 0, 20}, {p(-3), nil, 1, 0,
			20},
		{p(2), p(50), 1, 50, 100}, {p(3), p(50), 1, 100, 120}, {p(4), p(50), 1, 120, 120}, {p(1), p(51), 1, 0, 50},
		{p(1), p(0), 1, 0, 20},
		{p(1), p(-1), 1, 0, 20}, {p(0), p(10), 0, 0, 10}, {p(1), p(10), 0, 10, 20}, {nil, p(1), 0, 0, 1},
		{p(3), p(40), 1, 80, 120}, {p(math.MaxInt64), nil, 1, 120, 120}, {p(math.MaxInt64 / 10), p(50), 0, 120, 120},
	}
	for _, tt := range cases {
		part, total := page(list, tt.number, tt.size, tt.first)
		assert.Equal(t, list[tt.from:tt.to], part)
		assert.Equal(t, int64(120), total)
	}
}

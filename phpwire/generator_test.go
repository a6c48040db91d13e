package phpwire_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/go-ali1688/ali1688/phpwire"
)

// generator makes values at random, mostly of the awkward sort.
type generator struct{ *rand.Rand }

func (g generator) value(depth int) phpwire.Value {
	if depth > 0 && g.IntN(3) > 0 {
		return g.array(depth - 1)
	}
	return []func() phpwire.Value{
		phpwire.Null,
		func() phpwire.Value { return phpwire.Bool(g.IntN(2) == 0) },
		func() phpwire.Value { return phpwire.Int(g.int()) },
		func() phpwire.Value { return phpwire.Float(g.float()) },
		func() phpwire.Value { return phpwire.String(g.text()) },
		func() phpwire.Value { return phpwire.String(g.text()) },
	}[g.IntN(6)]()
}

func (g generator) array(depth int) phpwire.Value {
	entries := make([]phpwire.Entry, g.IntN(6))
	if g.IntN(30) == 0 {
		entries = make([]phpwire.Entry, 40)
	}
	list := g.IntN(2) == 0
	for i := range entries {
		entries[i] = phpwire.At(int64(i), g.value(depth))
		if !list {
			entries[i].Key = g.key()
		}
	}
	return phpwire.Map(entries...)
}

func (g generator) key() phpwire.Key {
	if g.IntN(3) == 0 {
		return phpwire.IntKey(g.int())
	}
	return phpwire.StringKey(g.text())
}

func (g generator) int() int64 {
	switch g.IntN(3) {
	case 0:
		return int64(g.IntN(10)) - 2
	case 1:
		return pick[int64](g, math.MaxInt64, math.MinInt64, math.MinInt64+1, 639741530227, 1<<53+1)
	}
	return int64(g.Uint64()) >> g.IntN(64)
}

func (g generator) float() float64 {
	switch g.IntN(4) {
	case 0:
		return float64(g.IntN(10000)) / 100
	case 1:
		return math.Pow10(g.IntN(50)-25) * pick(g, 1, -1, 1.5, 1.2345678901234567)
	case 2:
		return pick[float64](g, 0, math.Copysign(0, -1), 0.30000000000000004, math.MaxFloat64, math.SmallestNonzeroFloat64,
			1e15, 1e16, 1e17, 1e-4, 1e-5)
	}
	return finite(math.Float64frombits(g.Uint64()))
}

func finite(f float64) float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 1
	}
	return f
}

func (g generator) text() string {
	var s strings.Builder
	for range g.IntN(6) {
		s.WriteString(pick(g, "price", "淘宝", "😀", "a/b", `"`, `'`, `\`, "\x00", "\n", "\r\n", "\t\b\f", "\x1f\x7f", "é",
			"\u2028\u2029",
			"<b>&amp;", "5", "-", "0", " ", "{", ";", "]]>", "\uffff", string(rune(g.IntN(0x800)))))
	}
	return s.String()
}

func pick[T any](g generator, from ...T) T { return from[g.IntN(len(from))] }

// awkward lists values that are seldom met by chance.
func awkward() []phpwire.Value {
	all := []phpwire.Value{
		phpwire.Float(math.NaN()), phpwire.Float(math.Inf(1)), phpwire.Float(math.Inf(-1)),
		phpwire.String("\xff"), phpwire.String("a\xed\xa0\x80"), phpwire.String("\xf4\x90\x80\x80"),
		phpwire.String("\xc0\x80"), phpwire.String("\xe6\xb7"),
		phpwire.Map(phpwire.Pair("\xff", phpwire.Null())),
		phpwire.Map(phpwire.At(1, phpwire.Null())), phpwire.Map(phpwire.At(1, phpwire.Null()), phpwire.At(0, phpwire.Null())),
		phpwire.Map(phpwire.At(0, phpwire.Null()), phpwire.At(2, phpwire.Null())),
		phpwire.Map(phpwire.Pair("", phpwire.List())),
		phpwire.Map(phpwire.Pair("05", phpwire.Null()), phpwire.Pair("-0", phpwire.Null()),
			phpwire.Pair("+1", phpwire.Null()), phpwire.Pair("-5", phpwire.Null())),
		phpwire.Map(phpwire.Pair("9223372036854775807", phpwire.Null()), phpwire.Pair("9223372036854775808", phpwire.Null())),
		phpwire.Map(phpwire.Pair("-9223372036854775808", phpwire.Null()),
			phpwire.Pair("-9223372036854775809", phpwire.Null())),
		nested(300),
	}
	for power := -330; power < 309; power++ {
		all = append(all, phpwire.Float(math.Pow10(power)), phpwire.Float(-1.25*math.Pow10(power)))
	}
	return all
}

// nested makes arrays in one another.
func nested(depth int) phpwire.Value {
	v := phpwire.Int(1)
	for range depth {
		v = phpwire.List(v)
	}
	return v
}

// mutated changes a few bytes of a text, mostly into such as mean something in serialize.
func mutated(r *rand.Rand, text []byte) []byte {
	const telling = `:;"{}0123456789-+.eEaisdbNORrCINF ` // no S, which PHP reads but never writes
	for range r.IntN(3) {
		at := r.IntN(len(text))
		c := telling[r.IntN(len(telling))]
		switch r.IntN(4) {
		case 0:
			text[at] = c
		case 1:
			text = append(text[:at], text[at+1:]...)
		case 2:
			text = append(text[:at], append([]byte{c}, text[at:]...)...)
		case 3:
			text = text[:at+1]
		}
		if len(text) == 0 {
			return text
		}
	}
	return text
}

// stricter tells an error that PHP would not make.
func stricter(err error) bool {
	return errors.Is(err, phpwire.ErrObject) || errors.Is(err, phpwire.ErrReference) ||
		strings.Contains(err.Error(), "text after the value") || strings.Contains(err.Error(), "beyond 64 bits")
}

func newGenerator(seed uint64) generator { return generator{rand.New(rand.NewPCG(16, seed))} }

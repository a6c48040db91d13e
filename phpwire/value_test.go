package phpwire_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

func TestKey(t *testing.T) {
	tests := []struct {
		text  string
		isInt bool
	}{
		{"0", true}, {"5", true}, {"-5", true}, {"9223372036854775807", true}, {"-9223372036854775808", true},
		{"", false}, {"-", false}, {"-0", false}, {"05", false}, {"+5", false}, {"5.0", false}, {" 5", false}, {"5a", false},
		{"9223372036854775808", false}, {"-9223372036854775809", false}, {"1_0", false}, {"99999999999999999999999", false},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			k := phpwire.StringKey(test.text)
			n, isInt := k.Int()
			assert.Equal(t, test.isInt, isInt)
			assert.Equal(t, test.text, k.String())
			if isInt {
				assert.Equal(t, k, phpwire.IntKey(n))
			}
		})
	}
}

func TestValue(t *testing.T) {
	one, two := phpwire.Int(1), phpwire.Int(2)
	tests := []struct {
		name string
		want func(t *testing.T)
	}{
		{"the zero value is null", func(t *testing.T) {
			assert.True(t, phpwire.Equal(phpwire.Null(), phpwire.Value{}))
			assert.True(t, phpwire.Value{}.IsNull())
		}},
		{"accessors of another kind give nothing", func(t *testing.T) {
			assert.Zero(t, one.Float())
			assert.Zero(t, one.Str())
			assert.Zero(t, one.Len())
			assert.False(t, one.Bool())
			assert.False(t, one.IsList())
			assert.Zero(t, phpwire.Float(1.5).Int())
			assert.Zero(t, phpwire.Bool(true).Int())
			_, found := one.Get("a")
			assert.False(t, found)
			for range one.All() {
				t.Error("an int has an element")
			}
		}},
		{"keys in turn make a list", func(t *testing.T) {
			list := phpwire.Map(phpwire.At(0, one), phpwire.Pair("1", two))
			assert.True(t, list.IsList())
			assert.True(t, phpwire.Equal(phpwire.List(one, two), list))
		}},
		{"keys out of turn make none", func(t *testing.T) {
			assert.False(t, phpwire.Map(phpwire.At(1, one), phpwire.At(0, two)).IsList())
			assert.False(t, phpwire.Map(phpwire.At(0, one), phpwire.At(2, two)).IsList())
		}},
		{"an empty array is a list", func(t *testing.T) {
			assert.True(t, phpwire.Map().IsList())
			assert.True(t, phpwire.Equal(phpwire.Map(), phpwire.List()))
		}},
		{"the last of two values counts, where the first stood", func(t *testing.T) {
			m := phpwire.Map(phpwire.Pair("a", one), phpwire.Pair("b", one), phpwire.Pair("a", two))
			assert.True(t, phpwire.Equal(phpwire.Map(phpwire.Pair("a", two), phpwire.Pair("b", one)), m))
		}},
		{"so also among many keys", func(t *testing.T) {
			var entries []phpwire.Entry
			for i := range int64(5000) {
				entries = append(entries, phpwire.At(i%2500, phpwire.Int(i)))
			}
			m := phpwire.Map(entries...)
			require.Equal(t, 2500, m.Len())
			got, _ := m.At(7)
			assert.Equal(t, int64(2507), got.Int())
		}},
		{"get and at", func(t *testing.T) {
			m := phpwire.Map(phpwire.Pair("a", one), phpwire.At(-5, two))
			got, found := m.Get("-5")
			assert.True(t, found)
			assert.Equal(t, int64(2), got.Int())
			_, found = m.At(0)
			assert.False(t, found)
			_, found = phpwire.List(one).At(-1)
			assert.False(t, found)
			_, found = phpwire.List(one).At(1)
			assert.False(t, found)
		}},
		{"order counts", func(t *testing.T) {
			a, b := phpwire.Pair("a", one), phpwire.Pair("b", two)
			assert.False(t, phpwire.Equal(phpwire.Map(a, b), phpwire.Map(b, a)))
		}},
		{"kinds count", func(t *testing.T) {
			assert.False(t, phpwire.Equal(one, phpwire.Float(1)))
			assert.False(t, phpwire.Equal(phpwire.Bool(true), one))
			assert.False(t, phpwire.Equal(phpwire.String(""), phpwire.Null()))
			assert.True(t, phpwire.Equal(phpwire.Float(math.NaN()), phpwire.Float(math.NaN())))
		}},
		{"a list copies what it is made of", func(t *testing.T) {
			from := []phpwire.Value{one}
			list := phpwire.List(from...)
			from[0] = two
			got, _ := list.At(0)
			assert.Equal(t, int64(1), got.Int())
		}},
		{"iteration stops when asked", func(t *testing.T) {
			for _, v := range []phpwire.Value{phpwire.List(one, two),
				phpwire.Map(phpwire.Pair("a", one), phpwire.Pair("b", two))} {
				seen := 0
				for range v.All() {
					seen++
					break
				}
				assert.Equal(t, 1, seen)
			}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, test.want)
	}
}

package loose_test

import (
	"context"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

type way int64

func TestEnumWritten(t *testing.T) {
	e := loose.EnumOf(way(15))
	text, err := loose.Marshal(e)
	require.NoError(t, err)
	assert.Equal(t, "15", string(text))
	v, ok := e.Value()
	assert.Equal(t, []any{way(15), true}, []any{v, ok})
	err = loose.Unmarshal([]byte(`[1]`), &e)
	require.EqualError(t, err, "loose.Enum: want a number or text, got an array")
	require.EqualError(t, e.UnmarshalJSON([]byte(`{"a":1}`)), "loose.Enum: want a number or text, got an object")
}

// TestFenEdges adds, compares and converts at the ends of int64.
func TestFenEdges(t *testing.T) {
	const least, most = math.MinInt64, math.MaxInt64
	for _, c := range []struct {
		a, b, sum int64
		ok        bool
	}{
		{most, 0, most, true}, {0, most, most, true}, {most, 1, 0, false}, {1, most, 0, false}, {most - 1, 1, most, true},
		{least, 0, least, true}, {0, least, least, true}, {least, -1, 0, false}, {-1, least, 0, false},
		{least + 1, -1, least, true}, {most, least, -1, true}, {least, most, -1, true}, {most, -1, most - 1, true},
		{least, 1, least + 1, true}, {-3, 2, -1, true},
	} {
		sum, ok := loose.FenOf(c.a).Add(loose.FenOf(c.b))
		assert.Equal(t, c.ok, ok, "%d+%d", c.a, c.b)
		n, _ := sum.Int64()
		assert.Equal(t, c.sum, n, "%d+%d", c.a, c.b)
	}
	none := loose.Fen{}
	for _, other := range []loose.Fen{none, loose.FenOf(1)} {
		_, ok := none.Add(other)
		assert.False(t, ok)
		_, ok = other.Add(none)
		assert.False(t, ok)
		_, ok = none.Compare(other)
		assert.False(t, ok)
		_, ok = other.Compare(none)
		assert.False(t, ok)
	}
}

func TestYuanWithoutNumber(t *testing.T) {
	one := loose.YuanOf("1.00")
	for _, c := range [][2]loose.Yuan{{one, {}}, {{}, one}, {{}, {}}, {one, loose.YuanOf("面议")}} {
		sum, ok := c[0].Add(c[1])
		assert.Equal(t, []any{loose.Yuan{}, false}, []any{sum, ok})
		order, ok := c[0].Compare(c[1])
		assert.Equal(t, []any{0, false}, []any{order, ok})
	}
	const want = ": want a number or text, got an array"
	require.EqualError(t, loose.Unmarshal([]byte(`[1]`), new(loose.Yuan)), "loose.Yuan"+want)
	require.EqualError(t, new(loose.Yuan).UnmarshalJSON([]byte(`[1]`)), "loose.Yuan"+want)
	require.EqualError(t, new(loose.Fen).UnmarshalJSON([]byte(`[1]`)), "loose.Fen"+want)
}

// TestNumberEdges has the largest numbers, the longest texts, and what lies beside a digit.
func TestNumberEdges(t *testing.T) {
	for text, want := range map[string]int64{
		"9223372036854775807": math.MaxInt64, "-9223372036854775808": math.MinInt64, "922337203685477580.7e1": math.MaxInt64,
		"+9": 9, "9e0": 9, "9E0": 9, "0.9e1": 9, "90e-1": 9,
		strings.Repeat("0", 999) + "9": 9, "9e18": 9e18, "0e400": 0, "-0": 0, "9.": 9, "9.000": 9,
	} {
		var n loose.Int
		require.NoError(t, loose.Unmarshal([]byte(`"`+text+`"`), &n))
		got, ok := n.Int64()
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{
		"9223372036854775808", "-9223372036854775809", "92233720368547758070", "1e19", "0e401", "9e", "9e+", "9ee1", "9f1",
		"9:", "9/", ".", "-", "+", "--9", "9.5", "5e-1", strings.Repeat("0", 1000) + "9", "９",
	} {
		var n loose.Int
		require.NoError(t, loose.Unmarshal([]byte(`"`+text+`"`), &n))
		_, ok := n.Int64()
		assert.False(t, ok, text)
	}
	for text, form := range map[string]loose.Form{
		"1E5": loose.FormNumber, "1e+5": loose.FormNumber, "1e": loose.FormString, "1x5": loose.FormString,
		"-0.5": loose.FormNumber, "-": loose.FormString, "01": loose.FormString, "0": loose.FormNumber,
		"1.": loose.FormString,
	} {
		assert.Equal(t, form, loose.DecimalNumber(text).Form(), text)
	}
}

func TestDecimalEdges(t *testing.T) {
	for _, text := range []string{"", "abc", "1e999", "12-30"} {
		f, ok := loose.DecimalOf(text).Float64()
		assert.Equal(t, []any{0.0, false}, []any{f, ok}, text)
	}
	for text, want := range map[string]string{
		"1.0e-5": "0.000010", "1e2": "100", "-1.5E1": "-15", "-1.25e1": "-12.5", "12e-1": "1.2", "12e-2": "0.12", "0e0": "0",
	} {
		assert.Equal(t, want, loose.DecimalNumber(text).String(), text)
	}
}

// TestFirstKeys decides by the first key whether an object is a list with holes or its only element.
func TestFirstKeys(t *testing.T) {
	for text, want := range map[string]loose.List[map[string]string]{
		`{"":"x"}`:          {{"": "x"}},
		`{"1a":"x"}`:        {{"1a": "x"}},
		`{"a1":"x"}`:        {{"a1": "x"}},
		`{"1":{"a":"x"}}`:   {{"a": "x"}},
		`{"12" :{"a":"x"}}`: {{"a": "x"}},
		`{ }`:               {},
	} {
		var got loose.List[map[string]string]
		require.NoError(t, loose.Unmarshal([]byte(text), &got), text)
		assert.Equal(t, want, got, text)
	}
}

// TestKeyThatComesTwice keeps nothing of the first value.
func TestKeyThatComesTwice(t *testing.T) {
	var m loose.Map[struct{ X, Y int }]
	require.NoError(t, loose.Unmarshal([]byte(`{"a":{"X":1},"b":{},"a":{"Y":2}}`), &m))
	assert.Equal(t, []string{"a", "b"}, m.Keys())
	v, ok := m.Get("a")
	assert.Equal(t, []any{struct{ X, Y int }{0, 2}, true}, []any{v, ok})
	v, ok = m.Get("c")
	assert.Equal(t, []any{struct{ X, Y int }{}, false}, []any{v, ok})
}

// TestPlaces cuts the place in an error behind a hundred bytes.
func TestPlaces(t *testing.T) {
	for length, want := range map[int]string{99: `"/`, 100: `"…`} {
		key := strings.Repeat("k", length)
		err := loose.Unmarshal([]byte(`{"`+key+`":"x"}`), new(map[string]int))
		assert.EqualError(t, err, "loose: want int, got a string at "+want+key+`"`)
	}
	assert.EqualError(t, loose.Unmarshal([]byte(`{}`), nil),
		"loose: cannot decode into nil: value must be passed as a non-nil pointer reference")
}

// everyType has a member of each type that a response has.
type everyType struct {
	Text    loose.Text
	ID      loose.ID
	Int     loose.Int
	Count   loose.Count
	Decimal loose.Decimal
	Bool    loose.Bool
	String  string
	Number  float32
	Float   float64
	Whole   int
	Flag    bool
	List    loose.List[loose.Text]
	Slice   []int
	Map     loose.Map[loose.Text]
	Object  loose.Object[pair]
	Struct  pair
	GoMap   map[string]int
}

// TestWants names the JSON type that each member is to have.
func TestWants(t *testing.T) {
	const misfit = `{"x":{"y":1}}`
	var members, want []string
	for _, m := range [][3]string{
		{"Text", "string", misfit}, {"ID", "string", misfit}, {"Int", "integer", misfit}, {"Count", "integer", misfit},
		{"Decimal", "number", misfit}, {"Bool", "boolean", misfit}, {"String", "string", misfit},
		{"Number", "number", misfit}, {"Float", "number", misfit}, {"Whole", "integer", misfit}, {"Flag", "boolean", misfit},
		{"Slice", "array", misfit},
		{"Object", "object", "5"}, {"Map", "object", "5"}, {"Struct", "object", "5"}, {"GoMap", "object", "5"},
	} {
		members = append(members, `"`+m[0]+`":`+m[2])
		got := map[bool]string{true: "object", false: "number"}[m[2] == misfit]
		want = append(want, "/"+m[0]+": want "+m[1]+", got "+got)
	}
	var v everyType
	unread, err := loose.Decoder{}.Decode(t.Context(), []byte("{"+strings.Join(members, ",")+"}"), &v)
	require.NoError(t, err)
	var got []string
	for _, m := range unread {
		got = append(got, m.String())
	}
	assert.Equal(t, want, got)
	assert.Equal(t, everyType{}, v)
}

// TestSingles has one value where a list of any kind is wanted.
func TestSingles(t *testing.T) {
	type rows struct {
		Pointers []*pair
		Maps     []map[string]int
		Objects  []loose.Object[pair]
		Texts    []loose.Text
		Numbers  []int
	}
	for text, want := range map[string]string{
		`{"Pointers":{"A":"a"}}`: "", `{"Maps":{"a":1}}`: "", `{"Objects":{"A":"a"}}`: "",
		`{"Texts":{"A":"a"}}`: "/Texts: want array, got object", `{"Numbers":{"A":1}}`: "/Numbers: want array, got object",
		`{"Numbers":5}`: "", `{"Texts":"a"}`: "", `{"Texts":""}`: "/Texts: want array, got string",
		`{"Numbers":"a"}`: "/Numbers: want array, got string",
	} {
		var v rows
		unread, err := loose.Decoder{}.Decode(t.Context(), []byte(text), &v)
		require.NoError(t, err, text)
		got, count := "", len(v.Pointers)+len(v.Maps)+len(v.Objects)+len(v.Texts)+len(v.Numbers)
		for _, m := range unread {
			got += m.String()
		}
		assert.Equal(t, want, got, text)
		assert.Equal(t, want == "", count == 1, text)
	}
}

// TestPartsOfMaps costs the misfit alone, in a map that came as a list, too.
func TestPartsOfMaps(t *testing.T) {
	for text, want := range map[string]string{
		`{"m":["a",{"x":1},"b"]}`:             "/m/1: want string, got object",
		`{"m":{"k":"a","l":{"x":1},"n":"b"}}`: "/m/l: want string, got object",
	} {
		var v struct {
			M loose.Map[loose.Text] `json:"m"`
		}
		unread, err := loose.Decoder{}.Decode(t.Context(), []byte(text), &v)
		require.NoError(t, err)
		require.Len(t, unread, 1)
		assert.Equal(t, want, unread[0].String())
		assert.Equal(t, 3, v.M.Len())
	}
}

// TestCutBehindAMisfit is JSON that breaks off in the second, tolerant decoding.
func TestCutBehindAMisfit(t *testing.T) {
	const text = `{"Whole":{"x":1},"Text":"a","Slice":{"0":1,"1":2},"List":{"0":"a"},"String":"b",` +
		`"Object":{"A":"c"},"Map":["d"]}`
	for size := len(`{"Whole":{"x":1}`); size < len(text); size++ {
		var v everyType
		_, err := loose.Decoder{}.Decode(t.Context(), []byte(text[:size]), &v)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF, text[:size])
	}
	var v everyType
	unread, err := loose.Decoder{}.Decode(t.Context(), []byte(text), &v)
	require.NoError(t, err)
	require.Len(t, unread, 1)
	assert.Equal(t, []any{"a", []int{1, 2}, "b", 1}, []any{v.Text.String(), v.Slice, v.String, v.Map.Len()})
}

// TestLargeResponses has so many values that they are counted from the start.
func TestLargeResponses(t *testing.T) {
	large := []byte("[" + strings.Repeat("1,", 40_000) + `"x"]`)
	var list []int
	unread, err := loose.Decoder{}.Decode(t.Context(), large, &list)
	require.NoError(t, err)
	require.Len(t, unread, 1)
	assert.Equal(t, "/40000: want integer, got string", unread[0].String())
	assert.Len(t, list, 40_001)
	_, err = loose.Decoder{Strict: true}.Decode(t.Context(), large, &list)
	require.EqualError(t, err, `loose: want int, got a string at "/40000"`)
	for _, v := range []any{list, (*[]int)(nil), nil} {
		_, err = loose.Decoder{}.Decode(t.Context(), large, v)
		require.Error(t, err, "%T", v)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = loose.Decoder{}.Decode(ended, large, &list)
	assert.ErrorIs(t, err, context.Canceled)
}

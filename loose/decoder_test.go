package loose_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/loose"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// W is a way of paying.
type W int64

type row struct {
	ID    string        `json:"id,omitzero"`
	Price loose.Decimal `json:"price,omitzero"`
	Sum   loose.Yuan    `json:"sum,omitzero"`
	Fee   loose.Fen     `json:"fee,omitzero"`
	Way   loose.Enum[W] `json:"way,omitzero"`
	Count int64         `json:"count,omitzero"`
	Tags  []string      `json:"tags,omitzero"`
}

type response struct {
	Rows   []row                     `json:"rows,omitzero"`
	Holed  loose.List[row]           `json:"holed,omitzero"`
	Tiers  loose.List[[]int64]       `json:"tiers,omitzero"`
	Seller loose.Object[row]         `json:"seller,omitzero"`
	Props  loose.Map[row]            `json:"props,omitzero"`
	One    row                       `json:"one,omitzero"`
	Maybe  *row                      `json:"maybe,omitzero"`
	Picky  picky                     `json:"picky,omitzero"`
	Title  string                    `json:"title,omitzero"`
	Fine   bool                      `json:"fine,omitzero"`
	Rate   float64                   `json:"rate,omitzero"`
	Any    any                       `json:"any,omitzero"`
	Raw    jsontext.Value            `json:"raw,omitzero"`
	Texts  map[string]string         `json:"texts,omitzero"`
	Lists  map[string]loose.List[ID] `json:"lists,omitzero"`
	Many   [][64]int64               `json:"many,omitzero"`
}

// ID is a name for a text.
type ID string

// picky is a text that decodes itself, and refuses everything.
type picky string

func (*picky) UnmarshalJSON([]byte) error { return errors.New("no") }

// TestDecoder decodes bodies with members of unexpected kinds. The wanted value is written as the JSON that the
// response encodes to.
func TestDecoder(t *testing.T) {
	for name, c := range map[string]struct {
		body, want string
		unread     []string
	}{
		"everything fits": {`{"title":"a","rows":[{"id":"1"}]}`, `{"rows":[{"id":"1"}],"title":"a"}`, nil},
		"a member of a row": {`{"rows":[{"id":"1","count":{}},{"id":"2","count":7}]}`,
			`{"rows":[{"id":"1"},{"id":"2","count":7}]}`, []string{"/rows/0/count: want integer, got object"}},
		"a member of every row": {`{"rows":[{"count":[]},{"count":"x"}]}`, `{"rows":[{},{}]}`,
			[]string{"/rows/0/count: want integer, got array", "/rows/1/count: want integer, got string"}},
		"one row that is a text": {`{"rows":[{"id":"1"},"x"]}`, `{"rows":[{"id":"1"},{}]}`,
			[]string{"/rows/1: want object, got string"}},
		"one object for a list": {`{"rows":{"id":"1"}}`, `{"rows":[{"id":"1"}]}`, nil},
		"a fault in the one object": {`{"rows":{"id":"1","tags":7,"count":[]}}`, `{"rows":[{"id":"1","tags":["7"]}]}`,
			[]string{"/rows/count: want integer, got array"}},
		"a list with holes": {`{"rows":{"0":{"id":"1"},"2":{"id":[1]},"x":3}}`, `{"rows":[{"id":"1"},{}]}`,
			[]string{"/rows/2/id: want string, got array"}},
		"an empty map for a list": {`{"rows":{},"tags":[]}`, `{"rows":[]}`, nil},
		"false for a list": {`{"rows":false,"title":"a"}`, `{"title":"a"}`,
			[]string{"/rows: want array, got boolean"}},
		"empty text for a list": {`{"rows":"","title":"a"}`, `{"title":"a"}`,
			[]string{"/rows: want array, got string"}},
		"text for a list of objects": {`{"rows":"x","title":"a"}`, `{"title":"a"}`,
			[]string{"/rows: want array, got string"}},
		"object for a list of texts": {`{"one":{"tags":{"a":1}}}`, `{}`, []string{"/one/tags: want array, got object"}},
		"nothing for a list of texts": {`{"one":{"tags":""},"rows":[{"tags":false}]}`, `{"rows":[{}]}`,
			[]string{"/one/tags: want array, got string", "/rows/0/tags: want array, got boolean"}},
		"a type that refuses numbers": {`{"picky":1,"title":"a"}`, `{"title":"a"}`,
			[]string{"/picky: want string, got number"}},
		"holes in a list of texts": {`{"one":{"tags":{"0":"a","3":4}}}`, `{"one":{"tags":["a","4"]}}`, nil},
		"null is zero": {`{"rows":null,"title":null,"one":null,"fine":[]}`, `{}`,
			[]string{"/fine: want boolean, got array"}},
		"false for a loose list": {`{"holed":false,"fine":[]}`, `{"holed":[]}`,
			[]string{"/fine: want boolean, got array"}},
		"a fault in a loose list": {`{"holed":{"5":{"count":{}, "id":"1"}}}`, `{"holed":[{"id":"1"}]}`,
			[]string{"/holed/5/count: want integer, got object"}},
		"text for a loose list": {`{"holed":"x"}`, `{}`, []string{"/holed: want array, got string"}},
		"a fault deep in a loose list": {`{"tiers":{"0":[1],"1":["x",2]}}`, `{"tiers":[[1],[0,2]]}`,
			[]string{"/tiers/1/0: want integer, got string"}},
		"a fault in a loose object": {`{"seller":{"id":"1","price":{"a":1}}}`, `{"seller":{"id":"1"}}`,
			[]string{"/seller/price: want number, got object"}},
		"faults in amounts": {`{"one":{"sum":{"a":1},"fee":[1],"way":{"a":1}}}`, `{}`,
			[]string{"/one/sum: want number, got object", "/one/fee: want integer, got array",
				"/one/way: want integer, got object"}},
		"text for a loose object": {`{"seller":"x"}`, `{}`, []string{"/seller: want object, got string"}},
		"a fault in a loose map": {`{"props":{"a/b":{"count":"x"},"c":{"id":"1"}}}`,
			`{"props":{"a/b":{},"c":{"id":"1"}}}`, []string{"/props/a~1b/count: want integer, got string"}},
		"true for a loose map": {`{"props":true}`, `{}`, []string{"/props: want object, got boolean"}},
		"a list for an object": {`{"one":[],"title":"a"}`, `{"title":"a"}`, []string{"/one: want object, got array"}},
		"a fault behind a pointer": {`{"maybe":{"id":"1","count":{}}}`, `{"maybe":{"id":"1"}}`,
			[]string{"/maybe/count: want integer, got object"}},
		"a number for text": {`{"title":12345678901234567890,"one":{"id":true}}`,
			`{"one":{"id":"true"},"title":"12345678901234567890"}`, nil},
		"a list for text": {`{"title":["a"],"fine":true}`, `{"fine":true}`,
			[]string{"/title: want string, got array"}},
		"a number in quotes": {`{"one":{"count":"12"},"rate":"1.5","rows":[{"count":"-3"}]}`,
			`{"rows":[{"count":-3}],"one":{"count":12},"rate":1.5}`, nil},
		"a number out of range": {`{"one":{"count":9223372036854775808}}`, `{}`,
			[]string{"/one/count: want integer, got number"}},
		"a fraction for an integer": {`{"one":{"count":1.5}}`, `{}`, []string{"/one/count: want integer, got number"}},
		"a bool in quotes":          {`{"fine":"true"}`, `{}`, []string{"/fine: want boolean, got string"}},
		"beside a value of any kind": {`{"any":{"a":[1,"x"]},"raw":[1],"fine":0}`, `{"any":{"a":[1,"x"]},"raw":[1]}`,
			[]string{"/fine: want boolean, got number"}},
		"a fault in a map of Go": {`{"texts":{"a":{},"b":"c"},"lists":{"a":{"0":1},"b":[{}]}}`,
			`{"texts":{"a":"","b":"c"},"lists":{"a":["1"],"b":[""]}}`,
			[]string{"/texts/a: want string, got object", "/lists/b/0: want string, got object"}},
		"members twice, cut text": {`{"title":[],"title":"` + "\xe5" + `","title":{}}`, `{}`,
			[]string{"/title: want string, got array", "/title: want string, got object"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got response
			unread, err := loose.Decoder{}.Decode(context.Background(), []byte(c.body), &got)
			require.NoError(t, err)
			written, err := loose.Marshal(got)
			require.NoError(t, err)
			assert.JSONEq(t, c.want, string(written))
			assert.Equal(t, c.unread, texts(unread))
		})
	}
}

func texts(unread loose.Unread) (out []string) {
	for _, m := range unread {
		out = append(out, m.String())
	}
	return out
}

// TestDecoderFails has bodies of which nothing can be read.
func TestDecoderFails(t *testing.T) {
	for name, c := range map[string]struct {
		decoder    loose.Decoder
		body, want string
	}{
		"not JSON": {loose.Decoder{}, `{"title":`,
			`loose: invalid JSON: unexpected EOF at "/title", byte 9`},
		"not JSON behind a wrong kind": {loose.Decoder{}, `{"fine":[],"title":x}`,
			`loose: invalid JSON: invalid character 'x' at start of value at "/title", byte 19`},
		"text behind the value": {loose.Decoder{}, `{} {}`,
			`loose: invalid JSON: invalid character '{' after top-level value, byte 3`},
		"another kind": {loose.Decoder{}, `["a"]`, `loose: want loose_test.response, got an array`},
		"another kind, large": {loose.Decoder{}, `[` + strings.Repeat("1,", 1<<15) + `1]`,
			`loose: want object, got array`},
		"strict": {loose.Decoder{Strict: true}, `{"rows":{"id":"1"}}`,
			`loose: want []loose_test.row, got an object at "/rows"`},
		"strict, a number for text": {loose.Decoder{Strict: true}, `{"title":1}`,
			`loose: want string, got a number at "/title"`},
		"too many values": {loose.Decoder{MaxValues: 1 << 14}, `{"rows":[` + strings.Repeat("null,", 1<<15) + `null]}`,
			`loose: too many values: the limit is 16384`},
		"values too large": {loose.Decoder{MaxValues: 1 << 15}, `{"many":[` + strings.Repeat("{},", 1<<15-1) + `{}]}`,
			`loose: too many values: they take more than 4194304 bytes`},
	} {
		t.Run(name, func(t *testing.T) {
			unread, err := c.decoder.Decode(context.Background(), []byte(c.body), new(response))
			assert.EqualError(t, err, c.want)
			assert.Empty(t, unread)
		})
	}
	_, err := loose.Decoder{}.Decode(context.Background(), []byte(`{"title":1}`), response{})
	assert.EqualError(t, err,
		"loose: cannot decode into loose_test.response: value must be passed as a non-nil pointer reference")
}

func TestDecoderStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := loose.Decoder{}.Decode(ctx, []byte(`{"rows":[`+strings.Repeat("{},", 1<<15)+`{}]}`), new(response))
	assert.ErrorIs(t, err, context.Canceled)
}

// TestDecoderTwice counts how often a body is decoded: a member of a type that counts does.
func TestDecoderTwice(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"everything fits":      {`{"counted":1,"rows":[{},{}]}`, 1},
		"one misfit":           {`{"counted":1,"rows":[{},1]}`, 2},
		"a misfit in each row": {`{"counted":1,"rows":[` + strings.Repeat(`{"count":{}},`, 1000) + `1]}`, 2},
		"too large at first":   {`{"counted":1,"rows":[` + strings.Repeat(`{},`, 20_000) + `1]}`, 1},
	} {
		decodings = 0
		var got struct {
			Counted counting `json:"counted"`
			Rows    []row    `json:"rows"`
		}
		_, err := loose.Decoder{}.Decode(context.Background(), []byte(c.body), &got)
		require.NoError(t, err)
		assert.Equal(t, c.want, decodings, name)
	}
}

type counting struct{}

var decodings int

func (*counting) UnmarshalJSON([]byte) error {
	decodings++
	return nil
}

// TestUnreadIsBounded has a misfit in each of many rows, and long names.
func TestUnreadIsBounded(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"many rows": {`{"rows":[` + strings.Repeat("1,", 5000) + `1]}`, 1001},
		"long names": {`{"props":{"` + strings.Repeat("x", 1<<16) + `":{"tags":[` + strings.Repeat("{},", 100) + `{}]}}}`,
			16},
	} {
		unread, err := loose.Decoder{}.Decode(context.Background(), []byte(c.body), new(response))
		require.NoError(t, err)
		require.Len(t, unread, c.want, name)
		assert.Equal(t, ": want at most 1000 unread members, got more", unread[c.want-1].String())
		assert.True(t, unread.Covers("/title"), "it may be among those that are not listed")
	}
}

func TestCovers(t *testing.T) {
	unread := loose.Unread{{Pointer: "/result/orderId"}, {Pointer: "/rows/3"}, {Pointer: "/a~1b/0/c"}}
	for pointer, want := range map[jsontext.Pointer]bool{
		"/result/orderId":   true,
		"/result/orderId/0": true,
		"/result":           false,
		"/result/order":     false,
		"":                  false,
		"/rows/3/id":        true,
		"/rows/2/id":        false,
		"/rows/*/id":        true,
		"/rows/*":           true,
		"/*/orderId":        true,
		"/a~1b/*/c":         true,
		"/a/b/0/c":          false,
	} {
		assert.Equal(t, want, unread.Covers(pointer), "%q", pointer)
	}
	assert.False(t, loose.Unread(nil).Covers("/a"))
}

func TestUnmarshalFitting(t *testing.T) {
	for body, want := range map[string]struct {
		title, err string
	}{
		`{"title":"a"}`:            {"a", ""},
		`{"title":1,"rows":[]}`:    {"1", ""},
		`{"title":"a","rows":"x"}`: {"a", ""},
		`{"title":`:                {"", `loose: invalid JSON: unexpected EOF at "/title", byte 9`},
		`["a"]`:                    {"", `loose: want loose_test.response, got an array`},
	} {
		got := new(response)
		err := loose.UnmarshalFitting([]byte(body), got)
		if want.err != "" {
			assert.ErrorContains(t, err, want.err, body)
			continue
		}
		require.NoError(t, err, body)
		assert.Equal(t, want.title, got.Title, body)
	}
}

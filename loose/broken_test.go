package loose_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

var errDisk = errors.New("the disk is gone")

// noDisk is a reader and a writer that fails.
type noDisk struct{}

func (noDisk) Read([]byte) (int, error)  { return 0, errDisk }
func (noDisk) Write([]byte) (int, error) { return 0, errDisk }

type pair struct {
	A loose.Text
	B loose.Int
}

// readable are texts with a value that decodes them.
var readable = []struct {
	text string
	make func() json.UnmarshalerFrom
}{
	{`"610947572360"`, func() json.UnmarshalerFrom { return new(loose.ID) }},
	{`"12"`, func() json.UnmarshalerFrom { return new(loose.Int) }},
	{`"text"`, func() json.UnmarshalerFrom { return new(loose.Text) }},
	{`"2000+"`, func() json.UnmarshalerFrom { return new(loose.Count) }},
	{`"5.40"`, func() json.UnmarshalerFrom { return new(loose.Decimal) }},
	{`true`, func() json.UnmarshalerFrom { return new(loose.Bool) }},
	{`"540"`, func() json.UnmarshalerFrom { return new(loose.Fen) }},
	{`"5.40"`, func() json.UnmarshalerFrom { return new(loose.Yuan) }},
	{`"7"`, func() json.UnmarshalerFrom { return new(loose.Enum[way]) }},
	{`["a", "b"]`, func() json.UnmarshalerFrom { return new(loose.List[loose.Text]) }},
	{`{"0": "a", "x": {"y": []}, "1": "b"}`, func() json.UnmarshalerFrom { return new(loose.List[loose.Text]) }},
	{`{"A": "a", "B": 1}`, func() json.UnmarshalerFrom { return new(loose.List[pair]) }},
	{`{ }`, func() json.UnmarshalerFrom { return new(loose.List[pair]) }},
	{`"only"`, func() json.UnmarshalerFrom { return new(loose.List[loose.Text]) }},
	{`{"k": "a", "l": {"y": 1}}`, func() json.UnmarshalerFrom { return new(loose.Map[jsontext.Value]) }},
	{`["a", ["b"]]`, func() json.UnmarshalerFrom { return new(loose.Map[jsontext.Value]) }},
	{`""`, func() json.UnmarshalerFrom { return new(loose.Map[loose.Text]) }},
	{`{"A": "a", "B": 1}`, func() json.UnmarshalerFrom { return new(loose.Object[pair]) }},
	{`false`, func() json.UnmarshalerFrom { return new(loose.Object[pair]) }},
}

// TestStreamsThatBreak hands on the error of a stream that ends anywhere inside a value.
func TestStreamsThatBreak(t *testing.T) {
	for _, c := range readable {
		for size := range len(c.text) {
			name := fmt.Sprintf("%T after %s", c.make(), c.text[:size])
			stream := io.MultiReader(strings.NewReader(c.text[:size]), noDisk{})
			require.ErrorIs(t, c.make().UnmarshalJSONFrom(jsontext.NewDecoder(stream)), errDisk, name)
			err := loose.Unmarshal([]byte(c.text[:size]), c.make())
			require.ErrorIs(t, err, io.ErrUnexpectedEOF, name)
			assert.Regexp(t, `^loose: invalid JSON: unexpected EOF( at ".*")?, byte \d+$`, err.Error(), name)
		}
		require.NoError(t, c.make().UnmarshalJSONFrom(jsontext.NewDecoder(strings.NewReader(c.text+" "))), c.text)
	}
}

// TestStreamsOfOneByte decodes what comes in pieces as it decodes the whole.
func TestStreamsOfOneByte(t *testing.T) {
	for _, c := range readable {
		want, got := c.make(), c.make()
		require.NoError(t, loose.Unmarshal([]byte(c.text), want))
		stream := io.Reader(&oneByte{strings.NewReader(c.text + " ")})
		require.NoError(t, got.UnmarshalJSONFrom(jsontext.NewDecoder(stream)), c.text)
		assert.Equal(t, want, got, c.text)
	}
}

type oneByte struct{ io.Reader }

func (o *oneByte) Read(p []byte) (int, error) { return o.Reader.Read(p[:min(len(p), 1)]) }

// TestUnreadableByHand calls the methods that encoding/json calls with what is not JSON.
func TestUnreadableByHand(t *testing.T) {
	for _, c := range readable {
		v, ok := c.make().(interface{ UnmarshalJSON([]byte) error })
		require.True(t, ok)
		require.Error(t, v.UnmarshalJSON([]byte(c.text[:len(c.text)-1]+"?")), "%T", v)
		require.Error(t, v.UnmarshalJSON(nil), "%T", v)
		require.NoError(t, v.UnmarshalJSON([]byte(c.text)), "%T", v)
	}
}

// TestWritersThatFail hands on the error of a writer, whatever is written.
func TestWritersThatFail(t *testing.T) {
	decoded := func(v json.MarshalerTo, text string) json.MarshalerTo {
		require.NoError(t, json.Unmarshal([]byte(text), v))
		return v
	}
	for _, v := range []json.MarshalerTo{
		loose.TextOf("a"), loose.IntNumber(1), loose.Text{}, loose.List[loose.Text]{},
		loose.List[loose.Text]{loose.TextOf("a")},
		loose.Map[loose.Text]{}, loose.Object[pair]{}, loose.ObjectOf(pair{}),
		decoded(new(loose.Map[loose.Text]), `{"a":1}`), decoded(new(loose.Map[loose.Text]), `[1]`),
		decoded(new(loose.Map[loose.Text]), `""`), decoded(new(loose.Object[pair]), `""`),
		decoded(new(loose.Object[pair]), `false`), decoded(new(loose.Object[pair]), `[]`),
	} {
		assert.ErrorIs(t, v.MarshalJSONTo(jsontext.NewEncoder(noDisk{})), errDisk, "%T", v)
	}
}

// TestUnwritable has values and keys that JSON cannot hold.
func TestUnwritable(t *testing.T) {
	var values loose.Map[any]
	values.Set("a", make(chan int))
	var keys loose.Map[int]
	keys.Set("\xff", 1)
	for _, v := range []any{values, &keys, loose.List[any]{make(chan int)}, loose.ObjectOf(func() {})} {
		_, err := json.Marshal(v)
		require.Error(t, err, "%T", v)
	}
	text, err := loose.Marshal(keys)
	require.NoError(t, err)
	assert.Equal(t, `{"`+"\uFFFD"+`":1}`, string(text))
	awaitsName := jsontext.NewEncoder(io.Discard)
	require.NoError(t, awaitsName.WriteToken(jsontext.BeginObject))
	for _, v := range []json.MarshalerTo{values, loose.List[int]{}, loose.List[int]{1}, loose.Object[pair]{}} {
		require.Error(t, v.MarshalJSONTo(awaitsName), "%T", v)
	}
}

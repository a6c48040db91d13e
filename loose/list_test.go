package loose_test

import (
	"strings"
	"testing"
	"testing/iotest"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

type sku struct {
	ID    loose.ID        `json:"id,omitzero"`
	Price loose.Decimal   `json:"price,omitzero"`
	Parts loose.List[sku] `json:"parts,omitzero"`
}

func TestList(t *testing.T) {
	tests := []struct {
		name, json, want string
	}{
		{"array", `[{"id":1},{"id":"2"}]`, `[{"id":1},{"id":"2"}]`},
		{"empty array", `[]`, `[]`},
		{"bare object", `{"id":1,"price":"5.40"}`, `[{"id":1,"price":"5.40"}]`},
		{"bare object with space", " {\n\"id\" : 1 } ", `[{"id":1}]`},
		{"holes", `{"0":{"id":1},"2":{"id":3}}`, `[{"id":1},{"id":3}]`},
		{"holes in wire order", ` { "7" : {"id":7} , "2":{"id":2}}`, `[{"id":7},{"id":2}]`},
		{"holes and a total", `{"0":{"id":1},"total":"1","1":{"id":2}}`, `[{"id":1},{"id":2}]`},
		{"null", `null`, `[]`},
		{"empty string", `""`, `[]`},
		{"false", `false`, `[]`},
		{"empty object", `{}`, `[]`},
		{"empty object with space", `{ }`, `[]`},
		{"nested", `{"id":1,"parts":{"id":2,"parts":{"0":{"id":3}}}}`, `[{"id":1,"parts":[{"id":2,"parts":[{"id":3}]}]}]`},
	}
	for _, c := range codecs {
		for _, tt := range tests {
			t.Run(c.name+"/"+tt.name, func(t *testing.T) {
				list := loose.List[sku]{{ID: loose.IDOf("old")}}
				require.NoError(t, c.unmarshal([]byte(tt.json), &list))
				got, err := c.marshal(list)
				require.NoError(t, err)
				assert.Equal(t, tt.want, string(got))
			})
		}
	}
}

func TestListOfScalars(t *testing.T) {
	tests := []struct{ name, json, want string }{
		{"string", `"a"`, `["a"]`},
		{"number", `5`, `[5]`},
		{"zero", `0`, `[0]`},
		{"true", `true`, `[true]`},
		{"mixed", `["a",1,null,"",[]]`, `["a",1,null,"",[]]`},
		{"holes", `{"1":"a","3":"b"}`, `["a","b"]`},
	}
	for _, c := range codecs {
		for _, tt := range tests {
			t.Run(c.name+"/"+tt.name, func(t *testing.T) {
				var list loose.List[loose.Text]
				require.NoError(t, c.unmarshal([]byte(tt.json), &list))
				got, err := c.marshal(list)
				require.NoError(t, err)
				assert.Equal(t, tt.want, string(got))
			})
		}
	}
}

func TestListNil(t *testing.T) {
	assert.Nil(t, decoded[loose.List[sku]](t, `null`))
	for _, in := range []string{`[]`, `""`, `false`, `{}`} {
		list := decoded[loose.List[sku]](t, in)
		assert.NotNil(t, list, in)
		assert.Empty(t, list, in)
	}
}

func TestListInStruct(t *testing.T) {
	for _, c := range codecs {
		got, err := c.marshal(member[loose.List[sku]]{})
		require.NoError(t, err)
		assert.Equal(t, `{"b":[]}`, string(got), c.name)
		var v member[loose.List[sku]]
		require.NoError(t, c.unmarshal([]byte(`{"a":{},"b":{"id":1}}`), &v))
		got, err = c.marshal(v)
		require.NoError(t, err)
		assert.Equal(t, `{"a":[],"b":[{"id":1}]}`, string(got), c.name)
	}
}

func TestListErrors(t *testing.T) {
	tests := []struct{ json, want string }{
		{`"secret"`, `loose: want loose_test.sku, got a string`},
		{`[{"price":[1]}]`, `loose.Decimal: want a number or text, got an array at "/0/price"`},
		{`{"price":[1]}`, `loose.Decimal: want a number or text, got an array at "/price"`},
		{`{"3":{"price":{"secret":1}}}`, `loose.Decimal: want a number or text, got an object at "/3/price"`},
		{`{"a`, `loose: invalid JSON: unexpected EOF, byte 3`},
		{`{"0":`, `loose: invalid JSON: unexpected EOF at "/0", byte 5`},
		{`{x`, `loose: invalid JSON: invalid character 'x' at start of value, byte 1`},
		{`{"0":1,}`, ``},
		{`{`, ``}, {`[`, ``}, {`[}`, ``}, {`{]`, ``}, {``, ``},
	}
	for _, tt := range tests {
		var list loose.List[sku]
		err := loose.Unmarshal([]byte(tt.json), &list)
		require.Error(t, err, tt.json)
		if tt.want != "" {
			assert.EqualError(t, err, tt.want)
		}
	}
}

// A decoder of a stream may not have fetched the first key when it is needed.
func TestListFromStream(t *testing.T) {
	for _, in := range []string{`{"a":{"id":1}}`, `{"a":{"0":{"id":1}}}`, `{"a":[{"id":1}]}`,
		`{"a":{ "1234567" : {"id":1}}}`} {
		var v member[loose.List[sku]]
		require.NoError(t, jsonv2.UnmarshalRead(iotest.OneByteReader(strings.NewReader(in)), &v), in)
		assert.Equal(t, loose.List[sku]{{ID: loose.IDNumber(1)}}, v.A, in)
	}
}

// Deep nesting costs time in proportion to its length.
func TestListDeep(t *testing.T) {
	const depth = 3000
	for _, open := range []string{`{"parts":`, `{"parts":{"0":`} {
		closing := strings.Repeat("}", strings.Count(open, "{")*depth)
		var list loose.List[sku]
		require.NoError(t, loose.Unmarshal([]byte(strings.Repeat(open, depth)+`{}`+closing), &list))
		assert.Len(t, list, 1)
	}
	var list loose.List[sku]
	assert.Error(t, loose.Unmarshal([]byte(strings.Repeat(`{"parts":`, 100_000)), &list))
}

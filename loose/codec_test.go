package loose_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
)

func TestUnmarshalOptions(t *testing.T) {
	type answer struct {
		Code string     `json:"error_code"`
		Item loose.Text `json:"item"`
	}
	tests := []struct {
		name, json string
		want       answer
	}{
		{"name twice", `{"error_code":"1","error_code":"2"}`, answer{Code: "2"}},
		{"invalid UTF-8", "{\"error_code\":\"\xc3\x28\"}", answer{Code: "\uFFFD("}},
		{"invalid UTF-8 in a name", "{\"\xff\":1,\"error_code\":\"2\"}", answer{Code: "2"}},
		{"names match exactly", `{"Error_Code":"1","errorCode":"1"}`, answer{}},
		{"unknown member", `{"new":{"deep":[1]},"error_code":"2"}`, answer{Code: "2"}},
		{"space around", " {\"error_code\":\"2\"} \n", answer{Code: "2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got answer
			require.NoError(t, loose.Unmarshal([]byte(tt.json), &got))
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestUnmarshalErrors(t *testing.T) {
	type answer struct {
		N    int8                    `json:"n"`
		Time time.Time               `json:"time"`
		Any  struct{}                `json:"any"`
		Deep map[string]loose.Bool   `json:"deep"`
		List loose.List[int]         `json:"list"`
		Anon loose.List[struct{ A }] `json:"anon"`
	}
	tests := []struct{ json, want string }{
		{``, `loose: invalid JSON: unexpected EOF, byte 0`},
		{`{} {}`, `loose: invalid JSON: invalid character '{' after top-level value, byte 3`},
		{`<html>secret`, `loose: invalid JSON: invalid character '<' at start of value, byte 0`},
		{`{"n":"secret"}`, `loose: want int8, got a string at "/n"`},
		{`{"n":1000}`, `loose: want int8, got a number out of range at "/n"`},
		{`{"time":"secret"}`, `loose: want time.Time, got a string at "/time"`},
		{`{"any":"secret"}`, `loose: want struct, got a string at "/any"`},
		{`{"list":"secret"}`, `loose: want int, got a string at "/list"`},
		{`{"list":true}`, `loose: want int, got a bool at "/list"`},
		{`{"n":{}}`, `loose: want int8, got an object at "/n"`},
		{`{"deep":[]}`, `loose: want map[string]loose.Bool, got an array at "/deep"`},
		{`{"deep":{"a/b":[1]}}`, `loose.Bool: want true or false, got an array at "/deep/a~1b"`},
	}
	for _, tt := range tests {
		err := loose.Unmarshal([]byte(tt.json), new(answer))
		assert.EqualError(t, err, tt.want, tt.json)
	}
	assert.ErrorContains(t, loose.Unmarshal([]byte(`{}`), answer{}), "pointer")
	assert.ErrorContains(t, loose.Unmarshal([]byte(`{}`), nil), "pointer")
}

type A struct{}

func TestUnmarshalErrorIsShort(t *testing.T) {
	body := `{"` + strings.Repeat("名", 5000) + `":[1]}`
	err := loose.Unmarshal([]byte(body), new(map[string]loose.Text))
	require.Error(t, err)
	assert.Less(t, len(err.Error()), 300)
	var semantic *jsonv2.SemanticError
	assert.ErrorAs(t, err, &semantic, "the whole error stays reachable")
}

func TestMarshal(t *testing.T) {
	type answer struct {
		Name  string            `json:"name,omitempty"`
		Zero  int               `json:"zero,omitempty"`
		Empty map[string]string `json:"empty,omitempty"`
		Slice []int             `json:"slice"`
		Null  *int              `json:"null"`
		Struc struct{}          `json:"struct,omitempty"`
	}
	got, err := loose.Marshal(answer{})
	require.NoError(t, err)
	assert.Equal(t, `{"slice":[],"null":null,"struct":{}}`, string(got))
	got, err = loose.Marshal(map[string]any{"b": "<&>", "a": "\xff", "c": 1})
	require.NoError(t, err)
	assert.Equal(t, `{"a":"`+"\uFFFD"+`","b":"<&>","c":1}`, string(got))
	_, err = loose.Marshal(func() {})
	assert.ErrorContains(t, err, "loose: ")
}

// The whole recording decodes, and encodes back to what it was.
func TestRecording(t *testing.T) {
	body := recorded(t)
	for _, c := range codecs {
		t.Run(c.name, func(t *testing.T) {
			var answer gateway.ItemGetResponse
			require.NoError(t, c.unmarshal(body, &answer))
			fen, ok := answer.Item.Price.Fen()
			assert.True(t, ok)
			assert.Equal(t, loose.FenOf(3900), fen)
			assert.Len(t, answer.Item.SKUs.Value().SKU, 56)
			assert.Equal(t, 15, answer.Item.PropsList.Len())
			assert.Equal(t, "b2b-2207146052740e484c", answer.Item.SellerInfo.SID)

			encoded, err := c.marshal(answer)
			require.NoError(t, err)
			var got, want map[string]any
			require.NoError(t, json.Unmarshal(encoded, &got))
			require.NoError(t, json.Unmarshal(body, &want))
			assertPart(t, want, got)
		})
	}
}

// assertPart asserts that the members of got are those of want; the structs do not
// name all.
func assertPart(t *testing.T, want, got map[string]any) {
	t.Helper()
	for name, value := range got {
		if inner, ok := value.(map[string]any); ok {
			assertPart(t, want[name].(map[string]any), inner)
			continue
		}
		assert.Equal(t, want[name], value, name)
	}
}

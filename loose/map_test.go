package loose_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

func TestMap(t *testing.T) {
	tests := []struct {
		name, json, encoded string
		form                loose.Form
		keys                []string
	}{
		{"object", `{"0:1":"红","0:0":1}`, ``, loose.FormObject, []string{"0:1", "0:0"}},
		{"empty object", `{}`, ``, loose.FormObject, []string{}},
		{"empty array", `[]`, ``, loose.FormArray, []string{}},
		{"list", `["a","b"]`, ``, loose.FormArray, []string{"0", "1"}},
		{"numbered", `{"0":"a","1":"b"}`, ``, loose.FormObject, []string{"0", "1"}},
		{"null", `null`, ``, loose.FormNull, []string{}},
		{"empty string", `""`, ``, loose.FormString, []string{}},
		{"false", `false`, ``, loose.FormBool, []string{}},
		{"twice", `{"a":1,"b":2,"a":3}`, `{"a":3,"b":2}`, loose.FormObject, []string{"a", "b"}},
		{"empty key", `{"":1}`, ``, loose.FormObject, []string{""}},
		{"escaped key", `{"\u7ea2\/":1}`, `{"红/":1}`, loose.FormObject, []string{"红/"}},
	}
	for _, c := range codecs {
		for _, tt := range tests {
			if tt.name == "twice" && c.name == "v2" {
				continue // json v2 refuses it by itself
			}
			t.Run(c.name+"/"+tt.name, func(t *testing.T) {
				var m loose.Map[loose.Text]
				m.Set("old", loose.TextOf("value"))
				require.NoError(t, c.unmarshal([]byte(tt.json), &m))
				assert.Equal(t, tt.form, m.Form())
				assert.False(t, m.IsZero())
				assert.Equal(t, tt.keys, m.Keys())
				assert.Equal(t, len(tt.keys), m.Len())
				got, err := c.marshal(m)
				require.NoError(t, err)
				if tt.encoded == "" {
					tt.encoded = tt.json
				}
				assert.Equal(t, tt.encoded, string(got))
			})
		}
	}
}

func TestMapGet(t *testing.T) {
	m := decoded[loose.Map[loose.Text]](t, `{"a":"1","b":null,"a":"2"}`)
	v, ok := m.Get("a")
	assert.True(t, ok)
	assert.Equal(t, "2", v.String())
	v, ok = m.Get("b")
	assert.True(t, ok)
	assert.Equal(t, loose.FormNull, v.Form())
	_, ok = m.Get("c")
	assert.False(t, ok)
	assert.Equal(t, map[string]loose.Text{"a": loose.TextOf("2"), "b": v}, maps.Collect(m.All()))
	for key := range m.All() {
		assert.Equal(t, "a", key)
		break
	}
}

func TestMapSet(t *testing.T) {
	tests := []struct{ name, json, key, want string }{
		{"absent", ``, "a", `{"a":"new"}`},
		{"empty array", `[]`, "0", `{"0":"new"}`},
		{"list, new key", `["a"]`, "1", `{"0":"a","1":"new"}`},
		{"list, old key", `["a","b"]`, "0", `["new","b"]`},
		{"null", `null`, "a", `{"a":"new"}`},
		{"old key", `{"a":1,"b":2}`, "a", `{"a":"new","b":2}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var m loose.Map[loose.Text]
			if tt.json != "" {
				m = decoded[loose.Map[loose.Text]](t, tt.json)
			}
			m.Set(tt.key, loose.TextOf("new"))
			got, err := loose.Marshal(m)
			require.NoError(t, err)
			assert.Equal(t, tt.want, string(got))
		})
	}
}

func TestMapLarge(t *testing.T) {
	var members []string
	for i := range 1000 {
		members = append(members, fmt.Sprintf(`"k%d":%d`, i%500, i))
	}
	m := decoded[loose.Map[loose.Int]](t, "{"+strings.Join(members, ",")+"}")
	require.Equal(t, 500, m.Len())
	for i, key := range m.Keys() {
		assert.Equal(t, fmt.Sprintf("k%d", i), key)
		v, ok := m.Get(key)
		n, _ := v.Int64()
		assert.True(t, ok)
		assert.EqualValues(t, i+500, n)
	}
	m.Set("k501", loose.IntNumber(1))
	_, ok := m.Get("k501")
	assert.True(t, ok)
	_, ok = m.Get("k502")
	assert.False(t, ok)
}

func TestMapInStruct(t *testing.T) {
	for _, c := range codecs {
		for _, tt := range []struct{ json, want string }{
			{`{}`, `{"b":null}`},
			{`{"a":[],"b":[]}`, `{"a":[],"b":[]}`},
			{`{"a":{"k":[1,2]},"b":[3]}`, `{"a":{"k":[1,2]},"b":[3]}`},
		} {
			var v member[loose.Map[loose.List[int]]]
			require.NoError(t, c.unmarshal([]byte(tt.json), &v))
			got, err := c.marshal(&v)
			require.NoError(t, err)
			want := strings.ReplaceAll(tt.want, `"b":[3]`, `"b":[[3]]`)
			assert.Equal(t, want, string(got), c.name)
		}
	}
}

func TestMapErrors(t *testing.T) {
	for json, want := range map[string]string{
		`5`:                    `loose.Map: want an object, got a number`,
		`true`:                 `loose.Map: want an object, got a bool`,
		`"secret"`:             `loose.Map: want an object, got a string`,
		`{"k":{"a":1}}`:        `loose.Text: want text, got an object at "/k"`,
		`[[1]]`:                `loose.Text: want text, got an array at "/0"`,
		`{"k":1`:               `loose: invalid JSON: unexpected EOF, byte 6`,
		`{"k":1,}`:             `loose: invalid JSON: invalid character ',' at start of value, byte 6`,
		`[1`:                   `loose: invalid JSON: unexpected EOF, byte 2`,
		`{"k" 1}`:              `loose: invalid JSON: invalid character '1' after object name (expecting ':') at "/k", byte 5`,
		`{"k":1} {"secret":1}`: `loose: invalid JSON: invalid character '{' after top-level value, byte 8`,
	} {
		var m loose.Map[loose.Text]
		assert.EqualError(t, loose.Unmarshal([]byte(json), &m), want, json)
	}
}

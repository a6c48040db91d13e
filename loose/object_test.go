package loose_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

func TestObject(t *testing.T) {
	tests := []struct {
		name, json string
		form       loose.Form
	}{
		{"object", `{"id":1,"price":"5.40"}`, loose.FormObject},
		{"empty object", `{}`, loose.FormObject},
		{"empty array", `[]`, loose.FormArray},
		{"null", `null`, loose.FormNull},
		{"empty string", `""`, loose.FormString},
		{"false", `false`, loose.FormBool},
	}
	for _, c := range codecs {
		for _, tt := range tests {
			t.Run(c.name+"/"+tt.name, func(t *testing.T) {
				o := loose.ObjectOf(sku{ID: loose.IDOf("old")})
				require.NoError(t, c.unmarshal([]byte(tt.json), &o))
				assert.Equal(t, tt.form, o.Form())
				assert.False(t, o.IsZero())
				_, ok := o.Get()
				assert.Equal(t, tt.form == loose.FormObject, ok)
				got, err := c.marshal(o)
				require.NoError(t, err)
				assert.Equal(t, tt.json, string(got))
			})
		}
	}
}

func TestObjectGet(t *testing.T) {
	o := decoded[loose.Object[sku]](t, `{"id":1}`)
	assert.Equal(t, "1", o.Value().ID.String())
	item, ok := o.Get()
	require.True(t, ok)
	item.Price = loose.DecimalOf("5.40")
	got, err := loose.Marshal(o)
	require.NoError(t, err)
	assert.Equal(t, `{"id":1,"price":"5.40"}`, string(got))
}

func TestObjectAbsent(t *testing.T) {
	var o loose.Object[sku]
	item, ok := o.Get()
	assert.False(t, ok)
	assert.Nil(t, item)
	assert.Empty(t, o.Value().ID.String())
	for _, c := range codecs {
		got, err := c.marshal(member[loose.Object[sku]]{})
		require.NoError(t, err)
		assert.Equal(t, `{"b":null}`, string(got), c.name)
		got, err = c.marshal(member[loose.Object[sku]]{A: loose.ObjectOf(sku{})})
		require.NoError(t, err)
		assert.Equal(t, `{"a":{},"b":null}`, string(got), c.name)
	}
}

func TestObjectErrors(t *testing.T) {
	for json, want := range map[string]string{
		`5`:              `loose.Object: want an object, got a number`,
		`true`:           `loose.Object: want an object, got a bool`,
		`"secret"`:       `loose.Object: want an object, got a string`,
		`[{"id":1}]`:     `loose.Object: want an object, got an array`,
		`{"price":[1]}`:  `loose.Decimal: want a number or text, got an array at "/price"`,
		`{"price":1`:     `loose: invalid JSON: unexpected EOF, byte 10`,
		`{"price":"\q"}`: "loose: invalid JSON: invalid escape sequence `\\q` in string at \"/price\", byte 10",
	} {
		var o loose.Object[sku]
		assert.EqualError(t, loose.Unmarshal([]byte(json), &o), want, json)
	}
}

func TestObjectIsEmpty(t *testing.T) {
	type shop struct{ Name string }
	for body, want := range map[string]bool{`{"Name":"a"}`: false, `{"Name":""}`: true, `{}`: true, `[]`: true,
		`null`: true} {
		var o loose.Object[shop]
		require.NoError(t, loose.Unmarshal([]byte(body), &o))
		assert.Equal(t, want, o.IsEmpty(), body)
	}
}

package loose_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

func TestConstructors(t *testing.T) {
	tests := []struct {
		got  value
		want string
	}{
		{loose.TextOf("a\"b"), `"a\"b"`},
		{loose.TextOf(""), `""`},
		{loose.TextOf("\xff"), `"` + "\uFFFD" + `"`},
		{loose.IDOf("639741530227"), `"639741530227"`},
		{loose.IDNumber(639741530227), `639741530227`},
		{loose.IntOf("55876"), `"55876"`},
		{loose.IntNumber(-5), `-5`},
		{loose.DecimalOf("5.40"), `"5.40"`},
		{loose.DecimalNumber("5.40"), `5.40`},
		{loose.DecimalNumber("-0.5e-3"), `-0.5e-3`},
		{loose.DecimalNumber("05"), `"05"`},
		{loose.DecimalNumber("5."), `"5."`},
		{loose.DecimalNumber("+5"), `"+5"`},
		{loose.DecimalNumber("5e"), `"5e"`},
		{loose.DecimalNumber("5x"), `"5x"`},
		{loose.DecimalNumber("12-30"), `"12-30"`},
		{loose.DecimalNumber(""), `""`},
		{loose.BoolOf("1"), `"1"`},
		{loose.BoolValue(true), `true`},
		{loose.BoolValue(false), `false`},
		{loose.CountOf("2000+"), `"2000+"`},
		{loose.CountNumber(7000), `7000`},
	}
	for _, tt := range tests {
		for _, c := range codecs {
			b, err := c.marshal(tt.got)
			require.NoError(t, err)
			assert.Equal(t, tt.want, string(b), c.name)
		}
	}
}

func TestScalarsCompare(t *testing.T) {
	var v loose.Decimal
	require.NoError(t, loose.Unmarshal([]byte(`"5.40"`), &v))
	assert.True(t, v == loose.DecimalOf("5.40"))
	assert.False(t, v == loose.DecimalNumber("5.40"))
	assert.Equal(t, "5.40 5.40", fmt.Sprintf("%v %s", v, v))
}

// A plain string costs one allocation, the string, and nothing at all the rest.
func TestScalarAllocations(t *testing.T) {
	tests := []struct {
		json string
		want float64
	}{
		{`"639741530227"`, 1}, {`639741530227`, 1}, {`"深圳市华造实业有限公司"`, 1}, {`"\/a"`, 1},
		{`null`, 0}, {`""`, 0}, {`[]`, 0}, {`true`, 0}, {`0`, 0},
	}
	for _, tt := range tests {
		var v loose.Text
		in := []byte(tt.json)
		got := testing.AllocsPerRun(100, func() { _ = v.UnmarshalJSON(in) })
		assert.Equal(t, tt.want, got, tt.json)
		got = testing.AllocsPerRun(100, func() { _ = loose.Unmarshal(in, &v) })
		assert.Equal(t, tt.want, got, tt.json)
	}
}

func TestFormString(t *testing.T) {
	want := []string{"absent", "null", "string", "number", "bool", "array", "object", "unknown"}
	for i, name := range want {
		assert.Equal(t, name, loose.Form(i).String())
	}
}

package loose_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

// decoded decodes in, which must succeed.
func decoded[T any](t *testing.T, in string) (v T) {
	t.Helper()
	require.NoError(t, loose.Unmarshal([]byte(in), &v))
	return v
}

func TestID(t *testing.T) {
	tests := []struct {
		json, text string
		n          int64
		ok         bool
	}{
		{`"639741530227"`, "639741530227", 639741530227, true},
		{`639741530227`, "639741530227", 639741530227, true},
		{`9223372036854775807`, "9223372036854775807", 9223372036854775807, true},
		{`"9007199254740993"`, "9007199254740993", 9007199254740993, true},
		{`9007199254740993`, "9007199254740993", 9007199254740993, true},
		{`9223372036854775808`, "9223372036854775808", 0, false},
		{`99999999999999999999999`, "99999999999999999999999", 0, false},
		{`6.39741530227e11`, "639741530227", 639741530227, true},
		{`6.39741530227E+11`, "639741530227", 639741530227, true},
		{`639741530227.0`, "639741530227", 639741530227, true},
		{`639741530227.00`, "639741530227", 639741530227, true},
		{`0.0063e4`, "63", 63, true},
		{`6.5`, "6.5", 0, false},
		{`1.5e0`, "1.5e0", 0, false},
		{`1e999999999`, "1e999999999", 0, false},
		{`0`, "0", 0, true},
		{`-1`, "-1", -1, true},
		{`-1e2`, "-100", -100, true},
		{`"b2b-2206619673102e9470"`, "b2b-2206619673102e9470", 0, false},
		{`"22066e3"`, "22066e3", 0, false},
		{`"delay"`, "delay", 0, false},
		{`"0012"`, "0012", 12, true},
		{`false`, "", 0, false},
		{`""`, "", 0, false},
		{`null`, "", 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.json, func(t *testing.T) {
			id := decoded[loose.ID](t, tt.json)
			assert.Equal(t, tt.text, id.String())
			n, ok := id.Int64()
			assert.Equal(t, tt.n, n)
			assert.Equal(t, tt.ok, ok)
			b, err := loose.Marshal(id)
			require.NoError(t, err)
			assert.Equal(t, tt.json, string(b), "encodes as it came")
		})
	}
}

func TestInt(t *testing.T) {
	tests := []struct {
		json string
		n    int64
		ok   bool
	}{
		{`55876`, 55876, true},
		{`"55876"`, 55876, true},
		{`" 55876 "`, 55876, true},
		{`"12.0"`, 12, true},
		{`12.0`, 12, true},
		{`1e3`, 1000, true},
		{`1200e-2`, 12, true},
		{`0`, 0, true},
		{`0e400`, 0, true},
		{`-0`, 0, true},
		{`"+5"`, 5, true},
		{`".0"`, 0, true},
		{`"007"`, 7, true},
		{`9223372036854775807`, 9223372036854775807, true},
		{`-9223372036854775808`, -9223372036854775808, true},
		{`9223372036854775808`, 0, false},
		{`-9223372036854775809`, 0, false},
		{`18446744073709551616`, 0, false},
		{`1e19`, 0, false},
		{`1e400`, 0, false},
		{`1e-400`, 0, false},
		{`1e99999999999999999999`, 0, false},
		{`12.5`, 0, false},
		{`"12.5"`, 0, false},
		{`"."`, 0, false},
		{`"-"`, 0, false},
		{`"1e"`, 0, false},
		{`"1e+"`, 0, false},
		{`"1e5x"`, 0, false},
		{`"0e401"`, 0, false},
		{`"0x10"`, 0, false},
		{`"1_000"`, 0, false},
		{`"1,000"`, 0, false},
		{`"NaN"`, 0, false},
		{`"10+"`, 0, false},
		{`"１２"`, 0, false},
		{`""`, 0, false},
		{`null`, 0, false},
		{`true`, 0, false},
		{`[]`, 0, false},
		{`"` + strings.Repeat("0", 2000) + `"`, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.json[:min(30, len(tt.json))], func(t *testing.T) {
			n, ok := decoded[loose.Int](t, tt.json).Int64()
			assert.Equal(t, tt.ok, ok)
			if ok {
				assert.Equal(t, tt.n, n)
			}
		})
	}
}

func TestDecimal(t *testing.T) {
	tests := []struct {
		json, text string
		want       func(t *testing.T, d loose.Decimal)
	}{
		{`"5.40"`, "5.40", is(540, 5.4, "27/5")},
		{`5.4`, "5.4", is(540, 5.4, "27/5")},
		{`0`, "0", is(0, 0, "0")},
		{`"39"`, "39", is(3900, 39, "39")},
		{`"0.1"`, "0.1", is(10, 0.1, "1/10")},
		{`"-0.05"`, "-0.05", is(-5, -0.05, "-1/20")},
		{`"5.4000"`, "5.4000", is(540, 5.4, "27/5")},
		{`" 5.40"`, " 5.40", is(540, 5.4, "27/5")},
		{`".5"`, ".5", is(50, 0.5, "1/2")},
		{`1.5e2`, "150", is(15000, 150, "150")},
		{`1.0e-1`, "0.10", is(10, 0.1, "1/10")},
		{`-1.25e1`, "-12.5", is(-1250, -12.5, "-25/2")},
		{`92233720368547758.07`, "92233720368547758.07",
			is(9223372036854775807, 92233720368547758.07, "9223372036854775807/100")},
		{`"0.001"`, "0.001", noFen},
		{`1.0e-5`, "0.000010", noFen},
		{`92233720368547758.08`, "92233720368547758.08", noFen},
		{`1e300`, "1" + strings.Repeat("0", 300), noFen},
		{`"12-30"`, "12-30", noNumber},
		{`"¥9.80"`, "¥9.80", noNumber},
		{`"面议"`, "面议", noNumber},
		{`"inf"`, "inf", noNumber},
		{`"0x1p-2"`, "0x1p-2", noNumber},
		{`1e999999999`, "1e999999999", noNumber},
		{`"1e999999999"`, "1e999999999", noNumber},
		{`"1/3"`, "1/3", noNumber},
		{`""`, "", noNumber},
		{`null`, "", noNumber},
		{`false`, "", noNumber},
		{`[]`, "", noNumber},
	}
	for _, tt := range tests {
		t.Run(tt.json, func(t *testing.T) {
			d := decoded[loose.Decimal](t, tt.json)
			assert.Equal(t, tt.text, d.String())
			tt.want(t, d)
		})
	}
	_, ok := loose.DecimalOf("1e400").Float64()
	assert.False(t, ok, "beyond float64")
}

// yuanOf returns the amount of as many yuan, in the same form.
func yuanOf(t *testing.T, d loose.Decimal) loose.Yuan {
	b, err := loose.Marshal(d)
	require.NoError(t, err)
	return decoded[loose.Yuan](t, string(b))
}

func is(fen int64, f float64, rat string) func(*testing.T, loose.Decimal) {
	return func(t *testing.T, d loose.Decimal) {
		gotFen, ok := yuanOf(t, d).Fen()
		assert.True(t, ok)
		assert.Equal(t, loose.FenOf(fen), gotFen)
		gotFloat, ok := d.Float64()
		assert.True(t, ok)
		assert.Equal(t, f, gotFloat)
		gotRat, ok := d.Rat()
		require.True(t, ok)
		want, _ := new(big.Rat).SetString(rat)
		assert.Zero(t, want.Cmp(gotRat))
	}
}

func noFen(t *testing.T, d loose.Decimal) {
	_, ok := yuanOf(t, d).Fen()
	assert.False(t, ok)
	_, ok = d.Float64()
	assert.True(t, ok)
	_, ok = d.Rat()
	assert.True(t, ok)
}

func noNumber(t *testing.T, d loose.Decimal) {
	_, ok := yuanOf(t, d).Fen()
	assert.False(t, ok)
	_, ok = d.Float64()
	assert.False(t, ok)
	r, ok := d.Rat()
	assert.False(t, ok)
	assert.Nil(t, r)
}

func TestBool(t *testing.T) {
	tests := []struct {
		json      string
		value, ok bool
	}{
		{`true`, true, true}, {`"true"`, true, true}, {`1`, true, true}, {`"1"`, true, true},
		{`false`, false, true}, {`"false"`, false, true}, {`0`, false, true}, {`"0"`, false, true},
		{`""`, false, false}, {`null`, false, false}, {`[]`, false, false}, {`{}`, false, false},
		{`2`, false, false}, {`"yes"`, false, false}, {`"null"`, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.json, func(t *testing.T) {
			value, ok := decoded[loose.Bool](t, tt.json).Bool()
			assert.Equal(t, tt.value, value)
			assert.Equal(t, tt.ok, ok)
		})
	}
	_, ok := loose.Bool{}.Bool()
	assert.False(t, ok)
}

func TestCount(t *testing.T) {
	tests := []struct {
		json       string
		n          int64
		approx, ok bool
	}{
		{`7000`, 7000, false, true},
		{`"7000"`, 7000, false, true},
		{`"7000.0"`, 7000, false, true},
		{`0`, 0, false, true},
		{`"2000+"`, 2000, true, true},
		{`"10+"`, 10, true, true},
		{`"5百"`, 500, true, true},
		{`"2千"`, 2000, true, true},
		{`"3万"`, 30000, true, true},
		{`"1.2万"`, 12000, true, true},
		{`"1.2万+"`, 12000, true, true},
		{`" 1.2万+ "`, 12000, true, true},
		{`"1亿"`, 100000000, true, true},
		{`"已售300+"`, 300, true, true},
		{`"已售1.5万+"`, 15000, true, true},
		{`"已售300"`, 300, false, true},
		{`"\u5df2\u552e300+"`, 300, true, true},
		{`"1.23456万"`, 0, false, false},
		{`"< 1万元"`, 0, false, false},
		{`"万"`, 0, false, false},
		{`"+"`, 0, false, false},
		{`"万+"`, 0, false, false},
		{`"已售"`, 0, false, false},
		{`"3万万"`, 0, false, false},
		{`"10-20"`, 0, false, false},
		{`"10++"`, 0, false, false},
		{`"922337203685477580亿"`, 0, false, false},
		{`12.5`, 0, false, false},
		{`""`, 0, false, false},
		{`null`, 0, false, false},
		{`false`, 0, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.json, func(t *testing.T) {
			c := decoded[loose.Count](t, tt.json)
			n, ok := c.Int64()
			assert.Equal(t, tt.n, n)
			assert.Equal(t, tt.ok, ok)
			assert.Equal(t, tt.approx, c.Approx())
		})
	}
}

package loose_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

// TestMoneyDoesNotMix has what the compiler accepts of amounts, and what it refuses.
func TestMoneyDoesNotMix(t *testing.T) {
	cases := []struct {
		expression string
		refused    bool
	}{
		{"fen.Add(fen)", false},
		{"yuan.Add(yuan)", false},
		{"fen.Compare(fen)", false},
		{"yuan == yuan", false},
		{"fen.Add(yuan)", true},
		{"yuan.Add(fen)", true},
		{"fen.Compare(yuan)", true},
		{"yuan.Compare(fen)", true},
		{"fen == yuan", true},
		{"fen + yuan", true},
		{"loose.Fen(yuan)", true},
		{"loose.Yuan(fen)", true},
		{"append([]loose.Fen{}, yuan)", true},
		{"loose.Int(yuan)", true},
		{"loose.Decimal(yuan)", true},
		{"first(yuan.Fen()).Add(fen)", false},
		{"first(yuan.Fen()) + 1", true},
		{"yuan.Float64", true},
		{"fen.Float64", true},
	}
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "gc", exportData(t))
	for _, tt := range cases {
		t.Run(tt.expression, func(t *testing.T) {
			source := `package p
import "github.com/go-ali1688/ali1688/loose"
var fen loose.Fen
var yuan loose.Yuan
func f() { use(` + tt.expression + `) }
func first(f loose.Fen, _ bool) loose.Fen { return f }
func use(...any) {}`
			file, err := parser.ParseFile(fset, "p.go", source, 0)
			require.NoError(t, err)
			_, err = (&types.Config{Importer: imports}).Check("p", fset, []*ast.File{file}, nil)
			assert.Equal(t, tt.refused, err != nil, "%v", err)
		})
	}
}

// exportData finds what the compiler wrote about the package and all that it imports.
func exportData(t *testing.T) importer.Lookup {
	t.Helper()
	list, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", ".").Output()
	require.NoError(t, err)
	files := map[string]string{}
	for line := range strings.Lines(string(list)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		files[path] = file
	}
	return func(path string) (io.ReadCloser, error) { return os.Open(files[path]) }
}

func TestMoneyConverts(t *testing.T) {
	for fen, yuan := range map[int64]string{540: "5.40", 5: "0.05", -5: "-0.05", 0: "0.00", 100: "1.00",
		math.MaxInt64: "92233720368547758.07"} {
		y, ok := loose.FenOf(fen).Yuan()
		require.True(t, ok)
		assert.Equal(t, yuan, y.String())
		f, ok := y.Fen()
		require.True(t, ok)
		assert.Equal(t, loose.FenOf(fen), f, "and back")
	}
	for _, text := range []string{"", "12-30", "0.005", "¥5", "1e400"} {
		_, ok := loose.YuanOf(text).Fen()
		assert.False(t, ok, text)
	}
	_, ok := loose.FenText("1.5").Yuan()
	assert.False(t, ok, "a fraction of a fen")
}

func TestMoneyReckons(t *testing.T) {
	sum, ok := loose.FenOf(540).Add(loose.FenText("60"))
	assert.True(t, ok)
	assert.Equal(t, "600", sum.String())
	product, ok := loose.FenOf(540).Times(3)
	assert.True(t, ok)
	assert.Equal(t, "1620", product.String())
	exact, ok := loose.YuanOf("0.1").Add(loose.YuanNumber("0.25"))
	assert.True(t, ok)
	assert.Equal(t, "0.35", exact.String())
	order, ok := loose.YuanOf("5.4").Compare(loose.YuanOf("5.40"))
	assert.True(t, ok)
	assert.Zero(t, order, "digits behind the last do not count")
	for other, want := range map[string]int{"5.39": 1, "5.41": -1, "54e-1": 0, "-6": 1} {
		order, ok = loose.YuanOf("5.4").Compare(loose.YuanOf(other))
		assert.True(t, ok, other)
		assert.Equal(t, want, order, other)
	}
	order, ok = loose.FenOf(-1).Compare(loose.FenOf(1))
	assert.True(t, ok)
	assert.Equal(t, -1, order)
	for name, refused := range map[string]func() bool{
		"overflow of a sum":      func() bool { _, ok := loose.FenOf(math.MaxInt64).Add(loose.FenOf(1)); return ok },
		"overflow below":         func() bool { _, ok := loose.FenOf(math.MinInt64).Add(loose.FenOf(-1)); return ok },
		"overflow of a product":  func() bool { _, ok := loose.FenOf(math.MaxInt64).Times(2); return ok },
		"an absent amount":       func() bool { _, ok := loose.Fen{}.Add(loose.FenOf(1)); return ok },
		"times an absent amount": func() bool { _, ok := loose.Fen{}.Times(1); return ok },
		"a range":                func() bool { _, ok := loose.YuanOf("1-2").Add(loose.YuanOf("1")); return ok },
		"compared with nothing":  func() bool { _, ok := loose.FenOf(1).Compare(loose.Fen{}); return ok },
		"an exponent and text":   func() bool { _, ok := loose.YuanOf("1e2x").Add(loose.YuanOf("1")); return ok },
		"compared with a range":  func() bool { _, ok := loose.YuanOf("1").Compare(loose.YuanOf("1-2")); return ok },
		"the yuan of an absence": func() bool { _, ok := loose.Fen{}.Yuan(); return ok },
		"the fen of an absence":  func() bool { _, ok := loose.Yuan{}.Fen(); return ok },
	} {
		assert.False(t, refused(), name)
	}
}

// TestMoneyKeepsItsForm reads and writes both types in every form.
func TestMoneyKeepsItsForm(t *testing.T) {
	type offer struct {
		Fen  loose.Fen  `json:"fen,omitzero"`
		Yuan loose.Yuan `json:"yuan,omitzero"`
	}
	for _, value := range []string{`540`, `"540"`, `null`, `""`, `[]`, `{}`, `false`} {
		in := `{"fen":` + value + `,"yuan":` + value + `}`
		var o offer
		require.NoError(t, loose.Unmarshal([]byte(in), &o), in)
		out, err := loose.Marshal(o)
		require.NoError(t, err)
		assert.JSONEq(t, in, string(out))
	}
	var o offer
	err := loose.Unmarshal([]byte(`{"fen":[1]}`), &o)
	assert.ErrorContains(t, err, "loose.Fen: want a number or text, got an array")
	err = loose.Unmarshal([]byte(`{"yuan":[1]}`), &o)
	assert.ErrorContains(t, err, "loose.Yuan: want a number or text, got an array")
	text, err := loose.YuanNumber("0.5").MarshalText()
	require.NoError(t, err)
	assert.Equal(t, "0.5", string(text))
	var y loose.Yuan
	require.NoError(t, y.UnmarshalText([]byte("0.5")))
	assert.Equal(t, loose.YuanNumber("0.5"), y, strconv.Quote(y.String()))
}

package report

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
)

func TestNewVerdict(t *testing.T) {
	refused := &Refusal{Code: "planted-2 of 13800138000", Meaning: "m", Action: "a", Retry: "r"}
	v := NewVerdict(private{bodies.Body{File: "f/13800138000?token=abc", API: "op"}}, nil, refused)
	assert.Equal(t, Verdict{File: "f/13800138000?token=REDACTED", API: "op", OK: true, Findings: []conformance.Finding{},
		Refusal: &Refusal{Code: "REDACTED of REDACTED", Meaning: "m", Action: "a", Retry: "r"}}, v)
	assert.Equal(t, "planted-2 of 13800138000", refused.Code, "the refusal of the caller stays")
	v.AddRequest(nil)
	assert.True(t, v.OK)
	v.AddRequest([]Deviation{{Rule: "range"}})
	v.AddRequest([]Deviation{{Rule: "kind"}})
	v.AddRequest(nil)
	assert.False(t, v.OK)
	assert.Equal(t, []Deviation{{Rule: "range"}, {Rule: "kind"}}, v.Request)
	broken := NewVerdict(entry("f"), []conformance.Finding{{Rule: "type"}}, nil)
	broken.AddRequest(nil)
	assert.False(t, broken.OK)
}

func TestUnchecked(t *testing.T) {
	cause := errors.New("planted-2 of 13800138000 is missing")
	v := Unchecked(private{bodies.Body{File: "f", API: "planted-2 token=abc"}}, cause)
	assert.Equal(t, []conformance.Finding{{Rule: "unchecked", Want: "a recorded response of a known operation",
		Got: "REDACTED of REDACTED is missing"}}, v.Findings)
	require.EqualError(t, v.failure, "REDACTED of REDACTED is missing")
	require.ErrorIs(t, v.failure, cause)
	assert.Equal(t, []any{"f", "REDACTED token=REDACTED", false}, []any{v.File, v.API, v.OK})
}

// TestSpool keeps what fits in memory, and puts the rest into a file that it removes.
func TestSpool(t *testing.T) {
	defer func(n int) { spoolSize = n }(spoolSize)
	spoolSize = 10
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	files := func() int {
		list, err := os.ReadDir(dir)
		require.NoError(t, err)
		return len(list)
	}
	for _, c := range []struct {
		writes []string
		files  int
		want   string
	}{
		{nil, 0, "<>"},
		{[]string{"12345", "6789"}, 0, "<123456789>"},
		{[]string{"12345", "67890"}, 1, "<1234567890>"},
		{[]string{"1234567890", "1", "2345678901", "2"}, 1, "<1234567890123456789012>"},
	} {
		var s spool
		for _, text := range c.writes {
			n, err := io.WriteString(&s, text)
			require.NoError(t, err)
			assert.Equal(t, len(text), n)
		}
		assert.Equal(t, c.files, files(), c.want)
		var out strings.Builder
		require.NoError(t, s.drain(&out, []byte("<"), []byte(">")))
		assert.Equal(t, c.want, out.String())
		assert.Zero(t, files(), "the file is removed")
	}
	t.Setenv("TMPDIR", dir+"/none")
	_, err := io.WriteString(new(spool), "1234567890")
	require.ErrorIs(t, err, os.ErrNotExist)
}

// TestSpoolFails writes to writers without room, and from a file that is gone.
func TestSpoolFails(t *testing.T) {
	defer func(n int) { spoolSize = n }(spoolSize)
	spoolSize = 10
	t.Setenv("TMPDIR", t.TempDir())
	for _, closed := range []bool{false, true} {
		var s spool
		_, err := io.WriteString(&s, strings.Repeat("1234567890\n", 100))
		require.NoError(t, err)
		name := s.file.Name()
		want := errFull
		if closed {
			require.NoError(t, s.file.Close())
			want = os.ErrClosed
		}
		require.ErrorIs(t, s.drain(&failing{100}, nil, nil), want)
		assert.NoFileExists(t, name)
	}
	assert.ErrorIs(t, copyLines(io.Discard, io.MultiReader(strings.NewReader("a"), broken{})), errFull)
}

// broken is a reader that fails.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errFull }

// TestFormatsFail adds verdicts where there is no room for them.
func TestFormatsFail(t *testing.T) {
	defer func(n int) { spoolSize = n }(spoolSize)
	spoolSize = 10
	t.Setenv("TMPDIR", t.TempDir()+"/none")
	for _, format := range []Format{JUnit, SARIF} {
		for i, v := range everything().Verdicts {
			if format == SARIF && i == 0 {
				continue // without a result
			}
			require.ErrorIs(t, NewWriter(io.Discard, format, 1).Add(v), os.ErrNotExist, "%s %d", format, i)
		}
		require.ErrorIs(t, everything().write(io.Discard, format), os.ErrNotExist, format)
	}
}

// TestLinesAreWritten writes JSON as it comes, and not at the end alone.
func TestLinesAreWritten(t *testing.T) {
	var out pieces
	w := NewWriter(&out, JSON, 0)
	line := func(size int) Verdict { return Verdict{File: strings.Repeat("x", size), OK: true} }
	const around = len(`{"file":"","api":"","ok":true,"findings":null}` + "\n")
	require.NoError(t, w.Add(line(linesSize-around-1)))
	assert.Empty(t, out)
	require.NoError(t, w.Add(line(1)))
	assert.Len(t, out, 1)
	require.NoError(t, w.Add(line(linesSize-around)))
	assert.Len(t, out, 2)
	require.NoError(t, w.Add(line(0)))
	require.NoError(t, w.Close())
	assert.Len(t, out, 3)
	assert.Len(t, strings.Join(out, ""), 2*linesSize+2*around)
	require.ErrorIs(t, NewWriter(&failing{10}, JSON, 0).Add(line(linesSize)), errFull)
}

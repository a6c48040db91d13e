package phpwire_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
	"github.com/go-ali1688/ali1688/phpwire"
)

// judge is PHP itself, one process for a whole test.
type judge struct {
	t      *testing.T
	input  io.Writer
	output *bufio.Reader
}

// newJudge starts PHP. Without PHP it skips the test loudly, or fails it where ALI1688_REQUIRE names php.
func newJudge(t *testing.T) *judge {
	t.Helper()
	testenv.Program(t, "php", "php")
	php := exec.Command("php", "testdata/judge.php")
	php.Stderr = os.Stderr
	input, err := php.StdinPipe()
	require.NoError(t, err)
	output, err := php.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, php.Start())
	t.Cleanup(func() { assert.NoError(t, php.Wait()) })
	t.Cleanup(func() { assert.NoError(t, input.Close()) })
	j := &judge{t, input, bufio.NewReader(output)}
	t.Logf("PHP %s judges", j.ask("version", ""))
	return j
}

func (j *judge) ask(question, text string) string {
	j.t.Helper()
	_, err := io.WriteString(j.input, question+" "+base64.StdEncoding.EncodeToString([]byte(text))+"\n")
	require.NoError(j.t, err)
	line, err := j.output.ReadString('\n')
	require.NoError(j.t, err, "PHP has ended")
	return strings.TrimSuffix(line, "\n")
}

// refused stands for what PHP does not encode.
const refused = "-"

// encodings asks for all that PHP makes of a value which is given in one format. PHP refusing it gives none.
func (j *judge) encodings(given phpwire.Format, text []byte) map[phpwire.Format]string {
	j.t.Helper()
	answer := j.ask(string(given), string(text))
	if answer == refused {
		return nil
	}
	parts := strings.Split(answer, " ")
	require.Len(j.t, parts, 4)
	all := map[phpwire.Format]string{}
	for i, f := range []phpwire.Format{phpwire.Serialize, phpwire.VarExport, phpwire.JSON, phpwire.JSONU} {
		all[f] = refused
		if parts[i] != refused {
			decoded, err := base64.StdEncoding.DecodeString(parts[i])
			require.NoError(j.t, err)
			all[f] = string(decoded)
		}
	}
	return all
}

// same compares our bytes of a value with PHP's, and what we read in PHP's bytes against the value.
func (j *judge) same(v phpwire.Value, php map[phpwire.Format]string) {
	j.t.Helper()
	require.NotNil(j.t, php, "PHP refuses what we wrote")
	for f, want := range php {
		got, err := phpwire.Encode(f, v)
		if want == refused {
			assert.Error(j.t, err, f)
			continue
		}
		require.NoError(j.t, err, f)
		require.Equal(j.t, want, string(got), f)
		j.readsBack(f, v, want)
	}
}

func (j *judge) readsBack(f phpwire.Format, v phpwire.Value, php string) {
	j.t.Helper()
	back, err := phpwire.Decode(f, []byte(php))
	require.NoError(j.t, err, f)
	if f == phpwire.JSON || f == phpwire.JSONU {
		v = asJSONCarries(v)
	}
	require.True(j.t, phpwire.Equal(v, back), "%s: want %#v\ngot %#v", f, v, back)
}

// asJSONCarries returns the value without what Losses states about json.
func asJSONCarries(v phpwire.Value) phpwire.Value {
	switch v.Kind() {
	case phpwire.KindFloat:
		text := must(phpwire.Encode(phpwire.JSON, v))
		return must(phpwire.Decode(phpwire.JSON, text))
	case phpwire.KindArray:
		var entries []phpwire.Entry
		for k, element := range v.All() {
			entries = append(entries, phpwire.Entry{Key: k, Value: asJSONCarries(element)})
		}
		return phpwire.Map(entries...)
	}
	return v
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestPHPAgreesOnGeneratedValues(t *testing.T) {
	j := newJudge(t)
	g := newGenerator(88)
	for range 1000 {
		v := g.value(4)
		j.same(v, j.encodings(phpwire.Serialize, must(phpwire.Encode(phpwire.Serialize, v))))
	}
}

// TestPHPReadsOurBytes gives PHP what we write in the other formats.
func TestPHPReadsOurBytes(t *testing.T) {
	j := newJudge(t)
	g := newGenerator(89)
	for range 1000 {
		v := g.value(4)
		j.same(v, j.encodings(phpwire.VarExport, must(phpwire.Encode(phpwire.VarExport, v))))
		if text, err := phpwire.Encode(phpwire.JSON, v); err == nil {
			j.same(asJSONCarries(v), j.encodings(phpwire.JSON, text))
		}
	}
}

func TestPHPAgreesOnAwkwardValues(t *testing.T) {
	j := newJudge(t)
	for _, v := range awkward() {
		j.same(v, j.encodings(phpwire.Serialize, must(phpwire.Encode(phpwire.Serialize, v))))
	}
}

func TestPHPAgreesOnRecordings(t *testing.T) {
	j := newJudge(t)
	count := 0
	err := fs.WalkDir(evidence.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".json") {
			return err
		}
		count++
		body := must(evidence.FS.ReadFile(path))
		v, err := phpwire.Decode(phpwire.JSON, body)
		require.NoError(t, err, path)
		j.same(v, j.encodings(phpwire.JSON, body))
		return nil
	})
	require.NoError(t, err)
	assert.NotZero(t, count)
	t.Logf("%d recordings and excerpts", count)
}

// TestPHPAgreesOnWhatIsSerialize changes good texts a little: what PHP refuses we refuse, and what it reads we read
// as it does, but for the few things that we refuse on purpose or that PHP leaves unread.
func TestPHPAgreesOnWhatIsSerialize(t *testing.T) {
	j := newJudge(t)
	r := rand.New(rand.NewPCG(1, 6))
	g := generator{r}
	taken := 0
	for range 5000 {
		text := bytes.TrimSpace(mutated(r, must(phpwire.Encode(phpwire.Serialize, g.value(2)))))
		v, err := phpwire.Decode(phpwire.Serialize, text)
		if err != nil && stricter(err) {
			continue
		}
		php := j.encodings(phpwire.Serialize, text)
		require.Equal(t, php != nil, err == nil, "%q: %v", text, err)
		if err == nil {
			j.same(v, php)
		}
		taken++
	}
	t.Logf("%d texts compared", taken)
}

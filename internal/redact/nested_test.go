package redact_test

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/phpwire"
)

const planted = "s3cr3t-of-fuzz"

// plant returns a value with the secret in it, as the steps say, and with other text beside it.
func plant(steps []byte, text string) phpwire.Value {
	value := phpwire.String(planted)
	for i, step := range steps[:min(len(steps), 12)] {
		switch step % 6 {
		case 0:
			value = phpwire.List(value)
		case 1:
			value = phpwire.List(phpwire.String(text), value, phpwire.Int(int64(i)))
		case 2:
			value = phpwire.Map(phpwire.Pair("value", value))
		case 3:
			value = phpwire.Map(phpwire.Pair(text, phpwire.String(text)), phpwire.Pair("x", value))
		case 4:
			value = phpwire.Map(phpwire.Pair("x", value), phpwire.Pair(text+planted, phpwire.Bool(true)))
		case 5:
			value = phpwire.Map(phpwire.At(int64(i)+5, phpwire.String(planted+text)), phpwire.Pair("y", value))
		}
	}
	return value
}

// FuzzBelowSecret plants a secret anywhere below the name of one, cuts the text off before the name and at any position
// behind it, and wants to see the secret in no output.
func FuzzBelowSecret(f *testing.F) {
	f.Add([]byte{2}, "plain", uint16(0), uint16(0))
	f.Add([]byte{1, 2, 3}, `a"}]) \`, uint16(3), uint16(20))
	f.Add([]byte{3, 1, 0, 4}, `it's [{(<`, uint16(0), uint16(7))
	f.Add([]byte{5, 5, 2, 0}, "淘\n,;:=>", uint16(9), uint16(1))
	f.Add([]byte{4, 3, 1}, `";s:1:"`, uint16(1), uint16(9))
	f.Add([]byte("0"), "0000", uint16(154), uint16(87))
	f.Fuzz(func(t *testing.T, steps []byte, text string, start, end uint16) {
		const name = "access_token"
		if strings.Contains(text, planted) || strings.Contains(text, name) {
			t.Skip()
		}
		value := phpwire.Map(phpwire.Pair("a", phpwire.String(text)), phpwire.Pair(name, plant(steps, text)),
			phpwire.Pair("z", phpwire.String(text)))
		for _, format := range phpwire.Formats() {
			whole, err := phpwire.Encode(format, value)
			if err != nil {
				continue
			}
			texts := []string{string(whole)}
			if format == phpwire.JSON {
				quoted, err := jsontext.AppendQuote([]byte(`{"a":`), whole)
				require.NoError(t, err)
				texts = append(texts, string(quoted)+"}")
			}
			for _, body := range texts {
				at := strings.Index(body, name) - 2
				body = body[int(start)%at : len(body)-int(end)%(len(body)-at)]
				check(t, format, body)
			}
		}
	})
}

func check(t *testing.T, format phpwire.Format, body string) {
	t.Helper()
	r := redact.Redactor{}
	outputs := map[string]string{"JSON": string(r.JSON([]byte(body))), "Loose": r.Loose(body)}
	if format != phpwire.XML {
		outputs["Text"], outputs["Secrets"] = r.Text(body), r.Secrets(body)
	}
	for output, got := range outputs {
		require.NotContains(t, got, planted, "%s of %s", output, body)
	}
}

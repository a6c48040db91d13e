package main

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/transport"
)

// account is whose calls are made, and what no output may show: a server may echo the key and the secret anywhere.
type account struct {
	key, secret string
	known       []string       // what is hidden, the longest first
	spellings   *regexp.Regexp // of what is hidden, nil if nothing is
}

// accountOf reads the account from the environment.
func accountOf(getenv func(string) string) account {
	a := account{key: getenv("ALI1688_KEY"), secret: getenv("ALI1688_SECRET")}
	for _, s := range []string{a.key, a.secret} {
		if len(s) >= 4 { // every text is full of shorter ones
			a.known = append(a.known, s)
		}
	}
	slices.SortFunc(a.known, func(x, y string) int { return len(y) - len(x) })
	var spellings []string
	for _, s := range a.known {
		spellings = append(spellings, spellingsOf(s))
	}
	if len(spellings) > 0 {
		a.spellings = regexp.MustCompile(strings.Join(spellings, "|"))
	}
	return a
}

// spellingsOf is an expression for a text each character of which stands as it is or as JSON or a URL escapes it.
func spellingsOf(text string) string {
	var b strings.Builder
	for _, r := range text {
		percent := "%" + strings.ReplaceAll(fmt.Sprintf("% x", string(r)), " ", "%")
		ways := []string{`\\?` + regexp.QuoteMeta(string(r)), fmt.Sprintf(`(?i:\\u%04x)`, r), "(?i:" + percent + ")"}
		if r == ' ' {
			ways = append(ways, `\+`)
		}
		b.WriteString("(?:" + strings.Join(ways, "|") + ")")
	}
	return b.String()
}

// hide returns text without the key and the secret.
func (a account) hide(text string) string {
	if a.spellings == nil {
		return text
	}
	return a.spellings.ReplaceAllLiteralString(text, transport.Redacted)
}

// hiding returns a writer to w that hides the key and the secret in each piece that is written at once.
func (a account) hiding(w io.Writer) io.Writer {
	if a.spellings == nil {
		return w
	}
	return hidingWriter{a, w}
}

type hidingWriter struct {
	account account
	to      io.Writer
}

func (w hidingWriter) Write(p []byte) (int, error) {
	if _, err := w.to.Write(w.account.hideIn(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// hideIn hides the key and the secret in the strings and the numbers of JSON, however they are escaped there, so that it
// stays JSON; from where text is no JSON, it hides them as they are. All else stays byte for byte.
func (a account) hideIn(text []byte) []byte {
	var out bytes.Buffer
	done, read := 0, 0 // how far text is written, and how far it is JSON
	for d := jsontext.NewDecoder(bytes.NewReader(text), lenient...); ; {
		scalar, err := nextScalar(d)
		if err != nil {
			break // the end, or that of the JSON
		}
		read = int(d.InputOffset())
		if clean := a.hideScalar(scalar); clean != nil {
			out.Write(text[done : read-len(scalar)])
			out.Write(clean)
			done = read
		}
	}
	out.Write(text[done:read])
	out.WriteString(a.hide(string(text[read:])))
	return out.Bytes()
}

// nextScalar reads one step, and returns the string or number that it was as it is written, or nothing.
func nextScalar(d *jsontext.Decoder) (jsontext.Value, error) {
	if kind := d.PeekKind(); kind == '"' || kind == '0' {
		return d.ReadValue()
	}
	_, err := d.ReadToken()
	return nil, err
}

// hideScalar is the string or number without the key and the secret, or nil if it holds neither.
func (a account) hideScalar(scalar jsontext.Value) []byte {
	if scalar.Kind() != '"' {
		if slices.Contains(a.known, string(scalar)) {
			return []byte(`"` + transport.Redacted + `"`)
		}
		return nil
	}
	plain, _ := jsontext.AppendUnquote(nil, scalar) // bytes that are no UTF-8 come out as U+FFFD
	clean := a.hide(string(plain))
	if clean == string(plain) {
		return nil
	}
	quoted, _ := jsontext.AppendQuote(nil, clean) // the text is valid by now
	return quoted
}

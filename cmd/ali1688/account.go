package main

import (
	"bytes"
	"io"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/transport"
)

// account is whose calls are made, and what no output may show: a server may echo the key and the secret anywhere.
type account struct {
	key, secret string
	known       []string
	replacer    *strings.Replacer // nil if there is nothing to hide
}

// accountOf reads the account from the environment.
func accountOf(getenv func(string) string) account {
	a := account{key: getenv("ALI1688_KEY"), secret: getenv("ALI1688_SECRET")}
	for _, s := range []string{a.key, a.secret} {
		if len(s) >= 4 { // every text is full of shorter ones
			a.known = append(a.known, s)
		}
	}
	var pairs []string
	for _, s := range a.known {
		pairs = append(pairs, s, transport.Redacted, url.QueryEscape(s), transport.Redacted, url.PathEscape(s), transport.Redacted)
	}
	if len(pairs) > 0 {
		a.replacer = strings.NewReplacer(pairs...)
	}
	return a
}

// hide returns text without the key and the secret.
func (a account) hide(text string) string {
	if a.replacer == nil {
		return text
	}
	return a.replacer.Replace(text)
}

// hiding returns a writer to w that hides the key and the secret in each piece that is written at once.
func (a account) hiding(w io.Writer) io.Writer {
	if a.replacer == nil {
		return w
	}
	return hidingWriter{a, w}
}

type hidingWriter struct {
	account account
	to      io.Writer
}

func (w hidingWriter) Write(p []byte) (int, error) {
	if _, err := io.WriteString(w.to, w.account.hide(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// hideIn hides the key and the secret in the values and the names of a JSON body, however they are escaped there. All
// else stays byte for byte; a body that is no JSON is taken as text.
func (a account) hideIn(body []byte) []byte {
	if a.replacer == nil {
		return body
	}
	var out bytes.Buffer
	done := 0
	for d := jsontext.NewDecoder(bytes.NewReader(body), lenient...); ; {
		scalar, err := nextScalar(d)
		if err != nil {
			break // the end, or the end of what is JSON
		}
		if clean := a.hideScalar(scalar); clean != nil {
			end := int(d.InputOffset())
			out.Write(body[done : end-len(scalar)])
			out.Write(clean)
			done = end
		}
	}
	out.Write(body[done:])
	return []byte(a.hide(out.String()))
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
		for _, s := range a.known {
			if string(scalar) == s {
				return []byte(`"` + transport.Redacted + `"`)
			}
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

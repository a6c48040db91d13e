package phpwire

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

// referenceTokens returns the tags and texts that encoding/xml reads, or an error for what is not XML.
func referenceTokens(body string) ([]string, error) {
	dec := xml.NewDecoder(strings.NewReader(body))
	dec.Entity = xml.HTMLEntity
	dec.CharsetReader = func(_ string, text io.Reader) (io.Reader, error) { return text, nil }
	var all []string
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			all = append(all, "<"+t.Name.Local+keyIn(t.Attr))
		case xml.EndElement:
			all = append(all, ">"+t.Name.Local)
		case xml.CharData:
			all = appendText(all, string(t))
		}
	}
}

func keyIn(attributes []xml.Attr) string {
	for _, a := range attributes {
		switch a.Name.Local {
		case "id", "key", "index":
			return " " + a.Value
		}
	}
	return ""
}

// appendText joins texts that follow each other.
func appendText(all []string, text string) []string {
	switch last := len(all) - 1; {
	case text == "":
	case last >= 0 && all[last][0] == '=':
		all[last] += text
	default:
		all = append(all, "="+text)
	}
	return all
}

// scannedTokens returns the same of an xmlScanner.
func scannedTokens(body string) ([]string, error) {
	s := xmlScanner{cursor: cursor{src: body}}
	var all []string
	for {
		t, err := s.next()
		if err != nil || t.kind == tokenEnd {
			return all, err
		}
		switch t.kind {
		case tokenOpen:
			key := ""
			if t.hasKey {
				key = " " + t.key.String()
			}
			all = append(all, "<"+localName(t.name)+key)
		case tokenClose:
			all = append(all, ">"+localName(t.name))
		case tokenText:
			all = appendText(all, t.text)
		}
	}
}

// isLenient reports whether a body has something of which this package accepts more than encoding/xml: entities of HTML
// 5, instructions, names, and two dashes in a comment.
func isLenient(body string) bool {
	return strings.ContainsAny(body, "&?:") || strings.Contains(body, "--") || numbered(body) ||
		strings.ContainsFunc(body, func(r rune) bool { return r >= utf8.RuneSelf })
}

func numbered(body string) bool {
	for _, tag := range strings.Split(body, "<")[1:] {
		if tag = strings.TrimPrefix(tag, "/"); tag != "" && '0' <= tag[0] && tag[0] <= '9' {
			return true
		}
	}
	return false
}

// FuzzXMLReference wants the tokens that encoding/xml reads, and an error where it has one, apart from what is accepted
// on purpose.
func FuzzXMLReference(f *testing.F) {
	for _, seed := range xmlDocuments {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) {
			return
		}
		if want, err := referenceTokens(body); err == nil {
			got, err := scannedTokens(body)
			assert.NoError(t, err, "%q", body)
			assert.Equal(t, want, got, "%q", body)
		} else if !isLenient(body) {
			_, err := decodeXML([]byte(body), valuelimit.NewCounter(t.Context(), 0))
			assert.Error(t, err, "%q", body)
		}
	})
}

var xmlDocuments = []string{
	`<a b='1' c = "2"/>`, `<a b=1/>`, `<a b/>`, `<a b="<"/>`, `<a b="&lt;"></a >`, `<a></ a>`, `< a/>`, `<a/ >`, `<a`,
	`<a id="1" key="2"/>`, `<a n:id="&amp;&#x6dd8;"/>`, `<a index=""/>`, `<a b="`, `<a b=`, `<a b='"'/>`, `</a`,
	`<a></a b>`,
	`<a>]]></a>`, `<a>&#65;&#x42;&#0;</a>`, `<a>&#xD800;</a>`, `<a>&amp</a>`, `<a>&;</a>`, `<a>&hearts;&amp;nbsp;</a>`,
	"<a>\x01</a>", "<a>\ufffe</a>", "<a>\r\n\r</a>", "<a>&#13;\n</a>", "<a><![CDATA[\r\n&lt;]]></a>",
	"<a><![CDATA[\x00]]></a>",
	`<!DOCTYPE a [<!ELEMENT a "<>">]><a/>`, `<!DOCTYPE a [<!-- > -->]><a/>`, `<!DOCTYPE a`, `<!`, `<!>`, `<!-x><a/>`,
	`<![x]><a/>`, `<!-- a --><a/><!--`, `<?xml version="1.0"?><a/>`, `<?x`, `<a><![CDATA[x]]`, `<a>x<![CDATA[<y>]]>z</a>`,
	`<a:b></a:b>`, `<a:b></b>`, `<:a/>`, `<a:/>`, `<a:b:c/>`, `<a.b-c_1/>`, `<-a/>`, `<a></b>`, `</a>`, `<a><b></a></b>`,
	`<a/>x`, `x<a/>`, ` <a/> `, `<a/><a/>`, `<0>x</0>`, `<12a/>`, ``,
}

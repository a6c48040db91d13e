package redact

import (
	"crypto/sha256"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/gb18030"
	"github.com/go-ali1688/ali1688/internal/phpjson"
)

// Private collects the private values of a request, also from JSON inside a parameter: a response may quote them
// anywhere.
type Private struct {
	Names  Redactor
	Values []string
}

// Parameters collects from the parameters of a request.
func (p *Private) Parameters(lists ...url.Values) {
	for _, values := range lists {
		for name, list := range values {
			for _, value := range list {
				p.Member(name, value)
			}
		}
	}
}

// Headers collects from the headers of a request or a response.
func (p *Private) Headers(lists ...map[string][]string) {
	for _, headers := range lists {
		for name, values := range headers {
			for _, value := range values {
				p.Header(name, value)
			}
		}
	}
}

// Header collects the value of one header: of an authorization what is behind its scheme, of cookies their values.
func (p *Private) Header(name, value string) {
	switch strings.ToLower(name) {
	case "authorization", "proxy-authorization":
		p.Values = append(p.Values, value[strings.Index(value, " ")+1:])
	case "cookie":
		for cookie := range strings.SplitSeq(value, ";") {
			p.cookie(cookie)
		}
	case "set-cookie":
		for line := range strings.Lines(value) { // HAR has all headers of the name in one
			cookie, _, _ := strings.Cut(line, ";")
			p.cookie(cookie)
		}
	default:
		p.Member(name, value)
	}
}

func (p *Private) cookie(pair string) {
	_, value, _ := strings.Cut(pair, "=")
	p.Cookie(strings.Trim(value, "\" \r\n"))
}

// leastCookie is the length of the shortest cookie that is redacted by value: shorter ones, such as 1 and zh, are in
// every response.
const leastCookie = 8

// Cookie collects the value of a cookie.
func (p *Private) Cookie(value string) {
	if len(value) >= leastCookie {
		p.Values = append(p.Values, value)
	}
}

// Member collects the value of one parameter. A value that only begins as JSON does, as an address may, is a text.
func (p *Private) Member(name, value string) {
	value = readable(value)
	if LooksJSON(value) {
		_ = p.next(name, phpjson.NewDecoder([]byte(value))) // what comes before a mistake is collected
		if isJSON(value) {
			return
		}
	}
	if IsSecret(name) || p.Names.Private(name) && distinctive(value) {
		p.Values = append(p.Values, value)
	}
}

// readable returns a text in UTF-8: a response in any encoding is looked through in it. Old clients send GBK.
func readable(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	if decoded, ok := gb18030.Decode([]byte(text)); ok {
		return string(decoded)
	}
	return text
}

// next collects from the next value of a text, which is the value of a member or of a list in it.
func (p *Private) next(name string, decoder *jsontext.Decoder) error {
	token, err := decoder.ReadToken()
	if err != nil {
		return err
	}
	switch token.Kind() {
	case jsontext.KindString:
		p.Member(name, token.String())
	case jsontext.KindNumber:
		if text := token.String(); len(text) >= shortest {
			p.Member(name, text)
		}
	case jsontext.KindBeginObject:
		return inside(decoder, jsontext.KindEndObject, func() error {
			member, err := decoder.ReadToken()
			if err != nil {
				return err
			}
			if !IsSecret(name) { // everything below the name of a secret is one
				return p.next(member.String(), decoder)
			}
			return p.next(name, decoder)
		})
	case jsontext.KindBeginArray:
		return inside(decoder, jsontext.KindEndArray, func() error { return p.next(name, decoder) })
	}
	return nil
}

// inside reads what is in an object or a list, and its end.
func inside(decoder *jsontext.Decoder, end jsontext.Kind, read func() error) error {
	for decoder.PeekKind() != end {
		if err := read(); err != nil {
			return err
		}
	}
	_, err := decoder.ReadToken()
	return err
}

// distinctive reports whether a value that is not a credential can be looked for: a short number or word is in many
// texts.
func distinctive(value string) bool {
	return len(value) > 6 || len(value) > 3 && strings.Trim(value, "0123456789") != "" && value[0] >= 0x80
}

// RequestParameters reads the body of a request as parameters: a multipart form, whose files are their sizes and
// hashes, the members of a JSON object, or a form, whatever its type is said to be.
func RequestParameters(contentType string, body []byte) url.Values {
	kind, options, _ := mime.ParseMediaType(contentType)
	switch {
	case kind == "multipart/form-data":
		return multipartOf(multipart.NewReader(strings.NewReader(string(body)), options["boundary"]))
	case strings.HasSuffix(kind, "json"), LooksJSON(string(body)):
		return membersOf(body)
	}
	return Query(string(body))
}

// Query reads a query or a form as PHP does, which takes what is malformed for a text: package net/url leaves that
// out, and a response may quote it.
func Query(text string) url.Values {
	out := url.Values{}
	for pair := range strings.SplitSeq(text, "&") {
		if name, value, _ := strings.Cut(pair, "="); pair != "" {
			out.Add(unescaped(name), unescaped(value))
		}
	}
	return out
}

// Digest stands for a value that nobody reads, such as a picture.
func Digest(value []byte) string {
	return fmt.Sprintf("%d bytes, sha256 %x", len(value), sha256.Sum256(value))
}

func multipartOf(r *multipart.Reader) url.Values {
	out := url.Values{}
	for {
		part, err := r.NextPart()
		if err != nil {
			return out
		}
		value, _ := io.ReadAll(part)
		if part.FileName() != "" {
			value = []byte(Digest(value))
		}
		out.Add(part.FormName(), string(value))
	}
}

func membersOf(body []byte) url.Values {
	members, ok := phpjson.Members(body)
	if !ok {
		return nil
	}
	out := url.Values{}
	for _, m := range members {
		out.Set(m.Name, m.Text())
	}
	return out
}

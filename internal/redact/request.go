package redact

import (
	"io"
	"mime"
	"mime/multipart"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/loose"
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

// Member collects the value of one parameter, header or cookie.
func (p *Private) Member(name, value string) {
	switch {
	case LooksJSON(value):
		p.object(name, []byte(value))
	case IsSecret(name):
		p.Values = append(p.Values, value)
	case p.Names.Private(name) && distinctive(value):
		p.Values = append(p.Values, value)
	}
}

func (p *Private) object(name string, text []byte) {
	var value any
	if json.Unmarshal(text, &value, loose.Options()) == nil {
		p.tree(name, value)
	}
}

func (p *Private) tree(name string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			p.tree(name, inner)
		}
	case []any:
		for _, inner := range v {
			p.tree(name, inner)
		}
	case string:
		p.Member(name, v)
	}
}

// distinctive reports whether a value that is not a credential can be looked for: a short number or word is in many
// texts.
func distinctive(value string) bool {
	return len(value) > 6 || len(value) > 3 && strings.Trim(value, "0123456789") != "" && value[0] >= 0x80
}

// RequestParameters reads the body of a request as parameters: a multipart form without its files, the members of a
// JSON object, or a form, whatever its type is said to be.
func RequestParameters(contentType string, body []byte) url.Values {
	kind, options, _ := mime.ParseMediaType(contentType)
	switch {
	case kind == "multipart/form-data":
		return multipartOf(multipart.NewReader(strings.NewReader(string(body)), options["boundary"]))
	case strings.HasSuffix(kind, "json"), LooksJSON(string(body)):
		return membersOf(body)
	}
	form, _ := url.ParseQuery(string(body)) // what cannot be read is not recorded either
	return form
}

func multipartOf(r *multipart.Reader) url.Values {
	out := url.Values{}
	for {
		part, err := r.NextPart()
		if err != nil {
			return out
		}
		if part.FileName() != "" {
			continue
		}
		value, _ := io.ReadAll(part)
		out.Add(part.FormName(), string(value))
	}
}

func membersOf(body []byte) url.Values {
	var members map[string]jsontext.Value
	if json.Unmarshal(body, &members, loose.Options()) != nil {
		return nil
	}
	out := url.Values{}
	for name, value := range members {
		text := string(value)
		if value.Kind() == '"' {
			plain, _ := jsontext.AppendUnquote(nil, value)
			text = string(plain)
		}
		out.Set(name, text)
	}
	return out
}

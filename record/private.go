package record

import (
	"crypto/sha256"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"
)

// privateIn collects the private values of parameters, those in their JSON too: a response may quote them anywhere.
type privateIn struct {
	names  redact.Redactor
	values []string
}

func (p *privateIn) parameters(lists ...url.Values) {
	for _, values := range lists {
		for name, list := range values {
			for _, value := range list {
				p.member(name, value)
			}
		}
	}
}

func (p *privateIn) member(name, value string) {
	switch {
	case redact.LooksJSON(value):
		p.object(name, []byte(value))
	case redact.IsSecret(name):
		p.values = append(p.values, value)
	case p.names.Private(name) && distinctive(value):
		p.values = append(p.values, value)
	}
}

func (p *privateIn) object(name string, text []byte) {
	var value any
	if json.Unmarshal(text, &value, loose.Options()) == nil {
		p.tree(name, value)
	}
}

func (p *privateIn) tree(name string, value any) {
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
		p.member(name, v)
	}
}

// distinctive reports whether a value that is not a credential can be looked for: a short number or word is in many
// texts.
func distinctive(value string) bool {
	return len(value) > 6 || len(value) > 3 && strings.Trim(value, "0123456789") != "" && value[0] >= 0x80
}

// longest is the size of a value beyond which the ledger has its hash: an image tells nothing as base64.
const longest = 1024

// shownParameters are those of a request as they may be kept, each once as PHP has it.
func shownParameters(r redact.Redactor, lists ...url.Values) map[string]string {
	out := map[string]string{}
	for _, values := range lists {
		for name, list := range values {
			out[r.Secrets(name)] = shownParameter(r, name, list[len(list)-1])
		}
	}
	return out
}

func shownParameter(r redact.Redactor, name, value string) string {
	if len(value) > longest && !r.Private(name) {
		return fmt.Sprintf("%d bytes, sha256 %x", len(value), sha256.Sum256([]byte(value)))
	}
	return r.Value(name, value)
}

// secretsIn are the credentials in the headers of an exchange, which the response may quote.
func secretsIn(req *http.Request, rsp *http.Response) []string {
	var out []string
	for _, cookie := range append(req.Cookies(), rsp.Cookies()...) {
		if len(cookie.Value) >= 8 {
			out = append(out, cookie.Value)
		}
	}
	for name, values := range req.Header {
		switch {
		case strings.EqualFold(name, "Authorization"), strings.EqualFold(name, "Proxy-Authorization"):
			_, token, _ := strings.Cut(values[0], " ")
			out = append(out, token)
		case redact.IsSecret(name) && !strings.EqualFold(name, "Cookie"):
			out = append(out, values...)
		}
	}
	return out
}

// parametersOf reads the body of a request as parameters: a multipart form without its files, the members of a JSON
// object, or a form, whatever its type is said to be.
func parametersOf(contentType string, body []byte) url.Values {
	kind, options, _ := mime.ParseMediaType(contentType)
	switch {
	case kind == "multipart/form-data":
		return multipartOf(multipart.NewReader(strings.NewReader(string(body)), options["boundary"]))
	case strings.HasSuffix(kind, "json"), redact.LooksJSON(string(body)):
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

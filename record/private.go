package record

import (
	"net/url"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// longest is the size in bytes beyond which the ledger has the hash of a value: nobody reads an image in base64.
const longest = 1024

// shownParameters returns those of a request as they may be kept, each once as PHP has it.
func shownParameters(r redact.Redactor, lists ...url.Values) map[string]string {
	out := map[string]string{}
	for _, values := range lists {
		for name, list := range values {
			out[r.Text(name)] = shownParameter(r, name, list[len(list)-1])
		}
	}
	return out
}

func shownParameter(r redact.Redactor, name, value string) string {
	if len(value) > longest && !r.Private(name) {
		return redact.Digest([]byte(value))
	}
	return r.Value(name, value)
}

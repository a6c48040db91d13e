package reply

import (
	"github.com/go-ali1688/ali1688/refusal"

	"github.com/go-ali1688/ali1688/mock/internal/splice"

	"github.com/go-json-experiment/json/jsontext"
)

// Facts are the parts of a recorded response that decide which requests it fits.
type Facts struct {
	Failed bool
	Args   map[string]string // the call_args
	NumIID string            // of the offer in the response
}

// factsOf reads the facts of a response. Members of an unexpected shape are ignored.
func factsOf(members []splice.Member) Facts {
	code, text := splice.Text(members, "error_code"), splice.Text(members, "error")
	return Facts{
		Failed: !refusal.Succeeds(code) || code == "" && !refusal.Succeeds(text),
		Args:   argsOf(splice.Value(members, "call_args")),
		NumIID: argsOf(splice.Value(members, "item"))["num_iid"],
	}
}

// argsOf returns the members of an object that are non-empty texts or numbers.
func argsOf(object jsontext.Value) map[string]string {
	members, err := splice.ParseObject(object)
	if err != nil {
		return nil
	}
	out := map[string]string{}
	for _, m := range members {
		if text := splice.Text(members, m.Name); text != "" {
			out[m.Name] = text
		}
	}
	return out
}

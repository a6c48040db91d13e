package mock

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// facts are what has to be known of a recorded answer to say which calls it fits.
type facts struct {
	failed bool
	args   map[string]string // the call_args
	numIID string            // of the offer that it tells about
}

// factsOf reads them. Members of an unexpected shape say nothing.
func factsOf(members []member) facts {
	code, text := textOf(members, "error_code"), textOf(members, "error")
	return facts{
		failed: strings.Trim(code, "0") != "" || code == "" && !slices.Contains([]string{"", "ok", "success"}, text),
		args:   argsOf(valueOf(members, "call_args")),
		numIID: argsOf(valueOf(members, "item"))["num_iid"],
	}
}

// valueOf is the value of a member, the last of that name, and nil without one.
func valueOf(members []member, name string) jsontext.Value {
	for _, m := range slices.Backward(members) {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

func textOf(members []member, name string) string {
	var t loose.Text
	if value := valueOf(members, name); value == nil || loose.Unmarshal(value, &t) != nil {
		return ""
	}
	return t.String()
}

// argsOf are the members of an object that are texts or numbers and not empty.
func argsOf(object jsontext.Value) map[string]string {
	if object == nil || object.Kind() != jsontext.KindBeginObject {
		return nil
	}
	members, err := parseObject(object)
	if err != nil {
		return nil
	}
	out := map[string]string{}
	for _, m := range members {
		if text := textOf(members, m.name); text != "" {
			out[m.name] = text
		}
	}
	return out
}

// fit says how well the answer fits the call, as the number of parameters that agree; 0 is not at all.
func (f *facts) fit(c *call) int {
	if len(f.args) == 0 {
		if f.numIID != "" && f.numIID == c.get("num_iid") {
			return 1
		}
		return 0
	}
	for name, value := range f.args {
		if !agrees(c, name, value) {
			return 0
		}
	}
	return len(f.args)
}

func agrees(c *call, name, recorded string) bool {
	sent := c.get(name)
	if p := findParam(c.api, name); p != nil && p.Form && sent != "" {
		sent = c.echo(p, sent)
	}
	return sent == recorded
}

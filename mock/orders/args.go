package orders

import (
	"strconv"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// Refusal is what the platform says of a call that it does not hand on.
type Refusal struct {
	Code    platform.Code
	Message string
}

// JSON is the body of the refusal.
func (r *Refusal) JSON() jsontext.Value {
	body, err := loose.Marshal(platform.PlatformError{ErrorCode: string(r.Code), ErrorMessage: r.Message, Exception: r.Message})
	if err != nil {
		panic(err) // three texts
	}
	return body
}

// Arguments are the arguments of an operation as one JSON object, from the fields of a form or the members of _o_args: a text is
// the text, and a number, a truth value, an object or a list is one, whether it came as itself or as text. The first that is
// missing or that is none is refused.
func Arguments(op *platform.Operation, get func(name string) (value jsontext.Value, ok bool)) (jsontext.Value, *Refusal) {
	out := []byte{'{'}
	for _, p := range op.Params {
		v, ok := get(p.Name)
		if v, ok = argument(p, v, ok); !ok {
			return nil, &Refusal{Code: "400", Message: p.Name + " is no " + p.Type}
		}
		if v == nil {
			if p.Required {
				return nil, &Refusal{platform.CodeParamMissing, "Required argument " + p.Name}
			}
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out, _ = jsontext.AppendQuote(out, p.Name) // names are the document's
		out = append(append(out, ':'), v...)
	}
	return append(out, '}'), nil
}

// argument is a value as its kind wants it, nil where it is absent, and not ok where it is of another kind.
func argument(p platform.Param, v jsontext.Value, given bool) (jsontext.Value, bool) {
	text, isText := plain(v)
	switch {
	case !given || v.Kind() == 'n' || isText && text == "":
		return nil, true
	case p.Type == "string" || p.Type == "":
		if isText || p.Type == "" {
			return v, true
		}
		quoted, err := jsontext.AppendQuote(nil, string(v))
		return quoted, err == nil
	case p.Joined && isText:
		return listed(text), true
	case isText:
		v = jsontext.Value(strings.TrimSpace(text))
	}
	return v, v.IsValid() && v.Kind() == kinds[p.Type] || p.Type == "boolean" && (string(v) == "true" || string(v) == "false")
}

var kinds = map[string]jsontext.Kind{"integer": '0', "number": '0', "object": '{', "array": '['}

func plain(v jsontext.Value) (text string, ok bool) {
	if v.Kind() != '"' {
		return "", false
	}
	b, err := jsontext.AppendUnquote(nil, v)
	return string(b), err == nil
}

// listed is a list of scalars that came with commas in between, as texts.
func listed(text string) jsontext.Value {
	var out []string
	for row := range strings.SplitSeq(text, ",") {
		out = append(out, strconv.Quote(row))
	}
	return jsontext.Value("[" + strings.Join(out, ",") + "]")
}

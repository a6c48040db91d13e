package mock

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// outcomeFaults make the call, with its effects, and leave its outcome open.
func outcomeFaults() []Fault {
	return []Fault{
		{FaultSilence, "{} after the deed: neither a success nor a failure", OwnerPlatform, func(t *trouble) {
			t.alterPlatform(func([]byte) []byte { return []byte("{}") })
		}},
		{FaultContradiction, "a success, and the code of a failure beside it", OwnerPlatform, func(t *trouble) {
			t.alterPlatform(t.withCode)
		}},
		{FaultNoID, "a success without the id or the flag that proves it", OwnerPlatform, func(t *trouble) {
			t.alterPlatform(func(body []byte) []byte { return edited(body, t.call.request.op.Outcome.Proof, nil) })
		}},
		{FaultIDWithFailure, "a failure, and beside it the id of what was made", OwnerPlatform, func(t *trouble) {
			t.alterPlatform(func(body []byte) []byte {
				return t.withCode(edited(body, t.call.request.op.Outcome.Success, jsontext.Value("false")))
			})
		}},
		{FaultLostResponse, "a connection that is reset after the deed", OwnerAnyone, func(t *trouble) {
			t.answer()
			t.reset()
		}},
	}
}

// withCode puts the code and the text of a failure wherever the operation has them: custom hands on the innermost
// result alone.
func (t *trouble) withCode(body []byte) []byte {
	outcome := t.call.request.op.Outcome
	return edited(edited(body, outcome.Code, jsontext.Value(`"500"`)), outcome.Message, jsontext.Value(`"系统异常"`))
}

// edited sets the members at paths such as result.orderList[].orderId, or removes them for a nil value. Objects and
// lists on the way are not added.
func edited(body []byte, paths []string, value jsontext.Value) []byte {
	for _, path := range paths {
		body = edit(body, strings.Split(path, "."), value)
	}
	return body
}

func edit(body jsontext.Value, path []string, value jsontext.Value) jsontext.Value {
	members, err := parseObject(body)
	if err != nil {
		return body
	}
	name, isList := strings.CutSuffix(path[0], "[]")
	var out []member
	found := false
	for _, m := range members {
		switch {
		case m.name != name:
		case len(path) == 1 && value == nil:
			continue
		case len(path) == 1:
			m, found = newMember(name, value), true
		case isList:
			m = newMember(name, editRows(m.value, path[1:], value))
		default:
			m = newMember(name, edit(m.value, path[1:], value))
		}
		out = append(out, m)
	}
	if len(path) == 1 && value != nil && !found {
		out = append(out, newMember(name, value))
	}
	return joined(out)
}

// editRows edits every row of a list.
func editRows(list jsontext.Value, path []string, value jsontext.Value) jsontext.Value {
	decoder := jsontext.NewDecoder(bytes.NewReader(list))
	if token, err := decoder.ReadToken(); err != nil || token.Kind() != '[' {
		return list
	}
	out := []byte("[")
	for decoder.PeekKind() != ']' {
		row, err := decoder.ReadValue()
		if err != nil {
			return list
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(out, edit(row.Clone(), path, value)...)
	}
	return append(out, ']')
}

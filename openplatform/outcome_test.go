package openplatform_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// verdict is what a caller learns of a call.
type verdict string

const (
	done    verdict = "done"
	failed  verdict = "failed"
	unclear verdict = "unclear"
)

func verdictOf(err error) verdict {
	var e *openplatform.Error
	switch {
	case err == nil:
		return done
	case errors.Is(err, openplatform.ErrOutcomeUnknown):
		return unclear
	case errors.As(err, &e):
		return failed
	}
	return verdict("another error: " + err.Error())
}

// cell is one response and what it has to mean.
type cell struct {
	name, body string
	want       verdict
}

// whatever are responses that mean the same for every operation that changes something.
var whatever = []cell{
	{"silence", `{}`, unclear},
	{"null", `null`, unclear},
	{"an empty text", `""`, unclear},
	{"a text", `"ok"`, unclear},
	{"an empty list", `[]`, unclear},
	{"no result", `{"result":null}`, unclear},
	{"an empty result", `{"result":{}}`, unclear},
	{"a result in a result", `{"result":{"result":null}}`, unclear},
	{"busy", `{"message":"系统繁忙"}`, unclear},
	{"a time-out", `{"error":"timeout"}`, unclear},
	{"a page", `<html><title>Sorry, we have detected unusual traffic</title></html>`, unclear},
	{"half a body", `{"success":tr`, unclear},
	{"nothing", ``, unclear},
	{"a refusal", `{"error_code":"gw.APIACLDecline","error_message":"AppKey is not allowed(acl)"}`, failed},
	{ofTheGateway, `{"error":"Request need user authorized"}`, failed},
}

// ofTheGateway is the name of a refusal that only the gateway gives.
const ofTheGateway = "a refusal of the gateway's"

// put sets the value at a dotted path; [] is one row.
func put(body map[string]any, path string, value any) {
	name, rest, more := strings.Cut(path, ".")
	list, isList := strings.CutSuffix(name, "[]")
	if !more {
		body[name] = value
		return
	}
	inner, _ := body[list].(map[string]any)
	if rows, ok := body[list].([]any); ok {
		inner = rows[0].(map[string]any)
	}
	if inner == nil {
		inner = map[string]any{}
	}
	put(inner, rest, value)
	if isList {
		body[list] = []any{inner}
	} else {
		body[list] = inner
	}
}

// bodyOf has a value at each path.
func bodyOf(pairs ...any) string {
	body := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		put(body, pairs[i].(string), pairs[i+1])
	}
	text, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// of makes the cells of one operation from the paths of its document: each value alone, and the contradictions.
func of(o platform.Outcome) []cell {
	var all []cell
	add := func(want verdict, name string, pairs ...any) { all = append(all, cell{name, bodyOf(pairs...), want}) }
	inFailed := func(path string) bool {
		return slices.ContainsFunc(o.Failed, func(f string) bool { return strings.HasPrefix(path, f+"[]") })
	}
	for _, path := range o.Success {
		add(failed, path+" false", path, false)
		add(failed, path+` "false"`, path, "false")
		if inFailed(path) {
			continue
		}
		add(done, path+" true", path, true)
		add(done, path+` "true"`, path, "true")
		add(unclear, path+" of another kind", path, map[string]any{"a": 1})
	}
	for _, path := range o.Code {
		add(failed, path, path, "E1")
		add(failed, path+" as a number", path, 500)
		if len(o.Success) > 0 && !slices.Contains(o.Proof, o.Success[0]) {
			add(failed, path+" beside success", path, "E1", o.Success[0], true)
		}
	}
	for _, path := range o.Failed {
		value := any([]any{map[string]any{"offerId": "1"}})
		if slices.Contains(o.Message, path) {
			value = "attribute missing"
		}
		add(failed, path, path, value)
		add(unclear, path+" beside "+o.Proof[0], path, value, o.Proof[0], proofOf(o))
	}
	for _, path := range o.Proof {
		proof := any("TQ123")
		if slices.Contains(o.Success, path) {
			proof = true
		}
		add(done, path, path, proof)
		add(done, path+" true", path, true)
		for _, code := range o.Code[:min(1, len(o.Code))] {
			add(unclear, path+" beside a code", path, proof, code, "E1")
		}
		for _, success := range o.Success {
			if success == path || strings.HasPrefix(success, path+".") || inFailed(success) {
				continue
			}
			add(unclear, path+" beside "+success+" false", path, proof, success, false)
			add(done, path+" beside "+success, path, proof, success, true)
			if slices.Contains(o.Success, path) || slices.Contains(o.Proof, success) {
				continue // false is a failure there, or true a proof
			}
			add(unclear, path+" false beside "+success, path, false, success, true)
			add(unclear, path+" empty beside "+success, path, "", success, true)
			add(unclear, path+" null beside "+success, path, nil, success, true)
			add(failed, path+" empty beside "+success+" false", path, "", success, false)
		}
	}
	return all
}

// hasError reports whether the response has a member of that name on any level.
func hasError(op *platform.Operation) bool {
	return slices.ContainsFunc(op.Levels, func(l platform.Level) bool { return slices.Contains(l.Members, "error") })
}

// proofOf returns a value for the first proof.
func proofOf(o platform.Outcome) any {
	if slices.Contains(o.Success, o.Proof[0]) {
		return true
	}
	return "TQ123"
}

// arguments has a value for everything that is required.
func arguments(op *platform.Operation) map[string]any {
	values := map[string]any{"object": map[string]any{"a": 1}, "array": []any{1}, "integer": 1, "number": 1,
		"boolean": true}
	args := map[string]any{}
	for _, p := range op.Params {
		switch value, ok := values[p.Type]; {
		case p.File:
			args[p.Name] = "eA=="
		case p.Required && ok:
			args[p.Name] = value
		case p.Required:
			args[p.Name] = "1"
		}
	}
	return args
}

// TestOutcomes compares every operation that changes something with every response that was seen, and against those
// that its document can state, by both routes. The gateway returns the body as it is, and what is below result in it.
func TestOutcomes(t *testing.T) {
	cells, changing := 0, 0
	for _, op := range platform.Operations {
		if op.Effect == platform.EffectRead {
			continue
		}
		changing++
		t.Run(op.Name, func(t *testing.T) {
			for _, c := range slices.Concat(whatever, of(op.Outcome)) {
				if c.name == "a time-out" && slices.Contains(op.Outcome.Code, "error") {
					continue // the error is a code there
				}
				if c.name == ofTheGateway && hasError(op) {
					continue // the error is a member of the operation's own there, and states nothing by itself
				}
				for route, call := range routesOf(op) {
					cells++
					got, err := call(t, op, c.body)
					assert.Equal(t, c.want, got, "%s, %s: %s\n%v", route, c.name, c.body, err)
				}
			}
		})
	}
	t.Logf("%d operations, %d cells", changing, cells)
	require.GreaterOrEqual(t, changing, 39)
}

type route func(*testing.T, *platform.Operation, string) (verdict, error)

func routesOf(op *platform.Operation) map[string]route {
	all := map[string]route{"direct": func(t *testing.T, op *platform.Operation, body string) (verdict, error) {
		api, ctx := direct(t, answering(t, body))
		_, err := api.Call(ctx, op.API(), arguments(op))
		return verdictOf(err), err
	}}
	if op.Unsigned || slices.ContainsFunc(op.Params, func(p platform.Param) bool { return p.File }) {
		return all
	}
	custom := func(strip int) route {
		return func(t *testing.T, op *platform.Operation, body string) (verdict, error) {
			for range strip {
				body = stripped(body)
			}
			if json.Valid([]byte(body)) {
				body = fmt.Sprintf(`{"response":%s,"error":"","error_code":"0000"}`, body)
			}
			api, ctx := via(t, answering(t, body))
			_, err := api.Call(ctx, op.API(), arguments(op))
			return verdictOf(err), err
		}
	}
	if op.Version != "1" {
		return all // the gateway's custom calls version 1
	}
	all["custom"], all["custom, one level less"], all["custom, two levels less"] = custom(0), custom(1), custom(2)
	return all
}

// stripped returns the value of result, where a body has nothing else but that and it is an object or a list.
func stripped(body string) string {
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(body), &members) != nil || len(members) != 1 {
		return body
	}
	inner := members["result"]
	if len(inner) == 0 || inner[0] != '{' && inner[0] != '[' {
		return body
	}
	return string(inner)
}

func answering(t *testing.T, body string) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_,
			_ = fmt.Fprint(w, body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

package requestcheck

import (
	"cmp"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/platformsign/explain"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// examination collects the deviations of a request. It is its [Subject].
type examination struct {
	Request
	secrets Secrets
	sent    url.Values // the parameters, each once
	found   []Deviation
}

// All returns the parameters, sorted by name.
func (x *examination) All() iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for _, name := range slices.Sorted(maps.Keys(x.sent)) {
			if !yield(name, x.sent.Get(name)) {
				return
			}
		}
	}
}

func (x *examination) Get(name string) string { return x.sent.Get(name) }

// ofValues are the rules about the value of a parameter or member.
var ofValues = []string{arguments.RuleKind, arguments.RuleEmpty, arguments.RuleList, arguments.RuleSyntax,
	arguments.RuleRange}

// Deviate adds a deviation, unless it comes from a value that was redacted. An argument that is not a parameter is in
// that of custom.
func (x *examination) Deviate(rule, where, text string) {
	name, _, _ := strings.Cut(where, "/")
	if slices.Contains(ofValues, rule) && isUnknown(cmp.Or(x.Get(name), x.Get("_o_args"))) {
		return
	}
	x.found = append(x.found, Deviation{rule, where, text})
}

// isUnknown reports whether a value was redacted, as a whole or in a part: nothing is known of its kind.
func isUnknown(value string) bool {
	return strings.Contains(value, redact.Mark) || strings.Contains(value, " bytes, sha256 ")
}

// isComplete reports whether nothing of the request was redacted, so that a signature can be verified.
func (x *examination) isComplete() bool {
	for _, values := range x.sent {
		if isUnknown(values[0]) {
			return false
		}
	}
	return true
}

func (x *examination) target() (*documents.Row, string) {
	for i := range documents.Rows {
		if _, api, ok := documents.Rows[i].Operation(x.Path); ok {
			return &documents.Rows[i], api
		}
	}
	return nil, ""
}

// gateway examines a request to the gateway.
func (x *examination) gateway(api string) {
	if _, ok := params.Operations[api]; !ok {
		UnknownOperation(x, api)
		return
	}
	if x.Query.Get("key") == "" && x.Form.Get("key") != "" {
		KeyInForm(x)
	}
	Parameters(x, api)
	secret := cmp.Or(x.secrets.Gateway, x.Get("secret"))
	if secret != "" && x.Get("sign") != "" && x.isComplete() && !IsSigned(x, api, secret) {
		x.Deviate(RuleSignature, "sign", "the sign is not that of these parameters and the secret")
	}
	if api == "custom" {
		if op, _ := CustomOperation(x); op != nil {
			Arguments(x, op, CustomArguments(x))
		}
	}
}

// platform examines a request to the open platform itself.
func (x *examination) platform(path string) {
	a := ParseAddress(path)
	op := Find(a.Name)
	if rule, misfit := a.Misfit(op); misfit != "" {
		x.Deviate(rule, printable(a.Name), misfit)
	}
	if op == nil {
		return
	}
	SystemParameters(x, op)
	Arguments(x, op, Fields(x, op, x.Files))
	x.platformSignature(path, a, op.Unsigned)
}

func (x *examination) platformSignature(path string, a Address, unsigned bool) {
	given, secret := x.Get(platformsign.Signature), x.secrets.Platform
	r := explain.Request{Path: path, AppKey: a.AppKey, Secret: secret, Signature: given}
	switch {
	case given == "" && unsigned:
		return
	case given != "" && (secret == "" || !x.isComplete() || platformsign.Signed(path, x.sent, secret)):
		return
	}
	for name, value := range x.All() {
		r.Fields = append(r.Fields, explain.Field{Name: name, Value: value})
	}
	x.Deviate(RuleSignature, platformsign.Signature, SignatureFault(r))
}

// redacted returns the deviations without secrets and personal data.
func (x *examination) redacted() []Deviation {
	if len(x.found) == 0 {
		return nil
	}
	var private redact.Private
	private.Parameters(x.Query, x.Form)
	redactor := redact.New(append(private.Values, x.secrets.Gateway, x.secrets.Platform)...)
	for i, d := range x.found {
		x.found[i] = Deviation{d.Rule, redactor.Text(d.Where), redactor.Text(d.Text)}
	}
	return x.found
}

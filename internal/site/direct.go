package site

import (
	"slices"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/internal/samples"
)

// direct adds the route without the gateway.
func (o *operationPage) direct() error {
	if o.Request.Open == nil {
		return nil
	}
	call, err := samples.DirectOf(o.Operation)
	if err != nil || call == nil {
		return err
	}
	o.Tries = append(o.Tries, directForm(o.Operation, call))
	o.Direct, err = call.All(o.Request)
	if o.Request.Direct() { // what the typed client sends stands there already
		o.Samples = nil
	}
	return err
}

// directForm returns the form of a call, with an application that every mock takes.
func directForm(op *reference.Operation, call *samples.Direct) *try {
	out := &try{Path: "/openapi/" + call.Path, Method: "POST", Direct: true, Signed: call.Signed}
	for _, f := range call.Fields {
		input := field{Name: f.Name, Value: readable(f.Value), Form: true, Long: f.Env == "",
			Secret: f.Env == "ALI1688_APP_SECRET", Required: f.Name == platformsign.AccessToken && op.Token ||
				slices.ContainsFunc(op.Params, func(p reference.Param) bool { return p.Required && p.Name == f.Name })}
		if f.Env != "" {
			input.Value = "demo"
		}
		out.Fields = append(out.Fields, input)
	}
	return out
}

// tabSet is samples of one route.
type tabSet struct {
	Prefix  string // of the ids of its tabs
	Samples []samples.Sample
	Tried   bool
}

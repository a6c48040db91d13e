package samples

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/reference"
)

// also are parameters that a sample needs to make sense, though no rule of the document requires them.
var also = map[string][]string{
	"custom": {"_o_args"}, // a call without its arguments says nothing
}

// Of is the request that the samples of an operation make: with what the operation requires, and no more, for every
// further parameter may cost money. The values are the document's examples.
func Of(op *reference.Operation) Request {
	r := Request{API: op.Name, Platform: "1688"}
	for _, p := range op.Params {
		first := len(op.OneOf) > 0 && op.OneOf[0] == p.Name
		if !p.Required && !first && !slices.Contains(also[op.Name], p.Name) {
			continue
		}
		if pair := (Pair{p.Name, p.Example}); p.Form {
			r.Form = append(r.Form, pair)
		} else {
			r.Query = append(r.Query, pair)
		}
	}
	return r
}

// Through is the request that the samples of an operation of the open platform make: the gateway's custom with the
// document's example of the arguments.
func Through(op *reference.Operation) Request {
	_, rest, _ := strings.Cut(strings.TrimPrefix(op.Path, "/"), "/1/") // /param2/1/<namespace>/<name>/{appKey}
	method := strings.TrimSuffix(rest, "/{appKey}")
	arguments := op.Arguments
	if arguments == "" {
		arguments = "{}"
	}
	open := &Open{
		Name: op.Name, Response: op.Response, Arguments: op.Arguments, Changes: op.Effect != "read", Token: op.Token,
		Direct: !op.Signed || op.File(), // as package openplatform judges
	}
	return Request{
		API: "custom", Platform: "1688", Query: []Pair{{"method", method}, {"_o_args", arguments}},
		Session: open.Token && !open.Direct, Open: open,
	}
}

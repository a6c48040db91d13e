package samples

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/reference"
)

// also are parameters that a sample needs to make sense, though no rule of the document requires them.
var also = map[string][]string{
	"custom": {"_o_args"}, // a call without its arguments says nothing
}

// Of returns the request that the samples of an operation make: with what the operation requires, and no more, for
// every further parameter may cost money. The values are the document's examples.
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

// Plain returns the request of an operation of a document without a client, at the address in front of its path.
func Plain(op *reference.Operation, address string) Request {
	r := Of(op)
	r.Platform, r.Plain = "", address+op.Path
	return r
}

// Custom returns the request of a signed operation of a document without a client: the gateway's custom with the
// document's example of the arguments.
func Custom(op *reference.Operation) Request {
	r := Through(op)
	r.Open.Untyped = true
	return r
}

// Through returns the request that the samples of an operation of the open platform make: the gateway's custom with the
// document's example of the arguments.
func Through(op *reference.Operation) Request {
	parts := strings.Split(op.Path, "/") // /param2/<version>/<namespace>/<name>/{appKey}
	method := parts[3] + "/" + parts[4]
	open := &Open{
		Name: op.Name, Response: op.Response, Arguments: op.Arguments, Changes: op.Effect != "read", Token: op.Token,
		Direct: !op.Signed || op.File(), // as package openplatform judges
	}
	return Request{
		API: "custom", Platform: "1688", Query: []Pair{{"method", method}, {"_o_args", cmp.Or(op.Arguments, "{}")}},
		Session: open.Token && !open.Direct, Open: open,
	}
}

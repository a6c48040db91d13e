package exchange

import (
	"maps"
	"slices"
	"strconv"

	"github.com/go-ali1688/ali1688/internal/params"
)

// FindParam returns the document's rule for a parameter of an operation, or nil if it has none.
func FindParam(api, name string) *params.Param {
	op := params.Operations[api]
	return op.Param(name)
}

// Echo returns a value as call_args has it. Of an image call_args has only the length.
func (c *Call) Echo(p *params.Param, value string) string {
	if p.Form {
		return "length" + strconv.Itoa(len(value))
	}
	return c.Clean(value)
}

// OperationNames returns the names of all operations of the gateway, sorted.
func OperationNames() []string { return slices.Sorted(maps.Keys(params.Operations)) }

// Package examplecalls makes one typed call of every operation, with the parameters of the document's own examples.
package examplecalls

import (
	"context"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

// Call is one call of one operation.
type Call struct {
	Name string
	Make func(context.Context, *ali1688.Client) (gateway.Answer, error)
}

// Given keeps a nil response from becoming a Response that is not nil.
func Given[T any, P interface {
	*T
	gateway.Answer
}](answer P, err error) (gateway.Answer, error) {
	if answer == nil {
		return nil, err
	}
	return answer, err
}

package faults

import (
	"errors"
	"slices"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// preferredFault returns the fault that a request asks for with fault=NAME or code=4013, or nil. A fault that cannot be
// the response to the request is an error.
func preferredFault(wishes []exchange.Preference, c *exchange.Call) (*Fault, error) {
	i := slices.IndexFunc(wishes, func(w exchange.Preference) bool { return w.Name == "fault" || w.Name == "code" })
	if i < 0 {
		return nil, nil
	}
	name := wishes[i].Value
	if wishes[i].Name == "code" {
		name = CodeName(name)
	}
	fault, err := findFault(name)
	if err != nil {
		return nil, err
	}
	if why := fault.ownerMismatch(c); why != "" {
		return nil, errors.New(why)
	}
	return fault, nil
}

package openplatform

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-json-experiment/json/jsontext"
)

// through is the route through the gateway's custom.
type through struct {
	gateway    apiclient.Gateway
	apiDialect bool
	cache      gateway.Cache // of reads
	lang       gateway.Lang
	responses  *apiclient.Cache
}

func (t *through) call(ctx context.Context, op *platform.Operation, args jsontext.Value) ([]byte, error) {
	switch {
	case op.Unsigned || carriesFile(op):
		return nil, &lasting{errors.New(
			"the gateway passes on neither what belongs to an application of one's own nor files")}
	case op.Version != "1":
		return nil, &lasting{fmt.Errorf("the gateway's custom takes no version and calls version 1, but %s is of version %s",
			op.Name, op.Version)}
	}
	call, err := t.request(op, args)
	if err != nil {
		return nil, err
	}
	if op.Effect != platform.EffectRead || op.Personal {
		ctx = transport.AsForm(ctx) // an error that prints the address, and a log of addresses, must not show the arguments
	}
	call.Reads = op.Effect == platform.EffectRead
	call.Cache, call.Lang = string(t.cacheFor(ctx, op)), t.lang
	body, err := t.gateway.CallPlatform(ctx, call)
	if err != nil && undecided(err) {
		err = &brokenOff{err}
	}
	return body, err
}

type freshKey struct{}

// WithoutCache returns a context whose reads the gateway must not answer from its cache: what one looks at after
// [ErrOutcomeUnknown] has to be new. [TradeService.FindOrders] and everything that changes something never take what
// is cached. It is no request to be answered from the cache of the client either, see [WithResponseCache].
func WithoutCache(ctx context.Context) context.Context {
	return context.WithValue(ctx, freshKey{}, true)
}

func (t *through) cacheFor(ctx context.Context, op *platform.Operation) gateway.Cache {
	if op.Effect != platform.EffectRead || ctx.Value(freshKey{}) != nil {
		return gateway.CacheModeNo
	}
	return t.cache
}

func (*through) rewrap(op *platform.Operation, body jsontext.Value) jsontext.Value {
	return wrapped(op, body)
}

func (t *through) request(op *platform.Operation, args jsontext.Value) (apiclient.PlatformCall, error) {
	if !t.apiDialect {
		return apiclient.PlatformCall{Method: op.API(), OArgs: string(args)}, nil
	}
	f, err := newForm(op, args)
	if err != nil {
		return apiclient.PlatformCall{}, err
	}
	call := apiclient.PlatformCall{API: op.API(), Arguments: map[string]string{}}
	own := params.Operations["custom"]
	for name := range f.fields {
		if own.Param(name) != nil {
			return apiclient.PlatformCall{}, &lasting{fmt.Errorf(
				"the gateway takes the argument %s for a parameter of its own: leave WithAPIDialect out", name)}
		}
		call.Arguments[name] = f.fields.Get(name)
	}
	return call, nil
}

func carriesFile(op *platform.Operation) bool {
	return slices.ContainsFunc(op.Params, func(p platform.Param) bool { return p.File })
}

// undecided reports whether a call that failed may have been carried out all the same. A code of the gateway states
// that it refused the call, except those of success, beside which the response is missing, and those about what lies
// behind it.
func undecided(err error) bool {
	var e *Error
	if !errors.As(err, &e) {
		return !errors.Is(err, ErrNotSent)
	}
	behind := []string{gateway.CodeServerError, gateway.CodeNetworkError, gateway.CodeTargetError,
		gateway.CodeUnknownError}
	return refusal.Succeeds(e.Code) || slices.Contains(behind, e.Code)
}

package openplatform

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/transport"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-json-experiment/json/jsontext"
)

// through is the road through the gateway's custom.
type through struct {
	client     *ali1688.Client
	apiDialect bool
	cache      *gateway.Cache // of reads
	lang       *gateway.Lang
}

func (t *through) call(ctx context.Context, op *platform.Operation, args jsontext.Value) ([]byte, error) {
	if op.Unsigned || carriesFile(op) {
		return nil, errors.New("the gateway passes on neither what belongs to an application of one's own nor files; the call was not sent")
	}
	params, err := t.params(op, args)
	if err != nil {
		return nil, err
	}
	answer, err := t.client.Custom(ctx, params)
	switch {
	case answer != nil && strings.Trim(answer.ErrorCode.String(), "0") == "" && len(answer.Response) > 0:
		return answer.Response, nil // what it reports is another's failure, and is judged as on the other road
	case err == nil:
		return nil, &brokenOff{errors.New("the gateway answered without a response")}
	case undecided(err):
		return nil, &brokenOff{err}
	}
	return nil, err
}

type freshKey struct{}

// WithoutCache returns a context whose reads the gateway must not answer from its cache: what one looks at after
// [ErrOutcomeUnknown] has to be new. [TradeService.FindOrders] and everything that changes something never take what
// is cached. Requests to the platform itself are not cached.
func WithoutCache(ctx context.Context) context.Context {
	return context.WithValue(ctx, freshKey{}, true)
}

func (t *through) cacheFor(ctx context.Context, op *platform.Operation) *gateway.Cache {
	if op.Effect != platform.EffectRead || ctx.Value(freshKey{}) != nil {
		return Ptr(gateway.CacheModeNo)
	}
	return t.cache
}

func (*through) whole(op *platform.Operation, body jsontext.Value) jsontext.Value {
	return wrapped(op, body)
}

func (t *through) params(op *platform.Operation, args jsontext.Value) (*gateway.CustomParams, error) {
	if !t.apiDialect {
		return &gateway.CustomParams{Method: Ptr(op.API()), OArgs: Ptr(string(args))}, nil
	}
	f, err := newForm(op, args)
	if err != nil {
		return nil, err
	}
	params := &gateway.CustomParams{API: Ptr(op.API()), Arguments: map[string]string{}}
	for name := range f.fields {
		params.Arguments[name] = f.fields.Get(name)
	}
	return params, nil
}

func carriesFile(op *platform.Operation) bool {
	return slices.ContainsFunc(op.Params, func(p platform.Param) bool { return p.File })
}

// undecided says whether a call that failed may have been made all the same. A code of the gateway tells that it
// refused, except those that speak of what lies behind it.
func undecided(err error) bool {
	var e *ali1688.Error
	if !errors.As(err, &e) {
		return !errors.Is(err, transport.ErrNotSent)
	}
	behind := []string{"", gateway.CodeServerError, gateway.CodeNetworkError, gateway.CodeTargetError, gateway.CodeUnknownError}
	return has(behind, e.Code)
}

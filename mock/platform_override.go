package mock

import (
	"context"
	"fmt"
	"reflect"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// NoArguments is the request of operations of the open platform that take no arguments, for [OverridePlatform].
type NoArguments struct{}

// OverridePlatform responds to an operation of the open platform with a function of yours, by whichever route it is
// called. The types of the function name the operation:
//
//	err := mock.OverridePlatform(gw,
//		func(ctx context.Context, req *platform.TradeCancelRequest) (*platform.TradeCancelResponse, error) {
//			return nil, platform.CodeTradeCancelTooFast
//		})
//
// A function that returns nil and nil leaves the call to Handler.Platform and to the mock. A response is served as it
// encodes, and an error refuses the call as one of Handler.Platform does. A second function for the same operation
// replaces the first. OverridePlatform fails for types that no operation has. Call it before the calls that it is for.
func OverridePlatform[Req, Rsp any](h *Handler, f func(context.Context, *Req) (*Rsp, error)) error {
	api := operationOf(reflect.TypeFor[*Req](), reflect.TypeFor[*Rsp]())
	if api == "" {
		return fmt.Errorf("mock: no operation of the open platform takes %v and returns %v", reflect.TypeFor[Req](),
			reflect.TypeFor[Rsp]())
	}
	if h.typed == nil {
		h.typed = map[string]platformFunc{}
	}
	h.typed[api] = func(ctx context.Context, args jsontext.Value) (jsontext.Value, error) {
		req := new(Req)
		if err := loose.Unmarshal(args, req); err != nil {
			return nil, err
		}
		rsp, err := f(ctx, req)
		if err != nil || rsp == nil {
			return nil, err
		}
		return loose.Marshal(rsp)
	}
	return nil
}

// platformFunc responds to one operation of the open platform.
type platformFunc func(ctx context.Context, args jsontext.Value) (jsontext.Value, error)

// operationOf returns the operation with these types, or "".
func operationOf(request, response reflect.Type) string {
	for _, op := range platform.Operations {
		if reflect.TypeOf(platform.NewAnswer(op.Name)) != response {
			continue
		}
		wanted := reflect.TypeFor[*NoArguments]()
		if newRequest := platform.NewRequest(op.Name); newRequest != nil {
			wanted = reflect.TypeOf(newRequest)
		}
		if request == wanted {
			return op.Name
		}
	}
	return ""
}

// overridePlatform responds by the typed function of the operation, or else by Platform.
func (h *Handler) overridePlatform(ctx context.Context, api string, args jsontext.Value) (jsontext.Value, error) {
	if f := h.typed[api]; f != nil {
		if body, err := f(ctx, args); body != nil || err != nil {
			return body, err
		}
	}
	if h.Platform == nil {
		return nil, nil
	}
	return h.Platform(ctx, api, args)
}

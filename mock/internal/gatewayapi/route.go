package gatewayapi

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/generated/gateway"

	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

// Route refuses requests that call no operation.
func (s *Routes) Route(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := exchange.CallOf(r.Context())
		if !c.Known {
			s.Observer.Unexpected(r, c)
		}
		if failure := routeFault(c, r.Method); failure != nil {
			s.Refuse(w, r, failure)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// routeFault returns the failure of a request that calls no operation, or nil.
func routeFault(c *exchange.Call, method string) *reply.Error {
	switch {
	case c.API == "":
		return &reply.Error{Code: gateway.CodeAPINotAdded, Text: "Please add api first",
			Reason: "the address is /<platform>/<api_name>/, such as /1688/item_get/"}
	case !exchange.IsPlatform(c.Platform):
		return &reply.Error{Code: gateway.CodeUnauthorized, Text: c.Platform + "无权访问, 请开通接口",
			Reason: "the platforms are 1688 and 1688global"}
	case !c.Known:
		return &reply.Error{Code: gateway.CodeAPINotAdded, Text: "Please add api first",
			Reason: fmt.Sprintf("there is no operation %s", c.API)}
	case !slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPost}, method):
		return &reply.Error{Code: gateway.CodeBadParameter, Text: "param error", Reason: "the method must be GET or POST"}
	case errors.Is(c.Err, exchange.ErrBodyTooLarge), errors.Is(c.Err, valuelimit.ErrTooManyValues):
		return &reply.Error{Code: gateway.CodeBadParameter, Text: "param error", Reason: c.Err.Error()}
	case c.Err != nil:
		return &reply.Error{Code: gateway.CodeBadParameter, Text: "param error", Reason: "the body cannot be read"}
	}
	return nil
}

// RewriteRequest returns the request in the form that the generated code accepts: the documented method and path, and
// each non-empty parameter of the document once, in the query or the form as the document has it.
func RewriteRequest(c *exchange.Call, r *http.Request) *http.Request {
	op := params.Operations[c.API]
	query, form := url.Values{}, url.Values{}
	for _, p := range op.Params {
		v := c.Get(p.Name)
		switch {
		case v == "":
		case p.Form:
			form.Set(p.Name, v)
		default:
			query.Set(p.Name, v)
		}
	}
	out := r.WithContext(r.Context())
	out.Method = op.Method
	out.URL = &url.URL{Path: "/" + c.API + "/", RawQuery: query.Encode()}
	out.Form, out.PostForm, out.Body = form, form, http.NoBody // a form that is parsed is not parsed again
	return out
}

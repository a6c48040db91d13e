package mock

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/go-ali1688/ali1688/generated/gateway"

	"github.com/go-ali1688/ali1688/internal/limit"
	"github.com/go-ali1688/ali1688/internal/params"
)

// route refuses what is no call of an operation.
func (s *server) route(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		if !c.known {
			s.witness.unexpected(r, c)
		}
		if failure := c.misrouted(r.Method); failure != nil {
			s.refuse(w, r, failure)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// misrouted says why the request is no call that there is, or nil.
func (c *call) misrouted(method string) *Error {
	switch {
	case c.api == "":
		return &Error{gateway.CodeAPINotAdded, "Please add api first", "the address is /<platform>/<api_name>/, such as /1688/item_get/"}
	case !isPlatform(c.platform):
		return &Error{gateway.CodeUnauthorized, c.platform + "无权访问, 请开通接口", "the platforms are 1688 and 1688global"}
	case !c.known:
		return &Error{gateway.CodeAPINotAdded, "Please add api first", fmt.Sprintf("there is no operation %s", c.api)}
	case !slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPost}, method):
		return &Error{gateway.CodeBadParameter, "param error", "the method must be GET or POST"}
	case errors.Is(c.err, errBodyTooLarge), errors.Is(c.err, limit.ErrTooManyValues):
		return &Error{gateway.CodeBadParameter, "param error", c.err.Error()}
	case c.err != nil:
		return &Error{gateway.CodeBadParameter, "param error", "the body cannot be read"}
	}
	return nil
}

// rewritten is the request as the generated code wants it, which knows one method and one spelling of the path an
// operation and reads parameters from one place: the documented method and path, and each parameter of the document
// where the document has it, once, and not at all where it is empty.
func (c *call) rewritten(r *http.Request) *http.Request {
	op := params.Operations[c.api]
	query, form := url.Values{}, url.Values{}
	for _, p := range op.Params {
		v := c.get(p.Name)
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
	out.URL = &url.URL{Path: "/" + c.api + "/", RawQuery: query.Encode()}
	out.Form, out.PostForm, out.Body = form, form, http.NoBody // a form that is parsed is not parsed again
	return out
}

func operationNames() []string { return slices.Sorted(maps.Keys(params.Operations)) }

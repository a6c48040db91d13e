package platformapi

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"
	"github.com/go-ali1688/ali1688/mock/internal/splice"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/internal/pushes"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-json-experiment/json/jsontext"
)

// Override is a function of the user that responds to an operation, or returns nil and nil.
type Override = func(ctx context.Context, api string, args jsontext.Value) (jsontext.Value, error)

// operationCall is a request to the open platform, direct or through custom.
type operationCall struct {
	request *exchange.PlatformRequest
	member  string // the token or session
	base    string // scheme and host of URLs that lead to the mock
}

// respond responds to a request, and applies the change of an injected fault.
func (s *Routes) respond(ctx context.Context, a operationCall) (jsontext.Value, *exchange.Refusal) {
	body, refused := s.respondUnaltered(ctx, a)
	if refused == nil && a.request.Alter != nil {
		body = a.request.Alter(body)
	}
	return body, refused
}

// respondUnaltered responds with an override, from a world, or with the document's example.
func (s *Routes) respondUnaltered(ctx context.Context, a operationCall) (jsontext.Value, *exchange.Refusal) {
	op, args := a.request.Operation, a.request.Arguments
	if refused := a.request.Refused(); refused != nil {
		return nil, refused
	}
	if op == exchange.CurrentTime { // the format of the real response is unknown
		return splice.AppendText(nil, s.Clock().In(beijing.Zone).Format("20060102150405.000-0700")), nil
	}
	if body, err := s.Override(ctx, op.Name, args); body != nil || err != nil {
		return overrideResult(body, err)
	}
	if !Behaves(op.Name) {
		return s.Example(op.Name), nil
	}
	return s.respondFromWorld(a)
}

// Behaves reports whether an operation of the open platform responds from a world. The others respond with the
// document's example.
func Behaves(api string) bool {
	return orders.Knows(api) || products.Knows(api) || pushes.Knows(api) ||
		api == "getToken" || api == "postponeToken" || api == currentTimeMillis
}

// currentTimeMillis is the operation that returns the platform's clock, a number alone.
const currentTimeMillis = "currentTimeMillis"

// respondFromWorld responds from the world that knows the operation.
func (s *Routes) respondFromWorld(a operationCall) (jsontext.Value, *exchange.Refusal) {
	if a.request.Operation.Name == currentTimeMillis {
		return strconv.AppendInt(nil, s.Clock().UnixMilli(), 10), nil
	}
	if orders.Knows(a.request.Operation.Name) {
		return s.respondFromOrders(a)
	}
	if pushes.Knows(a.request.Operation.Name) {
		s.Orders.Advance()
		return readable(s.Messages.Call(a.request.Operation.Name, a.request.AppKey, a.request.Arguments))
	}
	return readable(
		s.Products.Call(products.Call{API: a.request.Operation.Name, Args: a.request.Arguments, Member: a.member,
			Base: a.base}),
	)
}

// readable refuses arguments that do not decode.
func readable(body jsontext.Value, err error) (jsontext.Value, *exchange.Refusal) {
	if err != nil {
		return nil, &exchange.Refusal{Code: "400", Message: "the arguments are not what the document says: " + err.Error()}
	}
	return body, nil
}

func (s *Routes) respondFromOrders(a operationCall) (jsontext.Value, *exchange.Refusal) {
	body, refused := encoded(s.Orders.Call(orders.Call{API: a.request.Operation.Name, Args: a.request.Arguments,
		Member: a.member, Base: a.base}))
	if refused != nil {
		return nil, refused
	}
	return withEmptyRows(a.request.Operation, body), nil
}

// encoded returns a response as JSON, or else its refusal.
func encoded(answer any, refused *exchange.Refusal) (jsontext.Value, *exchange.Refusal) {
	if refused != nil {
		return nil, refused
	}
	body, err := loose.Marshal(answer)
	if err != nil {
		return nil, &exchange.Refusal{Code: exchange.CodeMockFailed, Message: "the mock cannot write the response"}
	}
	return body, nil
}

// withEmptyRows adds the empty list to a page that has no rows and counts those of other pages: Go's types leave it
// out.
func withEmptyRows(op *platform.Operation, body jsontext.Value) jsontext.Value {
	holder, total := cutLast(op.Total)
	inside, list := cutLast(slices.Concat(op.Payload, []string{""})[0])
	if op.Total == "" || inside != holder {
		return body
	}
	text, count, row := string(body), `"`+total+`":`, `"`+list+`":`
	if i := strings.Index(text, count); i >= 0 && !strings.Contains(text, row+"[") {
		return jsontext.Value(text[:i] + row + "[]," + text[i:])
	}
	return body
}

// cutLast separates the last name of a dotted path.
func cutLast(path string) (holder, name string) {
	i := strings.LastIndexByte(path, '.')
	return path[:max(i, 0)], path[i+1:]
}

// AppendCustom appends the response that custom forwards, and reports whether there is one.
func (s *Routes) AppendCustom(ctx context.Context, b []byte, e *reply.Envelope) ([]byte, bool) {
	c := e.Call
	name := cmp.Or(c.Get("method"), c.Get("api"))
	namespace, _, _ := strings.Cut(name, "/")
	op := exchange.FindOperation(name)
	if op == nil || op.Unsigned || op == exchange.CurrentTime {
		return s.appendUnknown(ctx, b, c, name)
	}
	body, refused := jsontext.Value(nil),
		&exchange.Refusal{Code: platform.CodeAPIUnsupported, Message: "Unsupported API " + c.Clean(name)}
	if op.Namespace == namespace {
		member, unauthorized := s.Orders.Account(c.Get("key"), c.Get("session"))
		if unauthorized != nil {
			return append(b, `"response":{"error":"`+unauthorized.Message+`"}`...), true
		}
		body, refused = s.respond(ctx,
			operationCall{request: c.PlatformRequest, member: member, base: c.Base})
	}
	if refused != nil {
		body = jsontext.Value(c.Clean(string(refused.JSON())))
	}
	if op.Name == parcelQuery && notShipped(body) {
		e.Failure = &reply.Error{Code: "5000", Text: "data error", Reason: "data error"}
		return b, true
	}
	if !s.NestedCustom {
		body = unwrapped(body)
	}
	return append(append(b, `"response":`...), body...), true
}

// appendUnknown appends the override's response to a method that no document describes, and reports whether there is
// one.
func (s *Routes) appendUnknown(ctx context.Context, b []byte, c *exchange.Call, name string) ([]byte, bool) {
	_, short, _ := strings.Cut(name, "/")
	body, err := s.Override(ctx, short, jsontext.Value(c.Get("_o_args")))
	if body == nil && err == nil {
		return b, false
	}
	if _, refused := overrideResult(body, err); refused != nil {
		body = jsontext.Value(c.Clean(string(refused.JSON())))
	}
	return append(append(b, `"response":`...), body...), true
}

// parcelQuery is the only operation for which the gateway is known to replace the platform's error with its own.
const parcelQuery = "alibaba.trade.getLogisticsInfos.buyerView"

func notShipped(body jsontext.Value) bool {
	var answer struct {
		Code string `json:"errorCode"`
	}
	return loose.Unmarshal(body, &answer) == nil &&
		answer.Code == string(platform.CodeGetLogisticsInfosBuyerViewNotShipped)
}

// unwrapped returns the object or the list inside the members named result, which is what live clients of custom read.
// It returns a failure unchanged: its code stands outside of result.
func unwrapped(body jsontext.Value) jsontext.Value {
	for {
		var members map[string]jsontext.Value
		if body.Kind() != '{' || loose.Unmarshal(body, &members) != nil {
			return body
		}
		inner := members["result"]
		if string(members["success"]) == "false" || failureCode(members["code"]) || failureCode(members["errorCode"]) {
			return body
		}
		if kind := inner.Kind(); len(inner) == 0 || kind != '{' && kind != '[' {
			return body
		}
		body = inner
	}
}

// failureCode reports whether a member is the code of a failure.
func failureCode(value jsontext.Value) bool {
	var code loose.Text
	return value != nil && loose.Unmarshal(value, &code) == nil && !platform.Code(code.String()).IsSuccess()
}

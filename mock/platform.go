package mock

import (
	"cmp"
	"context"
	"slices"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
	"github.com/go-json-experiment/json/jsontext"
)

type platformOverride = func(ctx context.Context, api string, args jsontext.Value) (jsontext.Value, error)

// ask is a call of the open platform, by whichever road it came.
type ask struct {
	request *platformRequest
	member  string // what it is authorised by
	base    string // where addresses lead that lead back to the mock
}

// asked answers a call of the open platform, and changes the response where a fault says so.
func (s *server) asked(ctx context.Context, a ask) (jsontext.Value, *orders.Refusal) {
	body, refused := s.respond(ctx, a)
	if refused == nil && a.request.alter != nil {
		body = a.request.alter(body)
	}
	return body, refused
}

// respond answers a call by the override, by the world of orders, or by the document's example.
func (s *server) respond(ctx context.Context, a ask) (jsontext.Value, *orders.Refusal) {
	op, args := a.request.op, a.request.args
	if refused := a.request.refusal(); refused != nil {
		return nil, refused
	}
	if op == currentTime {
		return s.currentTime(), nil
	}
	if f := *s.platform; f != nil {
		if body, err := f(ctx, op.Name, args); body != nil || err != nil {
			return platformOverridden(body, err)
		}
	}
	if !Behaves(op.Name) {
		return platformExamples()[op.Name], nil
	}
	return s.behave(a)
}

// Behaves reports whether an operation of the open platform is answered from a world. The others serve the document's
// example.
func Behaves(api string) bool {
	return orders.Knows(api) || products.Knows(api) || api == "getToken" || api == "postponeToken"
}

// behave answers a call from the world that knows it.
func (s *server) behave(a ask) (jsontext.Value, *orders.Refusal) {
	if orders.Knows(a.request.op.Name) {
		return s.ordered(a)
	}
	body, err := s.products.Call(products.Call{API: a.request.op.Name, Args: a.request.args, Member: a.member, Base: a.base})
	if err != nil {
		return nil, &orders.Refusal{Code: "400", Message: "the arguments are not what the document says: " + err.Error()}
	}
	return body, nil
}

func (s *server) ordered(a ask) (jsontext.Value, *orders.Refusal) {
	answer, refused := s.orders.Call(orders.Call{API: a.request.op.Name, Args: a.request.args, Member: a.member, Base: a.base})
	if refused != nil {
		return nil, refused
	}
	body, err := loose.Marshal(answer)
	if err != nil {
		return nil, &orders.Refusal{Code: "500", Message: "the mock cannot write its answer"}
	}
	return withRows(a.request.op, body), nil
}

// withRows adds the empty list to a page that has no rows and counts those of other pages: Go's types leave it out.
func withRows(op *platform.Operation, body jsontext.Value) jsontext.Value {
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

// handedOn appends what the gateway's custom hands on of a call that the open platform's document knows.
func (s *server) handedOn(b []byte, e *envelope) ([]byte, bool) {
	c := e.call
	name := cmp.Or(c.get("method"), c.get("api"))
	namespace, _, _ := strings.Cut(name, "/")
	op := platform.Find(name)
	if op == nil || op.Unsigned {
		return s.handedOnUnknown(b, c, name)
	}
	body, refused := jsontext.Value(nil), &orders.Refusal{Code: platform.CodeAPIUnsupported, Message: "Unsupported API " + c.clean(name)}
	if op.Namespace == namespace {
		member, unauthorized := s.orders.Account(c.get("key"), c.get("session"))
		if unauthorized != nil {
			return append(b, `"response":{"error":"`+unauthorized.Message+`"}`...), true
		}
		body, refused = s.asked(context.Background(), ask{request: c.request, member: member, base: c.base})
	}
	if refused != nil {
		body = jsontext.Value(c.clean(string(refused.JSON())))
	}
	if op.Name == parcels && notShipped(body) {
		e.failure = &world.Failure{Code: "5000", Text: "data error", Reason: "data error"}
		return b, true
	}
	if !s.nestedCustom {
		body = innermost(body)
	}
	return append(append(b, `"response":`...), body...), true
}

// handedOnUnknown appends the response to a method that no document describes: that of the override, or nothing,
// which the world refuses.
func (s *server) handedOnUnknown(b []byte, c *call, name string) ([]byte, bool) {
	f := *s.platform
	if f == nil {
		return b, false
	}
	_, short, _ := strings.Cut(name, "/")
	body, err := f(context.Background(), short, jsontext.Value(c.get("_o_args")))
	if body == nil && err == nil {
		return b, false
	}
	if _, refused := platformOverridden(body, err); refused != nil {
		body = jsontext.Value(c.clean(string(refused.JSON())))
	}
	return append(append(b, `"response":`...), body...), true
}

// parcels is the one call of which it is known that the gateway has an error of its own in place of the platform's.
const parcels = "alibaba.trade.getLogisticsInfos.buyerView"

func notShipped(body jsontext.Value) bool {
	var answer struct {
		Code string `json:"errorCode"`
	}
	return loose.Unmarshal(body, &answer) == nil && answer.Code == string(platform.CodeGetLogisticsInfosBuyerViewNotShipped)
}

// innermost is the object or the list that the members named result lead to, which is what live clients of custom
// read. A failure stays whole, for what is below it does not tell why.
func innermost(body jsontext.Value) jsontext.Value {
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

// currentTime is the time in the form of the platform's own dates. That of 1688's response is not known.
func (s *server) currentTime() jsontext.Value {
	return appendText(nil, s.clock().In(beijing).Format("20060102150405.000-0700"))
}

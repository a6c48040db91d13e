package site

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/internal/diagram"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/optional"
	"github.com/go-ali1688/ali1688/internal/samples"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/push"
)

// The parties of a purchase.
const (
	program = iota
	platform
	seller
)

// purchaseCalls are the calls and messages of a purchase, with their ends.
var purchaseCalls = []struct {
	from, to int
	name     string
}{
	{program, platform, "product.search.keywordQuery"},
	{program, platform, "product.search.queryProductDetail"},
	{program, platform, "alibaba.trade.receiveAddress.get"},
	{program, platform, "alibaba.createOrder.preview"},
	{program, platform, "alibaba.trade.createCrossOrder"},
	{program, platform, "alibaba.trade.pay.protocolPay.preparePay"},
	{seller, platform, "alibaba.logistics.OpDeliverySendOrder.offline"},
	{platform, program, push.TopicOrderBuyerViewAnnounceSendGoods},
	{program, platform, "alibaba.trade.getLogisticsTraceInfo.buyerView"},
	{program, platform, "trade.receivegoods.confirm"},
}

// purchase draws the calls of a purchase with what the document says about each and the state that each leads to.
func (e *edition) purchase() (picture, error) {
	s := diagram.Sequence{}
	for _, party := range []string{"program", "platform", "seller"} {
		name, err := e.pictured("party-" + party)
		if err != nil {
			return picture{}, err
		}
		s.Parties = append(s.Parties, name)
	}
	var lines []string
	for _, c := range purchaseCalls {
		summary, message := e.summary(c.name)
		if summary == "" {
			return picture{}, fmt.Errorf("there is no operation and no message %q", c.name)
		}
		a := diagram.Arrow{From: c.from, To: c.to, Text: summary, State: stateAfter(c.name), Message: message,
			Label: diagram.Label{Text: c.name, Code: true, Href: e.operation(c.name)}}
		s.Calls = append(s.Calls, a)
		lines = append(lines, callLine(s.Parties, a))
	}
	return picture{canvas: s.Draw(), lines: lines}, nil
}

func callLine(parties []string, a diagram.Arrow) string {
	line := fmt.Sprintf("%s → %s: `%s` (%s)", parties[a.From], parties[a.To], a.Label.Text, a.Text)
	return line + optional.Text(", `", a.State, "`")
}

// summary returns the summary of an operation or a message of the open platform.
func (e *edition) summary(name string) (summary string, message bool) {
	v := e.openPlatform()
	if op := v.Operation(name); op != nil {
		return op.Summary, false
	}
	if m := v.Message(name); m != nil {
		return m.Summary, true
	}
	return "", false
}

// stateAfter returns the state of an order that an operation leads to, or "".
func stateAfter(api string) string {
	for _, t := range orders.OrderTransitions {
		if t.Cause == api {
			return string(t.To)
		}
	}
	return ""
}

// routes draws the two routes, with the servers and paths of the documents.
func (e *edition) routes() (picture, error) {
	words := map[string]string{}
	for _, key := range []string{"party-program", "party-platform", "route-gateway", "route-hands-on", "route-files"} {
		w, err := e.pictured(key)
		if err != nil {
			return picture{}, err
		}
		words[key] = w
	}
	custom := e.volume("gateway").Operation("custom")
	if custom == nil {
		return picture{}, errors.New("the gateway has no operation custom")
	}
	gateway, open := documents.Find("gateway"), documents.Find("openplatform")
	path := "/" + samples.Of(custom).Platform + custom.Path
	code := func(text, to string) diagram.Label { return diagram.Label{Text: text, Code: true, Href: to} }
	r := diagram.Routes{
		From: []string{words["party-program"]},
		To:   []string{words["party-platform"], host(open.Server)},
		Ways: []diagram.Way{
			{Hops: [][]diagram.Label{
				{code(custom.Method+" "+path, e.operation("custom")), code("method, _o_args", ""),
					code("key, secret, session", "")},
				{{Text: words["route-hands-on"]}},
			}, Stops: [][]string{{words["route-gateway"], host(gateway.Server)}}},
			{Hops: [][]diagram.Label{{code("POST "+open.Base+"/…", "authentication.html#open-platform"),
				{Text: words["route-files"]}, code("access_token, _aop_timestamp, _aop_signature", "")}}},
		},
	}
	lines := []string{words["route-gateway"] + ": `" + custom.Method + " " + gateway.Server + path +
		"`, `method`, `_o_args`", words["party-platform"] + ": `POST " + open.Server + open.Base + "/…`, " +
		words["route-files"]}
	return picture{canvas: r.Draw(), lines: lines}, nil
}

func host(server string) string { return strings.TrimPrefix(server, "https://") }

package openplatform_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// buyer answers for a buyer with these pages of orders and views by order.
type buyer struct {
	pages []string
	views map[string]string
	sent  []string // method, cache and order of each request
}

func (b *buyer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	gateway := strings.HasPrefix(r.URL.Path, "/1688/")
	name, args := r.URL.Path, r.Form.Encode()
	if gateway {
		name, args = r.Form.Get("method"), r.Form.Get("_o_args")
	}
	b.sent = append(b.sent, r.Method+" "+r.Form.Get("cache"))
	body := `{"success":"true","result":{"baseInfo":{"idOfStr":"0"}}}`
	if strings.Contains(name, "getBuyerOrderList") {
		body = `{"result":[]}`
		for i, page := range b.pages {
			if strings.Contains(args, fmt.Sprintf(`"page":%d`, i+1)) || strings.Contains(args, fmt.Sprintf("page=%d", i+1)) {
				body = page
			}
		}
	} else {
		for id, view := range b.views {
			if strings.Contains(args, id) {
				body = view
			}
		}
	}
	if gateway {
		body = `{"response":` + body + `,"error_code":"0000"}`
	}
	_, _ = fmt.Fprint(w, body)
}

func view(id, rest string) string {
	return fmt.Sprintf(`{"success":"true","result":{"baseInfo":{"idOfStr":"%s"%s}}}`, id, rest)
}

const three = `{"result":[{"baseInfo":{"idOfStr":"7001"}},{"baseInfo":{"idOfStr":"7002"}},` +
	`{"baseInfo":{"idOfStr":"7003"}}],"totalRecord":3}`

// TestFindOrders finds what the buyer's view names, and nothing else; what it cannot tell is an error.
func TestFindOrders(t *testing.T) {
	strangers := map[string]string{"7001": view("7001", ""), "7002": view("7002", `,"outOrderId":"other"`),
		"7003": view("7003", "")}
	many := `{"result":[`
	views := map[string]string{}
	for i := 10000; i < 10101; i++ {
		many += fmt.Sprintf(`{"baseInfo":{"idOfStr":"%d"}},`, i)
		views[fmt.Sprint(i)] = view(fmt.Sprint(i), "")
	}
	cases := []struct {
		name  string
		buyer buyer
		want  []string
		err   string
	}{
		{"there is none", buyer{pages: []string{`{"result":[],"totalRecord":0}`}}, nil, ""},
		{"a total of 0 alone", buyer{pages: []string{`{"totalRecord":0}`}}, nil, ""},
		{"the filter is ignored", buyer{pages: []string{three}, views: strangers}, nil, ""},
		{"one of them", buyer{pages: []string{three}, views: map[string]string{
			"7001": view("7001", ""), "7002": view("7002", `,"outOrderId":"mine"`), "7003": view("7003", ""),
		}}, []string{"7002"}, ""},
		{"in exAttributes", buyer{pages: []string{three}, views: map[string]string{
			"7001": view("7001", `},"exAttributes":{"outOrderId":"mine"`),
			"7002": view("7002", `,"exAttributes":"{\"outOrderId\":\"mine\"}"`),
			"7003": view("7003", `,"exAttributes":[{"key":"outOrderId","value":"mine"}]`),
		}}, []string{"7001", "7002", "7003"}, ""},
		{"the list's own word is not enough",
			buyer{pages: []string{`{"result":[{"baseInfo":{"idOfStr":"7001","outOrderId":"mine"}}],"totalRecord":1}`},
				views: map[string]string{"7001": view("7001", "")}}, nil, ""},
		{"silence", buyer{pages: []string{`{}`}}, nil, "nothing of what was asked for"},
		{"a text", buyer{pages: []string{`{"errorMessage":"根据订单ID获取订单时出错。"}`}}, nil, "根据订单ID获取订单时出错"},
		{"the second page fails",
			buyer{pages: []string{`{"result":[{"baseInfo":{"idOfStr":"7001"}}],"totalRecord":2}`, `{"errorCode":"500_2"}`},
				views: map[string]string{"7001": view("7001", `,"outOrderId":"mine"`)}}, []string{"7001"}, "500_2"},
		{"fewer than it counts", buyer{pages: []string{`{"result":[],"totalRecord":2}`}}, nil, "counts 2 orders and lists 0"},
		{"a view fails", buyer{pages: []string{three},
			views: map[string]string{"7001": `{"success":"false","errorMessage":"x"}`}}, nil, "look at order 7001"},
		{"a view of another order",
			buyer{pages: []string{three}, views: map[string]string{"7001": view("7002", `,"outOrderId":"mine"`)}}, nil,
			`shows order "7002"`},
		{"no id", buyer{pages: []string{`{"result":[{"baseInfo":{}}],"totalRecord":1}`}}, nil, "has no id"},
		{"too many", buyer{pages: []string{strings.TrimSuffix(many, ",") + `],"totalRecord":900}`}, views: views}, nil,
			"more than 100 orders"},
	}
	for _, c := range cases {
		for route, connect := range routes {
			t.Run(c.name+", "+route, func(t *testing.T) {
				b := c.buyer
				server := httptest.NewServer(&b)
				t.Cleanup(server.Close)
				api, ctx := connect(t, server.URL)
				orders, err := api.Trade.FindOrders(ctx, "mine")
				var got []string
				for _, o := range orders {
					got = append(got, o.BaseInfo.IDOfStr.String())
				}
				assert.Equal(t, c.want, got)
				if c.err == "" {
					require.NoError(t, err)
				} else {
					require.ErrorContains(t, err, c.err)
				}
				if route != "direct" {
					for _, sent := range b.sent {
						assert.True(t, strings.HasSuffix(sent, " no"), "a look-up takes nothing cached: %q", sent)
					}
				}
			})
		}
	}
}

// TestReads is what a read means by what it lacks.
func TestReads(t *testing.T) {
	cases := []struct {
		name, api, body string
		want            verdict
	}{
		{"a list", "alibaba.trade.getBuyerOrderList", `{"result":[{"baseInfo":{"id":1}}],"totalRecord":1}`, done},
		{"an empty list", "alibaba.trade.getBuyerOrderList", `{"result":[]}`, done},
		{"a total of 0", "alibaba.trade.getBuyerOrderList", `{"totalRecord":0}`, done},
		{"a total without rows", "alibaba.trade.getBuyerOrderList", `{"totalRecord":3}`, failed},
		{"silence", "alibaba.trade.getBuyerOrderList", `{}`, failed},
		{"no result", "alibaba.trade.getBuyerOrderList", `{"result":null}`, failed},
		{"success as text", "alibaba.trade.getBuyerOrderList", `{"success":"false","errorMessage":"x"}`, failed},
		{"an empty list beside an error", "alibaba.trade.getBuyerOrderList", `{"result":[],"errorMessage":"系统繁忙"}`, failed},
		{"nothing of an order", "alibaba.trade.get.buyerView", `{"result":{},"success":"true"}`, failed},
		{"an order", "alibaba.trade.get.buyerView", `{"result":{"baseInfo":{"id":1}}}`, done},
		{"a search", "product.search.keywordQuery",
			`{"result":{"success":true,"code":"S0000","result":{"data":[],"totalRecords":0}}}`, done},
		{"a search without a result", "product.search.keywordQuery", `{"result":{"success":true,"code":"S0000"}}`, failed},
		{"not allowed", "product.search.keywordQuery", `{"error":"Request need user authorized"}`, failed},
		{"not shipped", "alibaba.trade.getLogisticsTraceInfo.buyerView", `{"success":true,"errorMessage":"该订单没有物流跟踪信息。"}`,
			failed},
	}
	for _, c := range cases {
		op := platform.Find(c.api)
		for route, call := range routesOf(op) {
			got, err := call(t, op, c.body)
			assert.Equal(t, c.want, got, "%s, %s: %v", route, c.name, err)
			if c.name == "not shipped" {
				require.ErrorIs(t, err, openplatform.ErrNotShipped)
			}
		}
	}
	for _, op := range platform.Operations {
		if op.Effect == platform.EffectRead {
			got, err := routesOf(op)["direct"](t, op, `{}`)
			assert.Equal(t, failed, got, "%s: %v", op.Name, err)
		}
	}
}

// TestIDsOfContradictions gives the id that a response names beside its failure, here the page's own sample of an
// order.
func TestIDsOfContradictions(t *testing.T) {
	for route, connect := range routes {
		baseURL, sent := serve(t, 200, `{"totalSuccessAmount":156800,"orderId":"87407346014789305","success":false}`)
		api, ctx := connect(t, baseURL)
		_, err := api.Trade.CreateCrossOrder(ctx, crossOrder())
		var e *openplatform.UnknownOutcomeError
		require.ErrorAs(t, err, &e, route)
		assert.Equal(t, "87407346014789305", e.OrderID)
		assert.Equal(t, []string{"87407346014789305"}, e.IDs)
		assert.Equal(t, "my-order-1", e.OutOrderID)
		assert.NotContains(t, sent.URL.RawQuery, "_o_args", "an order is a form")
		if route != "direct" {
			assert.Equal(t, "no", sent.Form.Get("cache"))
			assert.Equal(t, http.MethodPost, sent.Method)
		}
	}
}

// TestPersonalDataIsInNoError breaks a call that carries a receiver.
func TestPersonalDataIsInNoError(t *testing.T) {
	api, ctx := via(t, "http://127.0.0.1:1")
	for _, address := range []*platform.CreateCrossOrderRequest{crossOrder()} {
		address.AddressParam = platform.OrderAddress{FullName: openplatform.Ptr("张三丰"),
			Mobile: openplatform.Ptr("13912345678"), Address: openplatform.Ptr("网商路699号")}
		_, err := api.Trade.CreateCrossOrder(ctx, address)
		require.Error(t, err)
		for _, text := range []string{"张三丰", "%E5%BC%A0", "13912345678", "_o_args"} {
			assert.NotContains(t, err.Error(), text)
		}
	}
	_, err := api.Trade.CreateOrderPreview(ctx, preview())
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "_o_args")
}

package openplatform_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// TestUnwrapped is a list that the gateway hands on without what the platform has around it, as live clients saw it.
func TestUnwrapped(t *testing.T) {
	cases := map[string]string{
		"as the platform has it": `{"result":[{"logisticsId":"LP1","status":"SIGN"}],"success":true}`,
		"the list alone":         `[{"logisticsId":"LP1","status":"SIGN"}]`,
	}
	for name, body := range cases {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				_, _ = fmt.Fprintf(w, `{"response":%s,"error_code":"0000"}`, body)
			}))
			t.Cleanup(server.Close)
			api, ctx := via(t, server.URL)
			answer, err := api.Logistics.GetLogisticsInfosBuyerView(ctx,
				&platform.GetLogisticsInfosBuyerViewRequest{OrderID: 1, WebSite: platform.WebSiteChina})
			require.NoError(t, err)
			require.Len(t, answer.Result, 1)
			assert.Equal(t, platform.LogisticsOrderStatusSigned, answer.Result[0].Status)
			assert.JSONEq(t, body, string(answer.Raw), "the body is kept as it came")
		})
	}
}

// TestValueAlone reads a response that is a number, which is asked for unsigned.
func TestValueAlone(t *testing.T) {
	cases := []struct {
		body, wantErr string
		want          int64
	}{
		{`1484033752883`, "", 1484033752883},
		{`{"error_code":"gw.APIACLDecline"}`, "gw.APIACLDecline", 0},
		{`{"value":1484033752883}`, "cannot be read", 0},
		{`"soon"`, "cannot be read", 0},
		{`14840337.5`, "cannot be read", 0},
		{`null`, "nothing of what was asked for", 0},
	}
	for _, tt := range cases {
		baseURL, sent := serve(t, http.StatusOK, tt.body)
		api, ctx := direct(t, baseURL)
		answer, err := api.System.GetServerTime(ctx)
		assert.Equal(t, "/openapi/param2/1/system/currentTimeMillis/"+testKey, sent.URL.Path)
		assert.Empty(t, sent.Form.Get("_aop_signature"))
		if tt.wantErr != "" {
			require.ErrorContains(t, err, tt.wantErr, tt.body)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, tt.want, answer.Value)
		assert.Equal(t, tt.body, string(answer.Raw))
	}
}

// TestTextsThatAreNumbers reads a text that comes as a number, as pages and responses disagree about ids.
func TestTextsThatAreNumbers(t *testing.T) {
	baseURL, _ := serve(t, 200, `{"result":{"orderId":105581756010628640,"success":true},"success":true}`)
	api, ctx := direct(t, baseURL)
	answer, err := api.Trade.CreateCrossOrder(ctx, crossOrder())
	require.NoError(t, err)
	assert.Equal(t, "105581756010628640", answer.Result.OrderID)
}

// TestPages asks for pages until all rows are there, an empty one comes, or one repeats.
func TestPages(t *testing.T) {
	cases := []struct {
		name  string
		total int
		pages map[string]string // rows by page
		want  []string
		asked int
	}{
		{"all rows are there", 3, map[string]string{"1": `{"baseInfo":{"idOfStr":"1"}},{"baseInfo":{"idOfStr":"2"}}`,
			"2": `{"baseInfo":{"idOfStr":"3"}}`}, []string{"1", "2", "3"}, 2},
		{"an empty page", 0, map[string]string{"1": `{"baseInfo":{"idOfStr":"1"}}`}, []string{"1"}, 2},
		{"a page that repeats", 0,
			map[string]string{"1": `{"baseInfo":{"idOfStr":"1"}}`, "2": `{"baseInfo":{"idOfStr":"1"}}`}, []string{"1"}, 2},
		{"nothing", 0, nil, nil, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			asked := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked++
				_, _ = fmt.Fprintf(w, `{"result":[%s],"totalRecord":%d}`, c.pages[r.PostFormValue("page")], c.total)
			}))
			t.Cleanup(server.Close)
			api, ctx := direct(t, server.URL)
			var got []string
			for row, err := range api.Trade.GetBuyerOrderListAll(ctx, nil) {
				require.NoError(t, err)
				got = append(got, row.BaseInfo.IDOfStr.String())
			}
			assert.Equal(t, c.want, got)
			assert.Equal(t, c.asked, asked)
		})
	}
}

// TestPagesFail yields a failure with the zero row, and stops.
func TestPagesFail(t *testing.T) {
	baseURL, _ := serve(t, 200, `{"errorCode":"500_2","errorMessage":"服务异常"}`)
	api, ctx := direct(t, baseURL)
	n := 0
	for _, err := range api.Trade.GetBuyerOrderListAll(ctx,
		&platform.GetBuyerOrderListRequest{Page: openplatform.Ptr(int64(3))}) {
		n++
		assert.True(t, openplatform.IsCode(err, "500_2"))
	}
	assert.Equal(t, 1, n)
}

// TestPagingLeavesTheRequest asks for pages in copies of it.
func TestPagingLeavesTheRequest(t *testing.T) {
	baseURL, _ := serve(t, 200, `{"result":{"opOrderRefundModels":[]},"success":true}`)
	api, ctx := direct(t, baseURL)
	req := &platform.QueryBuyerOrderRefundListRequest{}
	for _, err := range api.Refunds.QueryBuyerOrderRefundListAll(ctx, req) {
		t.Fatal("there is no row", err)
	}
	assert.Nil(t, req.CurrentPageNum)
}

// TestEveryMethodIsAnOperation goes through the table: it is sorted, and every operation has a response of its own.
func TestEveryMethodIsAnOperation(t *testing.T) {
	for _, op := range platform.Operations {
		assert.Same(t, op, platform.Find(op.API()))
		assert.Same(t, op, platform.NewAnswer(op.Name).Operation())
		assert.Equal(t, op.Request == "", platform.NewRequest(op.Name) == nil, op.Name)
		assert.NotEmpty(t, op.Effect, op.Name)
		assert.NotEmpty(t, op.Family, op.Name)
	}
	assert.Nil(t, platform.Find("alibaba.trade.nothing"))
}

package openplatform_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shop answers the list of orders page by page, and the buyer's views by the order's id.
type shop struct {
	pages    []string // rows
	total    string   // the member totalRecord, or ""
	views    map[string]string
	requests []string
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	if strings.Contains(r.URL.Path, "alibaba.trade.get.buyerView") {
		id := r.PostForm.Get("orderId")
		s.requests = append(s.requests, "view "+id)
		view, ok := s.views[id]
		if !ok {
			view = `{"error_code":"500_2","error_message":"no such order"}`
		}
		_, _ = io.WriteString(w, view)
		return
	}
	page, _ := strconv.Atoi(r.PostForm.Get("page"))
	s.requests = append(s.requests, fmt.Sprintf("page %d of %s", page, r.PostForm.Get("outOrderId")))
	rows := ""
	if page <= len(s.pages) {
		rows = s.pages[page-1]
	}
	total := ""
	if s.total != "" {
		total = `,"totalRecord":` + s.total
	}
	_, _ = fmt.Fprintf(w, `{"result":[%s]%s,"success":true}`, rows, total)
}

func listed(id string) string { return `{"baseInfo":{"idOfStr":"` + id + `"}}` }

func shown(id, base string) string {
	return `{"result":{"baseInfo":{"idOfStr":"` + id + `"` + base + `}},"success":true}`
}

const mine = `,"outOrderId":"mine"`

func TestFindOrdersByPages(t *testing.T) {
	two := map[string]string{"11": shown("11", mine), "12": shown("12", mine)}
	cases := []struct {
		name     string
		shop     shop
		want     []string
		err      string // a part, or "" for none
		requests []string
	}{
		{name: "two on one page", shop: shop{pages: []string{listed("11") + "," + listed("12")}, total: "2", views: two},
			want:     []string{"11", "12"},
			requests: []string{"page 1 of mine", "view 11", "view 12"}},
		{name: "two on two pages", shop: shop{pages: []string{listed("11"), listed("12")}, total: "2", views: two},
			want:     []string{"11", "12"},
			requests: []string{"page 1 of mine", "view 11", "page 2 of mine", "view 12"}},
		{name: "without a total", shop: shop{pages: []string{listed("11"), listed("12")}, views: two},
			want:     []string{"11", "12"},
			requests: []string{"page 1 of mine", "view 11", "page 2 of mine", "view 12", "page 3 of mine"}},
		{name: "a total of 0 beside rows", shop: shop{pages: []string{listed("11")}, total: "0", views: two},
			want:     []string{"11"},
			requests: []string{"page 1 of mine", "view 11", "page 2 of mine"}},
		{name: "a page that repeats", shop: shop{pages: []string{listed("11"), listed("11"), listed("12")}, views: two},
			want:     []string{"11"},
			requests: []string{"page 1 of mine", "view 11", "page 2 of mine"}},
		{name: "none", shop: shop{}, requests: []string{"page 1 of mine"}},
		{name: "none, and a total that says so", shop: shop{total: "0"}, requests: []string{"page 1 of mine"}},
		{name: "fewer than counted", shop: shop{pages: []string{listed("11")}, total: "3", views: two}, want: []string{"11"},
			err:      "orders of outOrderId mine: the platform counts 3 orders and lists 1 of them",
			requests: []string{"page 1 of mine", "view 11", "page 2 of mine"}},
		{name: "one fewer than counted", shop: shop{total: "1"}, err: "counts 1 orders and lists 0 of them",
			requests: []string{"page 1 of mine"}},
		{name: "of another number",
			shop: shop{pages: []string{listed("11")}, total: "1",
				views: map[string]string{"11": shown("11", `,"outOrderId":"other"`)}},
			requests: []string{"page 1 of mine", "view 11"}},
		{name: "of another number in the list",
			shop:     shop{pages: []string{`{"baseInfo":{"idOfStr":"11","outOrderId":"other"}}`}, total: "1", views: two},
			requests: []string{"page 1 of mine"}},
		{name: "of the number in the list", shop: shop{pages: []string{`{"baseInfo":{"idOfStr":"11","outOrderId":"mine"}}`},
			total: "1", views: two},
			want: []string{"11"}, requests: []string{"page 1 of mine", "view 11"}},
		{name: "id as a number", shop: shop{pages: []string{`{"baseInfo":{"id":11}}`}, total: "1", views: two},
			want:     []string{"11"},
			requests: []string{"page 1 of mine", "view 11"}},
		{name: "without an id", shop: shop{pages: []string{`{"baseInfo":{}}`}, total: "1"},
			err:      "an order of the list has no id",
			requests: []string{"page 1 of mine"}},
		{name: "an id of letters", shop: shop{pages: []string{listed("x11")}, total: "1"},
			err:      `the order's id "x11" is no number`,
			requests: []string{"page 1 of mine"}},
		{name: "a view that fails", shop: shop{pages: []string{listed("11") + "," + listed("13")}, total: "2", views: two},
			want:     []string{"11"},
			err:      "look at order 13: alibaba.trade.get.buyerView: refused by the platform: 500_2: no such order",
			requests: []string{"page 1 of mine", "view 11", "view 13"}},
		{name: "a view of another order",
			shop: shop{pages: []string{listed("11")}, total: "1", views: map[string]string{"11": shown("12", mine)}},
			err:  `look at order 11: the platform shows order "12"`, requests: []string{"page 1 of mine", "view 11"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			server := httptest.NewServer(&c.shop)
			t.Cleanup(server.Close)
			api, ctx := direct(t, server.URL)
			found, err := api.Trade.FindOrders(ctx, "mine")
			var got []string
			for _, order := range found {
				got = append(got, order.BaseInfo.IDOfStr.String())
			}
			assert.Equal(t, c.want, got)
			assert.Equal(t, c.requests, c.shop.requests)
			if c.err == "" {
				assert.NoError(t, err)
			} else {
				assert.ErrorContains(t, err, c.err)
			}
		})
	}
}

func TestFindOrdersNeedsANumber(t *testing.T) {
	s := &shop{}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	api, ctx := direct(t, server.URL)
	_, err := api.Trade.FindOrders(ctx, "")
	assert.ErrorContains(t, err, "the outOrderId is empty")
	assert.Empty(t, s.requests)
}

func TestFindOrdersReportsAListThatFails(t *testing.T) {
	baseURL, _ := serve(t, 200, `{"error_code":"gw.APIACLDecline","error_message":"no"}`)
	api, ctx := direct(t, baseURL)
	found, err := api.Trade.FindOrders(ctx, "mine")
	assert.EqualError(t, err,
		"orders of outOrderId mine: alibaba.trade.getBuyerOrderList: refused by the platform: gw.APIACLDecline: no")
	assert.Empty(t, found)
}

// TestFindOrdersEnds looks at a hundred orders where the platform ignores the filter, and not at one more.
func TestFindOrdersEnds(t *testing.T) {
	s := &shop{views: map[string]string{}}
	for page := range 11 {
		var rows []string
		for row := range 10 {
			id := fmt.Sprint(1000 + 10*page + row)
			rows, s.views[id] = append(rows, listed(id)), shown(id, "")
		}
		s.pages = append(s.pages, strings.Join(rows, ","))
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	api, ctx := direct(t, server.URL)
	found, err := api.Trade.FindOrders(ctx, "mine")
	require.ErrorContains(t, err, "the platform lists more than 100 orders, which ignores the outOrderId")
	assert.Empty(t, found)
	assert.Len(t, s.requests, 100+11)
}

// TestFindOrdersByAttributes recognises an order by what its view has among the attributes, in each of the forms that
// live answers have.
func TestFindOrdersByAttributes(t *testing.T) {
	cases := []struct {
		name, base, order string
		want              int
	}{
		{"object in the basics", `,"exAttributes":{"outOrderId":"mine"}`, "", 1},
		{"object beside them", "", `,"exAttributes":{"a":"b","outOrderId":"mine"}`, 1},
		{"another's in the basics, its own beside them", `,"exAttributes":{"outOrderId":"other"}`,
			`,"exAttributes":{"outOrderId":"mine"}`, 1},
		{"pairs", `,"exAttributes":[{"key":"a","value":"mine"},{"key":"outOrderId","value":"mine"}]`, "", 1},
		{"pairs of another number", `,"exAttributes":[{"key":"outOrderId","value":"other"}]`, "", 0},
		{"pairs of another key", `,"exAttributes":[{"key":"a","value":"mine"}]`, "", 0},
		{"object as text", `,"exAttributes":"{\"outOrderId\":\"mine\"}"`, "", 1},
		{"pairs as text", `,"exAttributes":"[{\"key\":\"outOrderId\",\"value\":\"mine\"}]"`, "", 1},
		{"text in text", `,"exAttributes":"\"mine\""`, "", 0},
		{"text", `,"exAttributes":"mine"`, "", 0},
		{"another number", `,"exAttributes":{"outOrderId":"other"}`, "", 0},
		{"number", `,"exAttributes":17`, "", 0},
		{"none", "", "", 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			view := `{"result":{"baseInfo":{"idOfStr":"11"` + c.base + `}` + c.order + `},"success":true}`
			server := httptest.NewServer(&shop{pages: []string{listed("11")}, total: "1", views: map[string]string{"11": view}})
			t.Cleanup(server.Close)
			api, ctx := direct(t, server.URL)
			found, err := api.Trade.FindOrders(ctx, "mine")
			require.NoError(t, err)
			assert.Len(t, found, c.want)
		})
	}
}

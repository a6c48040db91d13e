package suggest_test

import (
	"testing"

	"github.com/go-ali1688/ali1688/internal/suggest"
)

func TestTo(t *testing.T) {
	names := []string{"item_fee", "item_get", "item_get_pro", "item_search", "cat_get", "alibaba.trade.createCrossOrder"}
	for name, want := range map[string]string{
		"item_gett": "item_get", "itemsearch": "item_search", "cat_gte": "cat_get",
		"item_gte": "item_get", "ITEM_GET": "item_get", "alibaba.trade.createcrossorder": "alibaba.trade.createCrossOrder",
		"order_create": "", "": "",
		"item_get_prooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo": "",
	} {
		if got := suggest.To(name, names); got != want {
			t.Errorf("got %q for %q\nwant %q", got, name, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"abc", "abc", 0}, {"abc", "abd", 1}, {"abc", "bc", 1}, {"get", "gte", 1},
		{"abcd", "badc", 2}, {"kitten", "sitting", 3}} {
		if got := suggest.Distance(tt.a, tt.b); got != tt.want {
			t.Errorf("got %d from %q to %q\nwant %d", got, tt.a, tt.b, tt.want)
		}
	}
}

package nearest_test

import (
	"testing"

	"github.com/go-ali1688/ali1688/internal/nearest"
)

func TestTo(t *testing.T) {
	names := []string{"item_get", "item_get_pro", "item_search", "cat_get"}
	for name, want := range map[string]string{
		"item_gett": "item_get", "itemsearch": "item_search", "cat_gte": "cat_get", "order_create": "", "": "",
		"item_get_prooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo": "",
	} {
		if got := nearest.To(name, names); got != want {
			t.Errorf("got %q for %q\nwant %q", got, name, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"abc", "abc", 0}, {"abc", "abd", 1}, {"abc", "bc", 1}, {"get", "gte", 1}, {"abcd", "badc", 2}, {"kitten", "sitting", 3}} {
		if got := nearest.Distance(tt.a, tt.b); got != tt.want {
			t.Errorf("got %d from %q to %q\nwant %d", got, tt.a, tt.b, tt.want)
		}
	}
}

package site

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTerms(t *testing.T) {
	for text, want := range map[string][]string{
		"Get an offer":       {"get", "an", "offer"},
		"item_get":           {"item", "get", "item_get"},
		"按图搜索":               {"按图", "图搜", "搜索"},
		"按":                  {"按"},
		"1688global的shop_id": {"1688global", "的", "shop", "id", "shop_id"},
		"_o_args!":           {"o", "args", "o_args"},
		"":                   nil,
	} {
		assert.Equal(t, want, terms(text), "%q", text)
	}
}

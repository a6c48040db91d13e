package naming

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIdentifier(t *testing.T) {
	for value, want := range map[string]string{
		"WAIT_SELLER_AGREE":        "WaitSellerAgree",
		"buyerCancel":              "BuyerCancel",
		"member expired":           "MemberExpired",
		"order.nopermission.buyer": "OrderNopermissionBuyer",
		"not_found":                "NotFound",
		"api_stopped":              "APIStopped",
		"bad_refund_id":            "BadRefundID",
		"PDF":                      "PDF",
		"skuIds":                   "SKUIDs",
		"kjpayV2":                  "KjpayV2",
		"toB":                      "ToB",
		"c2m":                      "C2M",
		"失败:STAT_ERROR":            "StatError",
		"400_3":                    "4003",
		"-1":                       "1",
		"":                         "",
		"失败":                       "",
	} {
		assert.Equal(t, want, Identifier(value), value)
	}
}

func TestWords(t *testing.T) {
	for name, want := range map[string][]string{
		"RefundID":   {"Refund", "ID"},
		"OrderIDs":   {"Order", "IDs"},
		"HTTPServer": {"HTTPServer"},
		"num_iid":    {"num", "iid"},
		"Rate24H30D": {"Rate24", "H30", "D"},
		"a":          {"a"},
		"__":         nil,
	} {
		assert.Equal(t, want, Words(name), name)
	}
}

// TestInitialisms keeps the glossary in order and free of twins.
func TestInitialisms(t *testing.T) {
	folded := func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }
	assert.True(t, slices.IsSortedFunc(Initialisms, folded))
	for _, word := range Initialisms {
		assert.Equal(t, word, Identifier(strings.ToLower(word)))
	}
}

func TestDoes(t *testing.T) {
	for summary, want := range map[string]string{
		"Get an offer":            "gets an offer",
		"Search shops by keyword": "searches shops by keyword",
		"Apply for a refund":      "applies for a refund",
		"Pay an order":            "pays an order",
		"Guess words":             "guesses words",
		"Search shops":            "searches shops",
		"Publish an offer":        "publishes an offer",
		"Copy an offer":           "copies an offer",
		"Pass a check":            "passes a check",
		"Modify a remark":         "modifies a remark",
		"Buy":                     "buys ",
	} {
		assert.Equal(t, want, Does(summary), summary)
	}
}

package openapi_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/openapi"
)

// The reasons why two schemas with the same members are two.
const (
	ofCalls   = "the arguments or the responses of two operations: each has components of its own, which name its types"
	wrapsElse = "what is in the envelope differs"
	inputs    = "one is of arguments and one of responses, whose values come in more kinds, or whose members nobody sends"
	pagesOwn  = "two pages of the provider, each with members that the other lacks; one would claim what nobody saw"
	levels    = "two levels of a tree, whose members differ in kind"
)

// alike are the schemas that have nearly the same members and are not one, with the reason. Groups are sorted.
var alike = []struct{ document, schemas, reason string }{
	{"gateway", "Category OfferCategoryNode OfferSubcategory", levels},
	{"gateway", "FactorySearchItems NewSearchItems SellerSearchItems", wrapsElse},
	{"openplatform", "AddProductRequest ProductDraft", pagesOwn},
	{"openplatform", "AddressParam RefundDeliveryAddress", inputs},
	{"openplatform", "AlbumChange PhotoAlbum", inputs},
	{"openplatform", "ApplyInvoiceResult GetInvoiceAmountListResult GetInvoiceListBuyerViewResult GetMaxRefundFeeResult " +
		"ListProductsResponse WangwangURLResult", wrapsElse},
	{"openplatform", "ApplyInvoiceTitle InvoiceParty", inputs},
	{"openplatform", "ChangeContractResult DraftPurchaseOrderResult", pagesOwn},
	{"openplatform", "ConsultInvoiceResult MergeApplyInvoiceResult QueryInvoiceRelatedOrdersResult", wrapsElse},
	{"openplatform", "CreateRefundDeliveryOrderParam ModifyRefundDeliveryOrderParam",
		"a change names the order that it changes"},
	{"openplatform", "DetailSKUShippingInfo ProductSKUParcel",
		"the parcel has a volume, and its measures are of other kinds"},
	{"openplatform", "EditNewProductRequest EditProductPartlyRequest GetProductQualityRequest", ofCalls},
	{"openplatform", "EncryptOutOrderInfo EncryptOutOrderParam", inputs},
	{"openplatform", "FreightTemplate ProductFreightTemplate", "the templates in an offer have rates of another shape"},
	{"openplatform", "GetCreditPayURLResponse GetCrossBorderPayURLResponse", ofCalls},
	{"openplatform", "GetInvoiceApplyPageListBuyerViewResult VideoPage", wrapsElse},
	{"openplatform", "GetSellerOrderListRequest ListEncryptedOrdersSellerViewRequest", ofCalls},
	{"openplatform", "ImageSearchPage KeywordSearchPage SellerProductPage", wrapsElse},
	{"openplatform", "ListRefundsSellerViewResponse QueryLogisticCompanyListResponse QueryMarketingMixConfigResponse " +
		"QueryOfflineLogisticCompanyListResponse SendOrderDummyResponse SendOrderOfflineResponse", ofCalls},
	{"openplatform", "ProductAttribute ProductAttributeInput", inputs},
	{"openplatform", "ProductFoundByImage ProductFoundByKeyword", pagesOwn},
	{"openplatform", "ProductSKUAttribute ProductSKUAttributeInput", inputs},
	{"openplatform", "ProductTradeInfo ProductTradeInput", inputs},
	{"openplatform", "PublishCardResult PublishableResult", wrapsElse},
	{"openplatform", "RefundOperation RefundOperationEntry", pagesOwn},
	{"openplatform", "RepostProductsResponse RepublishProductsResponse", ofCalls},
	{"openplatform", "TranslatedCategory TranslatedCategoryRow TranslatedSubcategory", levels},
	{"legacy", "E56LogisticsDummySendRequest E56LogisticsOfflineSendRequest", ofCalls},
	{"legacy", "OfferGetAllOfferListRequest OfferGetPublishOfferListRequest", ofCalls},
	{"legacy", "SpuAttribute SpuKeyAttribute", "the ids are of other kinds"},
}

// TestAlikeSchemas finds schemas of at least five members whose names are the same but for a fifth of them, and
// compares the groups with the list: each is merged or has a reason.
func TestAlikeSchemas(t *testing.T) {
	for _, doc := range openapi.Documents() {
		t.Run(doc.Name, func(t *testing.T) {
			var want []string
			for _, row := range alike {
				if row.document == doc.Name {
					want = append(want, row.schemas)
					assert.NotEmpty(t, row.reason, row.schemas)
				}
			}
			parsed, err := document.Parse(doc.JSON)
			require.NoError(t, err)
			got := groups(parsed.Components.Schemas)
			assert.Equal(t, slices.Sorted(slices.Values(want)), got,
				"merge schemas that are one model, and list those that are not with the reason in alike")
		})
	}
}

// groups returns the names of schemas that are alike, one group a line, sorted.
func groups(schemas document.Map[*document.Schema]) []string {
	members := map[string]map[string]bool{}
	leader := map[string]string{}
	var names []string
	for name, s := range schemas.Sorted() {
		members[name] = map[string]bool{}
		for key := range s.Properties.Sorted() {
			members[name][key] = true
		}
		if len(members[name]) < 5 {
			continue
		}
		leader[name] = name
		for _, before := range names {
			if near(members[before], members[name]) {
				join(leader, leader[before], leader[name])
			}
		}
		names = append(names, name)
	}
	byLeader := map[string][]string{}
	for _, name := range names {
		byLeader[leader[name]] = append(byLeader[leader[name]], name)
	}
	var out []string
	for _, group := range byLeader {
		if len(group) > 1 {
			out = append(out, strings.Join(group, " "))
		}
	}
	slices.Sort(out)
	return out
}

// join makes one group of two.
func join(leader map[string]string, a, b string) {
	for name, of := range leader {
		if of == b {
			leader[name] = a
		}
	}
}

// near reports whether four fifths of all members of two schemas are in both.
func near(a, b map[string]bool) bool {
	both := 0
	for name := range a {
		if b[name] {
			both++
		}
	}
	return 5*both >= 4*(len(a)+len(b)-both)
}

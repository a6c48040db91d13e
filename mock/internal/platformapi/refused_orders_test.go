package platformapi_test

import (
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/refusal"
)

// TestRefusedOrdersNameTheirGoods reads the ids out of the text, as live programs do.
func TestRefusedOrdersNameTheirGoods(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	const offer = int64(610947572360)
	detail, err := s.Products.QueryProductDetail(s.Ctx, &platform.QueryProductDetailRequest{
		OfferDetailParam: platform.OfferDetailParam{OfferID: offer, Country: "en"},
	})
	require.NoError(t, err)
	spec, another := detail.Result.Result.ProductSKUInfos[0].SpecID, "00000000000000000000000000000000"
	cases := []struct {
		name, spec string
		quantity   float64
		code       platform.Code
		want       refusal.Goods
		action     refusal.Action
	}{
		{"sold out", spec, 1e9, platform.CodeCreateOrderPreviewOutOfStock, refusal.Goods{Offer: "610947572360", Spec: spec},
			refusal.ChangeQuantity},
		{"another variant", another, 5, platform.CodeCreateOrderPreviewSpecNotOfOffer,
			refusal.Goods{Offer: "610947572360", Spec: another}, refusal.ChangeGoods},
		{"half a piece", spec, 0.5, platform.CodeCreateOrderPreviewBelowMinimum, refusal.Goods{Offer: "610947572360"},
			refusal.ChangeQuantity},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			_, err := s.Trade.CreateOrderPreview(s.Ctx, &platform.CreateOrderPreviewRequest{
				AddressParam:   mocktest.Home,
				CargoParamList: []platform.OrderCargo{{OfferID: openplatform.Ptr(offer), SpecID: &tt.spec, Quantity: tt.quantity}},
			})
			require.ErrorIs(t, err, tt.code)
			var failed *openplatform.Error
			require.ErrorAs(t, err, &failed)
			assert.Equal(t, []refusal.Goods{tt.want}, failed.Goods(), failed.Message)
			assert.Equal(t, tt.action, failed.Action())
		})
	}
}

package world_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestAppItem compares every member of item_get_app with the facts of the offer, in both languages.
func TestAppItem(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for i, o := range offers(w, 60) {
		english := i%2 == 1
		got := bodyOf(t, w, world.Query{Operation: "item_get_app", English: english}, about(&o))
		layout := text(t, got, "item", "layoutProtocol", "components", 0, "componentData")
		equalMembers(t, object{"componentType": "detail_image_banner",
			"data": object{"isPrivacy": false, "offerImgList": o.Gallery(base)}}, layout, "%d", o.ID)
		page := object{"componentData": layout, "arrangement": "full_column"}
		equalMembers(t, object{"item": object{
			"tempModel": object{"offerId": digits(o.ID), "offerTitle": o.Title(english),
				"price": yuan(o.Tiers()[0].Price), "sellerLoginId": o.Shop.Company,
				"sellerUserId": digits(o.Shop.ID), "sellerMemberId": o.Shop.SID,
				"leafCategoryId": digits(o.Categories()[2].ID)},
			"skuModel":   object{"skuInfoMap": appVariants(&o, english)},
			"shareModel": object{"shareUrl": w.ShareLink(o.ID), "companyName": o.Shop.Company},
			"detailModel": object{
				"detailUrl":   "https://air.1688.com/pages/od/app-desc/index.html?offerId=" + digits(o.ID),
				"h5DataModel": object{"picPrivateNoAuth": "false"}, "offerId": digits(o.ID)},
			"filterModel": nil, "freightModel": appFreight(&o), "globalData": []any{}, "industryOfferDetailModel": nil,
			"layoutProtocol": object{"cacheTime": "60", "components": []any{page}},
		}}, got, "%d", o.ID)
	}
}

func appVariants(o *world.Offer, english bool) (rows []any) {
	for _, v := range o.Variants() {
		spec := ""
		for i, p := range v.Properties {
			spec += []string{"", ";"}[i] + in(p.Name, english) + ":" + in(p.Value, english)
		}
		rows = append(rows, object{"skuId": digits(v.SKUID), "specId": v.SpecID, "specAttrs": spec,
			"price": yuan(v.Price), "canBookCount": digits(v.Left), "skuWeight": kilograms(o.Grams())})
	}
	return rows
}

// region returns the name of a province of a shop with its suffix.
func region(province string) string {
	name, ok := map[string]string{"北京": "北京", "天津": "天津", "上海": "上海", "重庆": "重庆", "广西": "广西壮族自治区"}[province]
	if !ok {
		return province + "省"
	}
	return name
}

func appFreight(o *world.Offer) object {
	province, city, code := o.Shop.Place()
	home, far := o.FreightTo("330100", o.Grams()*o.Least()), o.FreightTo("330100", 1)
	return object{"deliveryFee": "TEMPLATED", "freeDeliverFee": fmt.Sprint(far.Free),
		"location": region(province) + " " + city + "市", "locationCode": "14" + code, "officialLogistics": "false",
		"subTemplateId": digits(home.Template), "totalCost": home.Total / 100, "unitWeight": kilograms(o.Grams())}
}

func kilograms(grams int64) float64 { return float64(grams) / 1000 }

// TestSpecifications has the weight in kilograms and the size in centimetres.
func TestSpecifications(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, o := range offers(w, 100) {
		length, width, height := o.Millimetres()
		require.True(t, 60 <= length && length <= 500, "%d: length %d", o.ID, length)
		require.True(t, 40 <= width && width <= 350, "%d: width %d", o.ID, width)
		require.True(t, 10 <= height && height <= 200, "%d: height %d", o.ID, height)
		equalMembers(t, object{"item": object{"item_weight": kilograms(o.Grams()), "unit_weight": kilograms(o.Grams()),
			"volume_length": float64(length) / 10, "volume_width": float64(width) / 10,
			"volume_height": float64(height) / 10, "_ddf": "mock"}}, body(t, w, "item_get_specifications", about(&o)))
	}
	wantRefusal(t, w, "item_get_specifications", "num_iid=x", "2000", "")
	wantRefusal(t, w, "item_get_app", "num_iid=x", "2000", "")
}

// TestMillimetres reaches both ends of each range.
func TestMillimetres(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	least, most := [3]int64{1 << 30, 1 << 30, 1 << 30}, [3]int64{}
	for i := range world.Listed {
		o := w.ListedOffer(i)
		length, width, height := o.Millimetres()
		for j, n := range []int64{length, width, height} {
			least[j], most[j] = min(least[j], n), max(most[j], n)
		}
	}
	assert.Equal(t, [3]int64{60, 40, 10}, least)
	assert.Equal(t, [3]int64{500, 350, 200}, most)
}

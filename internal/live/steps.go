package live

import (
	"cmp"
	"context"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/calls"
)

// found is what earlier answers gave for later calls.
type found struct {
	numIID, sid, sellerID, nick, imageName string
	cid                                    int64
	location, template                     string
}

// step is one operation of the run.
type step struct {
	api  string
	from string // where its parameters come from, for the plan
	call func(context.Context, *ali1688.Client, *found) (gateway.Answer, error)
}

// A pixel, for the operations that take an image: a JPEG of one grey dot.
const pixel = "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="

const (
	keyword      = "女装"
	anyOffer     = "610947572360"
	anyShop      = "b2b-2206619673102e9470"
	anySeller    = "2206619673102"
	anyDistrict  = "650100"
	anyRanking   = "1031918"
	anyImage     = "https://cbu01.alicdn.com/img/ibank/2020/063/830/13235038360_979836901.jpg"
	anyShareLink = "https://qr.1688.com/share.html"
)

// steps are the operations in the order in which each finds what the next ones need.
var steps = []step{
	{"item_search", "a keyword", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		answer, err := c.ItemSearch(ctx, &gateway.ItemSearchParams{Q: keyword})
		if answer != nil && len(answer.Items.Item) > 0 {
			f.numIID = answer.Items.Item[0].NumIID.String()
		}
		return calls.Given(answer, err)
	}},
	{"item_search_suggest", "a keyword", func(ctx context.Context, c *ali1688.Client, _ *found) (gateway.Answer, error) {
		return calls.Given(c.ItemSearchSuggest(ctx, &gateway.ItemSearchSuggestParams{Q: keyword}))
	}},
	{"item_get", "the first offer found", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		answer, err := c.ItemGet(ctx, &gateway.ItemGetParams{NumIID: f.offer()})
		if answer != nil {
			item := answer.Item
			f.sid, f.sellerID, f.nick = item.SellerInfo.SID, item.SellerID.String(), item.Nick
			f.cid, _ = item.CID.Int64()
		}
		return calls.Given(answer, err)
	}},
	{"item_get_pro", "the same offer", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemGetPro(ctx, &gateway.ItemGetProParams{NumIID: f.offer()}))
	}},
	{"item_get_app", "the same offer", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		answer, err := c.ItemGetApp(ctx, &gateway.ItemGetAppParams{NumIID: f.offer()})
		if answer != nil {
			freight := answer.Item.FreightModel
			f.location, f.template = freight.LocationCode, freight.SubTemplateID
		}
		return calls.Given(answer, err)
	}},
	{"item_get_specifications", "the same offer", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemGetSpecifications(ctx, &gateway.ItemGetSpecificationsParams{NumIID: f.offer()}))
	}},
	{"item_cat_get", "the same offer", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemCatGet(ctx, &gateway.ItemCatGetParams{NumIID: f.offer()}))
	}},
	{"item_review", "the same offer and its seller", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemReview(ctx, &gateway.ItemReviewParams{NumIID: f.offer(), UserID: cmp.Or(f.sellerID, anySeller), Nick: cmp.Or(f.nick, anyShop)}))
	}},
	{"item_fee", "the same offer, where the app sends it from", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		params := &gateway.ItemFeeParams{NumIID: f.offer(), AreaID: anyDistrict}
		if f.location != "" && f.template != "" {
			params.Location, params.TempID = &f.location, &f.template
		}
		return calls.Given(c.ItemFee(ctx, params))
	}},
	{"cat_get", "the offer's category", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.CatGet(ctx, &gateway.CatGetParams{CID: f.cid}))
	}},
	{"seller_info", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.SellerInfo(ctx, &gateway.SellerInfoParams{SID: ali1688.Ptr(f.shop())}))
	}},
	{"item_search_shop", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemSearchShop(ctx, &gateway.ItemSearchShopParams{SellerNick: f.shop()}))
	}},
	{"item_search_peerbuy", "the offer and its shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemSearchPeerbuy(ctx, &gateway.ItemSearchPeerbuyParams{NumIID: f.offer(), SID: f.shop()}))
	}},
	{"item_get_shop", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemGetShop(ctx, &gateway.ItemGetShopParams{SID: f.shop()}))
	}},
	{"item_get_hy", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemGetHy(ctx, &gateway.ItemGetHyParams{SID: f.shop()}))
	}},
	{"item_get_company", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemGetCompany(ctx, &gateway.ItemGetCompanyParams{SID: f.shop()}))
	}},
	{"item_get_factory", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemGetFactory(ctx, &gateway.ItemGetFactoryParams{SID: f.shop()}))
	}},
	{"item_get_strength", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemGetStrength(ctx, &gateway.ItemGetStrengthParams{SID: f.shop()}))
	}},
	{"item_get_contact", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemGetContact(ctx, &gateway.ItemGetContactParams{SID: f.shop()}))
	}},
	{"item_search_seller", "a keyword", func(ctx context.Context, c *ali1688.Client, _ *found) (gateway.Answer, error) {
		return calls.Given(c.ItemSearchSeller(ctx, &gateway.ItemSearchSellerParams{Q: keyword}))
	}},
	{"item_search_factory", "a keyword", func(ctx context.Context, c *ali1688.Client, _ *found) (gateway.Answer, error) {
		return calls.Given(c.ItemSearchFactory(ctx, &gateway.ItemSearchFactoryParams{Q: keyword}))
	}},
	{"item_search_new", "a keyword", func(ctx context.Context, c *ali1688.Client, _ *found) (gateway.Answer, error) {
		return calls.Given(c.ItemSearchNew(ctx, &gateway.ItemSearchNewParams{Q: keyword}))
	}},
	{"item_search_best", "a ranking", func(ctx context.Context, c *ali1688.Client, _ *found) (gateway.Answer, error) {
		return calls.Given(c.ItemSearchBest(ctx, &gateway.ItemSearchBestParams{RankID: anyRanking, RankType: gateway.RankTypeHot}))
	}},
	{"upload_img", "a pixel", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		answer, err := c.UploadImg(ctx, nil, gateway.UploadImgForm{Imgcode: pixel})
		if answer != nil {
			f.imageName = answer.Items.Item.Name.String()
		}
		return calls.Given(answer, err)
	}},
	{"item_search_img", "the image uploaded", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return calls.Given(c.ItemSearchImg(ctx, &gateway.ItemSearchImgParams{Imgid: cmp.Or(f.imageName, anyImage)}))
	}},
	{"img2text", "a pixel", func(ctx context.Context, c *ali1688.Client, _ *found) (gateway.Answer, error) {
		return calls.Given(c.Img2Text(ctx, nil, gateway.Img2TextForm{Imgcode: pixel}))
	}},
	{"item_password", "a share link", func(ctx context.Context, c *ali1688.Client, _ *found) (gateway.Answer, error) {
		return calls.Given(c.ItemPassword(ctx, &gateway.ItemPasswordParams{Word: anyShareLink}))
	}},
}

func (f *found) offer() string { return cmp.Or(f.numIID, anyOffer) }
func (f *found) shop() string  { return cmp.Or(f.sid, anyShop) }

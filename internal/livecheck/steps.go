package livecheck

import (
	"cmp"
	"context"
	"slices"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
)

// found is what earlier responses gave for later calls.
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
	keyword     = "女装"
	anyOffer    = "610947572360"
	anyShop     = "b2b-2206619673102e9470"
	anySeller   = "2206619673102"
	anyDistrict = "650100"
	anyImage    = "https://cbu01.alicdn.com/img/ibank/2020/063/830/13235038360_979836901.jpg"
)

// steps are the chained calls, then one of each operation that has nothing to do with others, with the parameters of
// the document's examples.
var steps = slices.Concat(chained, examples())

// accountOnly are the operations that act for an authorised account. They are not called.
var accountOnly = []string{"custom", "buyer_order_list"}

func examples() []step {
	var out []step
	for _, call := range examplecalls.All {
		isChained := slices.ContainsFunc(chained, func(s step) bool { return s.api == call.Name })
		if !isChained && !slices.Contains(accountOnly, call.Name) {
			make := func(ctx context.Context, c *ali1688.Client, _ *found) (gateway.Answer, error) {
				return call.Make(ctx, c)
			}
			out = append(out, step{call.Name, "the document's examples", make})
		}
	}
	return out
}

// chained are the operations in the order in which each finds what the next ones need.
var chained = []step{
	{"item_search", "a keyword", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		answer, err := c.ItemSearch(ctx, &gateway.ItemSearchParams{Q: keyword})
		if answer != nil && len(answer.Items.Item) > 0 {
			f.numIID = answer.Items.Item[0].NumIID.String()
		}
		return examplecalls.Given(answer, err)
	}},
	{"item_get", "the first offer found", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		answer, err := c.ItemGet(ctx, &gateway.ItemGetParams{NumIID: f.offer()})
		if answer != nil {
			item := answer.Item
			f.sid, f.sellerID, f.nick = item.SellerInfo.SID, item.SellerID.String(), item.Nick
			f.cid, _ = item.CID.Int64()
		}
		return examplecalls.Given(answer, err)
	}},
	{"item_get_pro", "the same offer", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return examplecalls.Given(c.ItemGetPro(ctx, &gateway.ItemGetProParams{NumIID: f.offer()}))
	}},
	{"item_get_app", "the same offer", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		answer, err := c.ItemGetApp(ctx, &gateway.ItemGetAppParams{NumIID: f.offer()})
		if answer != nil {
			freight := answer.Item.FreightModel
			f.location, f.template = freight.LocationCode, freight.SubTemplateID
		}
		return examplecalls.Given(answer, err)
	}},
	{"item_get_specifications", "the same offer", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer,
		error) {
		return examplecalls.Given(c.ItemGetSpecifications(ctx, &gateway.ItemGetSpecificationsParams{NumIID: f.offer()}))
	}},
	{"item_cat_get", "the same offer", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return examplecalls.Given(c.ItemCatGet(ctx, &gateway.ItemCatGetParams{NumIID: f.offer()}))
	}},
	{"item_review", "the same offer and its seller",
		func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
			return examplecalls.Given(c.ItemReview(ctx,
				&gateway.ItemReviewParams{NumIID: f.offer(), UserID: cmp.Or(f.sellerID, anySeller), Nick: cmp.Or(f.nick, anyShop)}))
		}},
	{"item_fee", "the same offer, where the app sends it from",
		func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
			params := &gateway.ItemFeeParams{NumIID: f.offer(), AreaID: anyDistrict}
			if f.location != "" && f.template != "" {
				params.Location, params.TempID = &f.location, &f.template
			}
			return examplecalls.Given(c.ItemFee(ctx, params))
		}},
	{"cat_get", "the offer's category", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return examplecalls.Given(c.CatGet(ctx, &gateway.CatGetParams{CID: f.cid}))
	}},
	{"seller_info", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return examplecalls.Given(c.SellerInfo(ctx, &gateway.SellerInfoParams{SID: ali1688.Ptr(f.shop())}))
	}},
	{"item_search_shop", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer,
		error) {
		return examplecalls.Given(c.ItemSearchShop(ctx, &gateway.ItemSearchShopParams{SellerNick: f.shop()}))
	}},
	{"item_search_peerbuy", "the offer and its shop",
		func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
			return examplecalls.Given(c.ItemSearchPeerbuy(ctx,
				&gateway.ItemSearchPeerbuyParams{NumIID: f.offer(), SID: f.shop()}))
		}},
	{"item_get_shop", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return examplecalls.Given(c.ItemGetShop(ctx, &gateway.ItemGetShopParams{SID: f.shop()}))
	}},
	{"item_get_hy", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		return examplecalls.Given(c.ItemGetHy(ctx, &gateway.ItemGetHyParams{SID: f.shop()}))
	}},
	{"item_get_company", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer,
		error) {
		return examplecalls.Given(c.ItemGetCompany(ctx, &gateway.ItemGetCompanyParams{SID: f.shop()}))
	}},
	{"item_get_factory", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer,
		error) {
		return examplecalls.Given(c.ItemGetFactory(ctx, &gateway.ItemGetFactoryParams{SID: f.shop()}))
	}},
	{"item_get_strength", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer,
		error) {
		return examplecalls.Given(c.ItemGetStrength(ctx, &gateway.ItemGetStrengthParams{SID: f.shop()}))
	}},
	{"item_get_contact", "the offer's shop", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer,
		error) {
		return examplecalls.Given(c.ItemGetContact(ctx, &gateway.ItemGetContactParams{SID: f.shop()}))
	}},
	{"upload_img", "a pixel", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer, error) {
		answer, err := c.UploadImg(ctx, nil, gateway.UploadImgForm{ImgCode: pixel})
		if answer != nil {
			f.imageName = answer.Items.Item.Name.String()
		}
		return examplecalls.Given(answer, err)
	}},
	{"item_search_img", "the image uploaded", func(ctx context.Context, c *ali1688.Client, f *found) (gateway.Answer,
		error) {
		return examplecalls.Given(c.ItemSearchImg(ctx, &gateway.ItemSearchImgParams{ImgID: cmp.Or(f.imageName, anyImage)}))
	}},
}

func (f *found) offer() string { return cmp.Or(f.numIID, anyOffer) }
func (f *found) shop() string  { return cmp.Or(f.sid, anyShop) }

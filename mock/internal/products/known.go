package products

import (
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// byIDs returns several offers whole, in the order of their ids. One that does not exist is left out.
func (q *query) byIDs(req *platform.GetProductsByIDsRequest) platform.Answer {
	out := &platform.GetProductsByIDsResponse{Success: yes}
	for _, id := range req.ProductIDList {
		if o, ok := q.offer(id); ok {
			out.ProductList = append(out.ProductList, q.productInfo(&o))
		}
	}
	q.rows(len(out.ProductList), "productList")
	return out
}

// resaleOffer gives any offer, as [query.crossOffer] does.
func (q *query) resaleOffer(req *platform.GetResaleProductRequest) platform.Answer {
	o, ok := q.offer(req.OfferID)
	if !ok {
		return &platform.GetResaleProductResponse{Success: no, ErrorCode: noOffer, ErrorMsg: noOfferZH}
	}
	return &platform.GetResaleProductResponse{Success: yes, ProductInfo: q.productInfo(&o)}
}

// mediaOffer gives any offer: all of them can be promoted.
func (q *query) mediaOffer(req *platform.GetMediaProductRequest) platform.Answer {
	o, ok := q.offer(req.OfferID)
	if !ok {
		return &platform.GetMediaProductResponse{Success: no, ErrorCode: noOffer, ErrorMsg: noOfferZH}
	}
	return &platform.GetMediaProductResponse{Success: yes, ProductInfo: q.productInfo(&o)}
}

// modifiable reports which offers can be changed: those that exist.
func (q *query) modifiable(req *platform.ProductsModifiableRequest) platform.Answer {
	out := &platform.ProductsModifiableResponse{}
	for _, id := range req.ProductIDs {
		row := platform.ProductModifiable{ProductID: loose.IDNumber(id), Modifiable: yes}
		if _, ok := q.offer(id); !ok {
			row.Modifiable, row.Desc = no, noOfferZH
		}
		out.Result = append(out.Result, row)
	}
	q.rows(len(out.Result), "result")
	return out
}

// categoriesNamed finds categories by a part of the Chinese name.
func (q *query) categoriesNamed(req *platform.SearchCategoriesRequest) platform.Answer {
	out := &platform.SearchCategoriesResponse{Success: "true"}
	if req.Keyword != "" {
		out.Products = lists.Map(q.world.CategoriesNamed(req.Keyword, "zh"), q.categoryInfo)
	}
	q.rows(len(out.Products), "products")
	return out
}

// mediaSimilar finds offers that look like a picture, as [query.similar] does. The unit of its prices is not known, and
// they restrict nothing here.
func (q *query) mediaSimilar(req *platform.SearchMediaOffersByImageRequest) platform.Answer {
	out, ok := q.lookalikes(req.PicURL, world.Search{Page: atLeastOne(req.Page), Size: maxSimilar})
	if !ok {
		return &platform.SearchMediaOffersByImageResponse{Success: no, Code: badPicture,
			Message: unreadablePicture + req.PicURL}
	}
	return &platform.SearchMediaOffersByImageResponse{Success: yes, Result: out}
}

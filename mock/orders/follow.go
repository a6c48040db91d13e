package orders

import (
	"slices"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
)

// relation is what a member has to do with an offer.
type relation struct {
	Member      string `json:"member"`
	Offer       int64  `json:"offer"`
	Followed    bool   `json:"followed,omitempty"`
	Distributed bool   `json:"distributed,omitempty"`
}

// relations are the relations of all members, in the order in which they were made.
type relations []relation

// set changes the relation of a member to an offer.
func (r *relations) set(member string, offer int64, change func(*relation)) {
	i := slices.IndexFunc(*r, func(x relation) bool { return x.Member == member && x.Offer == offer })
	if i < 0 {
		*r = append(*r, relation{Member: member, Offer: offer})
		i = len(*r) - 1
	}
	change(&(*r)[i])
	if !(*r)[i].Followed && !(*r)[i].Distributed {
		*r = slices.Delete(*r, i, i+1)
	}
}

// members returns the members with a relation to an offer.
func (r relations) members(offer int64) []string {
	related := lists.Select(r, func(x relation) bool { return x.Offer == offer })
	return lists.Map(related, func(x relation) string { return x.Member })
}

// distributed returns the offers that a member distributes, or anyone for "".
func (r relations) distributed(member string) []int64 {
	var out []int64
	for _, x := range r {
		if x.Distributed && (member == "" || x.Member == member) && !slices.Contains(out, x.Offer) {
			out = append(out, x.Offer)
		}
	}
	return out
}

// relate changes the relation of a member to an offer that exists.
func (w *World) relate(m member, offer int64, change func(*relation)) *failure {
	if _, ok := w.options.Offer(uint64(offer)); !ok || offer <= 0 || w.options.Limits.Of(offer).Gone {
		return offerMissing
	}
	w.follows.set(m.ID, offer, change)
	return nil
}

// followed returns the code and the text of both calls of the cross-border service. The page lists only 0.
func followed(failed *failure) (platform.Integer, string) {
	if failed != nil {
		return loose.IntNumber(1), failed.message
	}
	return loose.IntNumber(0), "success"
}

func (w *World) followCrossBorder(m member, req *platform.FollowCrossBorderProductRequest) platform.Answer {
	code, text := followed(w.relate(m, req.ProductID, func(r *relation) { r.Followed = true }))
	return &platform.FollowCrossBorderProductResponse{Code: code, Message: text}
}

func (w *World) unfollowCrossBorder(m member, req *platform.UnfollowCrossBorderProductRequest) platform.Answer {
	w.follows.set(m.ID, req.ProductID, func(r *relation) { r.Followed = false })
	code, text := followed(nil)
	return &platform.UnfollowCrossBorderProductResponse{Code: code, Message: text}
}

func (w *World) follow(m member, req *platform.FollowProductRequest) platform.Answer {
	code, text := followed(w.relate(m, req.ProductID, func(r *relation) { r.Followed = true }))
	return &platform.FollowProductResponse{Code: code, Message: text}
}

func (w *World) addRelation(m member, req *platform.AddProductRelationRequest) platform.Answer {
	failed := w.relate(m, req.OfferID, func(r *relation) { r.Distributed = true })
	success, _, text := outcomeOf(failed)
	return &platform.AddProductRelationResponse{Result: platform.ProductRelationResult{Success: success, Msg: text}}
}

func (w *World) removeRelation(m member, req *platform.RemoveProductRelationRequest) platform.Answer {
	w.follows.set(m.ID, req.OfferID, func(r *relation) { r.Distributed = false })
	return &platform.RemoveProductRelationResponse{Result: platform.ProductRelationResult{Success: boolTrue}}
}

// mostPushed is the largest number of offers in a call of alibaba.cross.syncProductListPushed.
const mostPushed = 20

func (w *World) distribute(m member, req *platform.SyncPushedProductsRequest) platform.Answer {
	var failed *failure
	switch n := len(req.ProductIDList); {
	case n == 0:
		failed = &failure{platform.CodeSyncPushedProductsNoOffers, "商品ID列表参数为空"}
	case n > mostPushed:
		failed = &failure{"OFFERIDS_TOO_MANY", "商品ID数量超过20"}
	}
	for _, id := range req.ProductIDList {
		if failed == nil {
			failed = w.relate(m, id, func(r *relation) { r.Distributed = true })
		}
	}
	success, code, text := outcomeOf(failed)
	return &platform.SyncPushedProductsResponse{Result: platform.SyncPushedProductsResult{Success: success,
		ErrorCode: code, ErrorMsg: text}}
}

// pullPool lists the offers of a pool. Every pool of this world has the offers that members distribute.
func (w *World) pullPool(_ member, req *platform.PullPoolProductsRequest) platform.Answer {
	q, all := req.OfferPoolQueryParam, w.follows.distributed("")
	from, to := span(int64(len(all)), max(q.PageNo, 1)-1, min(max(q.PageSize, 1), 1000))
	out := platform.PullPoolProductsResult{Success: "true", Code: "S0000", Message: "成功"}
	for _, id := range all[from:to] {
		o, _ := w.options.Offer(uint64(id))
		out.Result = append(out.Result, platform.PoolProduct{OfferID: loose.IntNumber(id),
			BizCategoryID: formatID(o.Categories()[2].ID), OfferPoolTotal: loose.IntNumber(int64(len(all)))})
	}
	if len(out.Result) == 0 {
		return literalAnswer(`{"result":{"success":"true","code":"S0000","message":"成功","result":[]}}`)
	}
	return &platform.PullPoolProductsResponse{Result: out}
}

func (w *World) countPool(_ member, req *platform.CountPoolProductsRequest) platform.Answer {
	n := int64(0)
	for _, id := range w.follows.distributed("") {
		if o, _ := w.options.Offer(uint64(id)); valueOf(req.CategoryID) == "" ||
			formatID(o.Categories()[2].ID) == *req.CategoryID {
			n++
		}
	}
	return &platform.CountPoolProductsResponse{Result: platform.CountPoolProductsResult{Success: "true", Code: "S0000",
		Model: loose.IntNumber(n)}}
}

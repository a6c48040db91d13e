package orders

import (
	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/push"
)

// deleteOffer takes an offer down, for every caller: the world does not know whose an offer is.
func (w *World) deleteOffer(_ member, req *platform.DeleteProductRequest) platform.Answer {
	if failed := w.setGone(req.ProductID, deleted); failed != nil {
		return &platform.DeleteProductResponse{IsSuccess: boolFalse, Reason: failed.message}
	}
	return &platform.DeleteProductResponse{IsSuccess: boolTrue, Reason: "操作成功!"}
}

func (w *World) expireOffers(_ member, req *platform.ExpireProductsRequest) platform.Answer {
	return &platform.ExpireProductsResponse{Result: w.setAllGone(req.ProductIDs, expired)}
}

// repostOffers sets a new date on live. Dates of this world do not change; what was taken down stays so.
func (w *World) repostOffers(_ member, req *platform.RepostProductsRequest) platform.Answer {
	out := &platform.RepostProductsResponse{}
	for _, id := range req.ProductIDs {
		failed := offerMissing
		if _, ok := w.options.Offer(uint64(id)); ok && !w.options.Limits.Of(id).Gone {
			failed = nil
			w.tellOffer(id, push.TopicProductRelationViewProductRepost, messages.PushProductActionRepost)
		}
		out.Result = append(out.Result, operated(id, failed))
	}
	return out
}

func (w *World) republishOffers(_ member, req *platform.RepublishProductsRequest) platform.Answer {
	return &platform.RepublishProductsResponse{Result: w.setAllGone(req.ProductIDs, published)}
}

// shelving is a change of an offer by its seller.
type shelving struct {
	gone   bool
	topic  string
	action messages.PushProductAction
}

var (
	deleted = shelving{true, push.TopicProductRelationViewProductDelete, messages.PushProductActionMemberDelete}
	expired = shelving{true, push.TopicProductRelationViewProductExpire, messages.PushProductActionMemberExpired}
	// published offers are on sale again.
	published = shelving{false, push.TopicProductRelationViewProductRepost, messages.PushProductActionPublish}
)

func (w *World) setAllGone(ids []int64, to shelving) []platform.ProductOperateResult {
	return lists.Map(ids, func(id int64) platform.ProductOperateResult { return operated(id, w.setGone(id, to)) })
}

// offerMissing has a code that is a guess: no page lists any.
var offerMissing = &failure{"OFFER_NOT_EXIST", "商品不存在"}

// setGone takes an offer down or puts it back.
func (w *World) setGone(id int64, to shelving) *failure {
	if _, ok := w.options.Offer(uint64(id)); !ok || id <= 0 {
		return offerMissing
	}
	l := w.options.Limits.Of(id)
	l.Gone = to.gone
	w.options.Limits.Set(id, l)
	w.tellOffer(id, to.topic, to.action)
	return nil
}

func operated(id int64, failed *failure) platform.ProductOperateResult {
	out := platform.ProductOperateResult{ProductID: loose.IntNumber(id), Result: boolTrue}
	if failed != nil {
		out.Result, out.Code, out.Desc = boolFalse, string(failed.code), failed.message
	}
	return out
}

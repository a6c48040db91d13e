package orders

import (
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// ofDistribution returns the operations about the relation of a member to the offers that it distributes.
func ofDistribution() map[string]handler {
	return map[string]handler{
		"alibaba.cross.syncProductListPushed":  typed((*World).distribute),
		"alibaba.fenxiao.relationadd":          typed((*World).addDistribution),
		"alibaba.relation.querySuppliers":      typed((*World).listSuppliers),
		"pool.product.pull":                    typed((*World).pullPool),
		"pool.product.total":                   typed((*World).countPool),
		"product.kjdistribute.addRelation":     typed((*World).addRelation),
		"product.kjdistribute.removeRelation":  typed((*World).removeRelation),
		"alibaba.product.follow":               typed((*World).follow),
		"alibaba.product.follow.crossborder":   typed((*World).followCrossBorder),
		"alibaba.product.unfollow.crossborder": typed((*World).unfollowCrossBorder),
	}
}

func (w *World) addDistribution(m member, req *platform.AddDistributionRelationRequest) platform.Answer {
	failed := w.relate(m, req.OfferID, func(r *relation) { r.Distributed = true })
	success, code, message := outcomeOf(failed)
	return &platform.AddDistributionRelationResponse{Result: platform.AddDistributionRelationResult{
		Success: success, Code: code, Message: message, Result: success,
	}}
}

// supplierSpan is the time of the orders and amounts that the list of suppliers has.
const supplierSpan = 180 * 24 * time.Hour

// listSuppliers lists the sellers of the offers that the member distributes, in the order of their first offers.
func (w *World) listSuppliers(m member, req *platform.QuerySuppliersRequest) platform.Answer {
	all := w.suppliersOf(m, valueOf(req.SupplierLoginID))
	rows, total := page(all, req.CurrentPage, req.PageSize, 1)
	if len(rows) == 0 {
		return literalAnswer(`{"result":{"count":` + formatID(total) + `,"relationModels":[]}}`)
	}
	n, size := pageNumbers(req.CurrentPage, req.PageSize, 1)
	return &platform.QuerySuppliersResponse{Result: platform.SupplierPage{
		Count: loose.IntNumber(total), CurrentPage: loose.IntNumber(n), PageSize: loose.IntNumber(size), RelationModels: rows,
	}}
}

func (w *World) suppliersOf(m member, loginID string) []platform.Supplier {
	var shops []*world.Shop
	offers := map[string]int64{}
	for _, id := range w.follows.distributed(m.ID) {
		o, _ := w.options.Offer(uint64(id))
		if offers[o.Shop.SID]++; offers[o.Shop.SID] == 1 && (loginID == "" || loginID == o.Shop.Company) {
			shops = append(shops, &o.Shop)
		}
	}
	var out []platform.Supplier
	for _, s := range shops {
		count, amount := w.boughtOf(m, s.SID)
		out = append(out, platform.Supplier{
			ConsignStatus: "normal", SupplierLoginID: s.Company, SupplierCompany: s.Company, MemberID: s.SID,
			SupplierID: loose.IntNumber(int64(s.ID)), DistributionNum: loose.IntNumber(offers[s.SID]),
			LastOrder: loose.IntNumber(count), LastAmount: amount.number(),
		})
	}
	return out
}

// boughtOf returns the number and the amount of the paid orders that a member made of a seller of late.
func (w *World) boughtOf(m member, sellerID string) (count int64, amount fen) {
	for _, o := range w.orders {
		if o.Buyer == m && o.seller.id == sellerID && !o.Paid.IsZero() && w.clock().Sub(o.Created) <= supplierSpan {
			count, amount = count+1, amount+o.total()-o.refunded()
		}
	}
	return count, amount
}

package orders

import (
	"strconv"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// modifyStock changes what is left of SKUs, for every caller: the world does not know whose an offer is. An offer of
// the world always has SKUs, so that a figure for the offer itself is refused.
func (w *World) modifyStock(_ member, req *platform.ModifyStockRequest) platform.Answer {
	replace := req.IncreaceModify != nil && !*req.IncreaceModify
	out := &platform.ModifyStockResponse{Success: yes}
	for _, change := range req.ProductStockChange {
		row := platform.ProductOperateResult{ProductID: loose.IntNumber(change.ProductID), Result: yes}
		if failed := w.restock(&change, replace); failed != nil {
			row.Result, row.Code, row.Desc = no, string(failed.code), failed.message
		}
		out.Result = append(out.Result, row)
	}
	return out
}

// restock changes all SKUs of a row or none. Its codes are guesses: no page lists any.
func (w *World) restock(change *platform.ProductStockChange, replace bool) *failure {
	o, ok := w.offer(uint64(change.ProductID))
	if !ok {
		return &failure{"OFFER_NOT_EXIST", "商品不存在"}
	}
	if len(change.SKUStocks) == 0 {
		return &failure{"SKU_NOT_EXIST", "商品有规格，请按 specId 修改"}
	}
	goods, variants := o.Goods(), make([]world.Variant, len(change.SKUStocks))
	for i, s := range change.SKUStocks {
		if variants[i], ok = variantOf(&goods, s.SKUID); !ok {
			return &failure{"SKU_NOT_EXIST", "规格不存在: " + strconv.Quote(s.SKUID)}
		}
	}
	for i, s := range change.SKUStocks {
		more := s.StockChange
		if replace {
			more -= variants[i].Left
		}
		w.stock.take(variants[i].SKUID, -max(more, -variants[i].Left))
	}
	return nil
}

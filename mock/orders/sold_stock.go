package orders

import (
	"strconv"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/mock/world"
)

// modifyStock changes what is left of SKUs, for every caller: the world does not know whose an offer is. An offer of
// the world always has SKUs, so that a figure for the offer itself is refused.
func (w *World) modifyStock(_ member, req *platform.ModifyStockRequest) platform.Answer {
	replace := req.IncreaseModify != nil && !*req.IncreaseModify
	result := lists.Map(req.ProductStockChange, func(c platform.ProductStockChange) platform.ProductOperateResult {
		return operated(c.ProductID, w.restock(&c, replace))
	})
	return &platform.ModifyStockResponse{Success: boolTrue, Result: result}
}

// restock changes all SKUs of a row or none. Its codes are guesses: no page lists any.
func (w *World) restock(change *platform.ProductStockChange, replace bool) *failure {
	o, ok := w.options.Offer(uint64(change.ProductID))
	if !ok {
		return offerMissing
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
	var moves []stockMove
	taken := map[int64]int64{} // by the rows before: a SKU can be named twice
	for i, s := range change.SKUStocks {
		sku, left := variants[i].SKUID, variants[i].Left-taken[variants[i].SKUID]
		more := s.StockChange
		if replace {
			more -= left
		}
		more = max(more, -left)
		taken[sku] -= more
		moves = append(moves, stockMove{change.ProductID, sku, -more})
	}
	w.moveStock(moves)
	return nil
}

package openplatform

import (
	"context"
	"errors"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
)

// FindOrders looks orders up by the outOrderId that their creation was given, which is how one learns after [ErrOutcomeUnknown]
// whether there is an order. There may be several: a call that buys from several suppliers makes one for each. None means that there
// is none yet: the platform may still be at it, so wait a little and look again before you order anew.
func (s *TradeService) FindOrders(ctx context.Context, outOrderID string) ([]platform.TradeInfo, error) {
	if outOrderID == "" {
		return nil, errors.New("alibaba.trade.getBuyerOrderList: the outOrderId is empty, which would find every order; the call was not sent")
	}
	var found []platform.TradeInfo
	for order, err := range s.GetBuyerOrderListAll(ctx, &platform.GetBuyerOrderListRequest{OutOrderID: &outOrderID}) {
		if err != nil {
			return found, err
		}
		if theirs := order.BaseInfo.OutOrderID; theirs == "" || theirs == outOrderID {
			found = append(found, order)
		}
	}
	return found, nil
}

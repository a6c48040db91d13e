package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
)

// track follows the parcel. Before the seller ships there is none.
func (p *purchase) track(ctx context.Context) error {
	if _, err := p.trace(ctx); !errors.Is(err, openplatform.ErrNotShipped) {
		return fmt.Errorf("nothing was shipped, yet the trace says %w", err)
	}
	if err := p.mock.Orders().Ship(p.order); err != nil { // the seller
		return err
	}
	p.clock.Advance(72 * time.Hour)
	trace, err := p.trace(ctx)
	if err != nil {
		return err
	}
	for _, parcel := range trace.LogisticsTrace {
		for _, step := range parcel.LogisticsSteps {
			fmt.Fprintf(p.out, "track    %s %s\n", step.AcceptTime, step.Remark)
		}
	}
	return p.expect(ctx, platform.OrderStatusWaitBuyerReceive)
}

func (p *purchase) trace(ctx context.Context) (*platform.GetLogisticsTraceInfoBuyerViewResponse, error) {
	return p.Logistics.GetLogisticsTraceInfoBuyerView(ctx, &platform.GetLogisticsTraceInfoBuyerViewRequest{
		OrderID: p.order, WebSite: platform.WebSiteChina,
	})
}

// receive confirms that everything arrived, which pays the seller.
func (p *purchase) receive(ctx context.Context) error {
	_, err := p.Trade.ConfirmReceiveGoods(ctx, &platform.ConfirmReceiveGoodsRequest{OrderID: p.order,
		OrderEntryIDs: p.lines})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "receive  %d lines\n", len(p.lines))
	return p.expect(ctx, platform.OrderStatusSuccess)
}

// refund takes the money of the first line back, and asks what can still be invoiced.
func (p *purchase) refund(ctx context.Context) error {
	most, err := p.Refunds.GetMaxRefundFee(ctx, &platform.GetMaxRefundFeeRequest{Input: platform.GetMaxRefundFeeInput{
		OrderID: p.order, GoodsStatus: platform.RefundGoodsStatusAfterSaleBuyerReceived,
		RefundGoodsCountList: []platform.RefundEntryCount{{ID: p.lines[0], Count: int64(p.cargo[0].Quantity)}},
	}})
	if err != nil {
		return err
	}
	amount := most.Result.Result.MaxGoodsFee
	made, err := p.Refunds.CreateRefund(ctx, &platform.CreateRefundRequest{
		OrderID: p.order, OrderEntryIDs: p.lines[:1], DisputeRequest: platform.RefundDemandRefund, ApplyPayment: amount,

		ApplyCarriage: loose.FenOf(0), ApplyReasonID: 20021, Description: "不想要了",
		GoodsStatus: platform.RefundGoodsStatusAfterSaleBuyerReceived,
	})
	if err != nil {
		return err
	}
	if err := p.mock.Orders().AgreeRefund(made.Result.Result.RefundID); err != nil { // the seller
		return err
	}
	fmt.Fprintf(p.out, "refund   %s, %s 分\n", made.Result.Result.RefundID, amount)
	return p.invoice(ctx, p.total-fenOf(amount))
}

// invoice compares what can be invoiced with what was paid and did not come back.
func (p *purchase) invoice(ctx context.Context, want int64) error {
	got, err := p.Invoices.GetInvoiceAmountList(ctx, &platform.GetInvoiceAmountListRequest{
		Input: platform.GetInvoiceAmountListInput{OrderIDs: []int64{p.order}},
	})
	if err != nil {
		return err
	}
	amount := got.Result.Result.OrderInvoiceAmountModelList[0].Amount
	fmt.Fprintf(p.out, "invoice  %s 分\n", amount)
	return agree("what can be invoiced", want, fenOf(amount))
}

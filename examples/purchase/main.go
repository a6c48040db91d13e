// Command purchase buys from a mock that runs in the same process: it needs no account and no network. It searches a
// word, chooses variants, previews, orders, pays, follows the parcel, confirms that it arrived and takes the money of
// one line back. No id is known before a response has it, and the sums of all steps have to agree.
//
//	go run ./examples/purchase                # through the gateway's custom
//	go run ./examples/purchase -route direct  # as an application of one's own
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
)

func main() {
	word := flag.String("q", "连衣裙", "what to search")
	route := flag.String("route", "gateway", "how the platform is reached: gateway or direct")
	flag.Parse()
	p, err := newPurchase(*route, os.Stdout)
	if err == nil {
		err = p.run(context.Background(), *word)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// purchase is a buyer at a mock, whose clock stands until the buyer waits.
type purchase struct {
	*openplatform.Client
	mock  *mock.Handler
	clock *mock.Clock
	out   io.Writer

	address int64
	cargo   []platform.OrderCargo
	total   int64 // in 分, by the preview
	order   int64
	lines   []int64
}

// newPurchase connects a client with a mock. Only the client's construction differs between the routes.
func newPurchase(route string, out io.Writer) (*purchase, error) {
	clock := mock.NewClock(time.Time{}, 0)
	handler, err := mock.NewHandler(mock.WithRunningClock(clock))
	if err != nil {
		return nil, err
	}
	p := &purchase{mock: handler, clock: clock, out: out}
	network := &http.Client{Transport: handler.Transport()}
	switch route {
	case "gateway":
		account, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(network))
		if err != nil {
			return nil, err
		}
		p.Client = openplatform.Via(account)
	case "direct":
		p.Client, err = openplatform.New("1000000", "secret", openplatform.WithHTTPClient(network),
			openplatform.WithAccessToken("buyer"), openplatform.WithClock(clock.Now))
	default:
		err = fmt.Errorf("the route %q is unknown, gateway and direct are known", route)
	}
	return p, err
}

// run makes every step of the purchase, and stops at the first that fails.
func (p *purchase) run(ctx context.Context, word string) error {
	offer, err := p.search(ctx, word)
	if err != nil {
		return err
	}
	if err := p.choose(ctx, offer); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{p.preview, p.place, p.pay, p.track, p.receive, p.refund} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// search returns the first offer that a search finds.
func (p *purchase) search(ctx context.Context, word string) (int64, error) {
	found, err := p.Products.SearchProductsByKeyword(ctx, &platform.SearchProductsByKeywordRequest{
		OfferQueryParam: platform.KeywordQueryParam{Keyword: word, BeginPage: 1, PageSize: 20, Country: "en"},
	})
	if err != nil {
		return 0, err
	}
	for _, row := range found.Result.Result.Data {
		offer, _ := row.OfferID.Int64()
		fmt.Fprintf(p.out, "search   %d: %s\n", offer, row.SubjectTrans)
		return offer, nil
	}
	return 0, errors.New("the search found nothing")
}

// choose takes the fewest of the first two variants of an offer that are in stock.
func (p *purchase) choose(ctx context.Context, offer int64) error {
	detail, err := p.Products.QueryProductDetail(ctx, &platform.QueryProductDetailRequest{
		OfferDetailParam: platform.OfferDetailParam{OfferID: offer, Country: "en"},
	})
	if err != nil {
		return err
	}
	least, _ := detail.Result.Result.MinOrderQuantity.Int64()
	for _, sku := range detail.Result.Result.ProductSKUInfos {
		if stock, _ := sku.AmountOnSale.Int64(); stock < least || len(p.cargo) == 2 {
			continue
		}
		p.cargo = append(p.cargo, platform.OrderCargo{
			OfferID: &offer, SpecID: openplatform.Ptr(sku.SpecID), Quantity: float64(least),
		})
		fmt.Fprintf(p.out, "choose   %d of %s\n", least, sku.SpecID)
	}
	if len(p.cargo) == 0 {
		return errors.New("no variant is in stock")
	}
	return nil
}

// preview asks what the order costs, sent to an address of the member's own.
func (p *purchase) preview(ctx context.Context) error {
	saved, err := p.Logistics.GetReceiveAddresses(ctx)
	if err != nil {
		return err
	}
	p.address, _ = saved.Result.ReceiveAddressItems[0].ID.Int64()
	shown, err := p.Trade.CreateOrderPreview(ctx, &platform.CreateOrderPreviewRequest{
		AddressParam: platform.OrderAddress{AddressID: &p.address}, CargoParamList: p.cargo,
	})
	if err != nil {
		return err
	}
	costs := shown.OrderPreviewResult[0]
	p.total = fenOf(costs.SumPayment)
	fmt.Fprintf(p.out, "preview  %d 分, of which freight %s 分\n", p.total, costs.SumCarriage)
	return agree("goods and freight of the preview", p.total,
		fenOf(costs.SumPaymentNoCarriage)+fenOf(costs.SumCarriage))
}

// place orders, and finds the order by the buyer's own number.
func (p *purchase) place(ctx context.Context) error {
	number := fmt.Sprintf("purchase-%d", p.clock.Now().Unix())
	made, err := p.Trade.CreateCrossOrder(ctx, &platform.CreateCrossOrderRequest{
		Flow: platform.OrderFlowGeneral, AddressParam: platform.OrderAddress{AddressID: &p.address},
		CargoParamList: p.cargo,
		OutOrderID:     &number,
	})
	if err != nil {
		return err
	}
	if err := agree("the order", p.total, fenOf(made.Result.TotalSuccessAmount)); err != nil {
		return err
	}
	found, err := p.Trade.FindOrders(ctx, number)
	if err != nil {
		return err
	}
	if len(found) != 1 || found[0].BaseInfo.IDOfStr.String() != made.Result.OrderID {
		return fmt.Errorf("the order %s is not found by its number %s", made.Result.OrderID, number)
	}
	p.order, _ = found[0].BaseInfo.ID.Int64()
	for _, item := range found[0].ProductItems {
		line, _ := item.SubItemID.Int64()
		p.lines = append(p.lines, line)
	}
	fmt.Fprintf(p.out, "order    %d, found by its number %s\n", p.order, number)
	return p.expect(ctx, platform.OrderStatusWaitBuyerPay)
}

// expect compares the state of the order and its sum.
func (p *purchase) expect(ctx context.Context, status platform.OrderStatus) error {
	seen, err := p.Trade.GetOrderBuyerView(ctx, &platform.GetOrderBuyerViewRequest{
		WebSite: platform.WebSiteChina, OrderID: p.order,
	})
	if err != nil {
		return err
	}
	base := seen.Result.BaseInfo
	fmt.Fprintf(p.out, "         %s, %s 元\n", base.Status, base.TotalAmount)
	if base.Status != status {
		return fmt.Errorf("the order is %s, want %s", base.Status, status)
	}
	total, _ := base.TotalAmount.Fen()
	return agree("the order's total", p.total, fenOf(total))
}

// pay pays without a password what the platform says is due.
func (p *purchase) pay(ctx context.Context) error {
	due, err := p.Payment.QueryPayWay(ctx, &platform.QueryPayWayRequest{OrderID: fmt.Sprint(p.order)})
	if err != nil {
		return err
	}
	if err := agree("what is due", p.total, fenOf(due.ResultList.PayFee)); err != nil {
		return err
	}
	_, err = p.Payment.PrepareProtocolPay(ctx, &platform.PrepareProtocolPayRequest{
		TradeWithholdPreparePayParam: platform.PrepareProtocolPayParam{OrderID: p.order,
			PayAmount: &due.ResultList.PayFee},
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "pay      %s 分\n", due.ResultList.PayFee)
	return p.expect(ctx, platform.OrderStatusWaitSellerSend)
}

// agree returns an error for a sum that differs.
func agree(what string, want, got int64) error {
	if want != got {
		return fmt.Errorf("%s: %d 分, want %d", what, got, want)
	}
	return nil
}

func fenOf(amount loose.Fen) int64 {
	n, _ := amount.Int64()
	return n
}

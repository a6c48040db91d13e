// Command order buys an offer: it searches one, asks what the freight would be, looks at the order before it is one,
// places it, gets the link where a person pays it, and tracks it.
//
// The account of the gateway is read from ALI1688_KEY and ALI1688_SECRET, and the session of the 1688 account that
// buys from ALI1688_SESSION. Without -yes it stops before it orders. With -base-url http://127.0.0.1:1688 it buys at
// a mock, where any key, secret and session will do.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"strconv"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

func main() {
	keyword := flag.String("q", "女装", "what to search")
	out := flag.String("order", "", "your own number of the order, by which it is found again")
	yes := flag.Bool("yes", false, "place the order")
	server := flag.String("base-url", "", "another server, such as a mock: scheme://host[:port]")
	flag.Parse()
	if *yes && *out == "" {
		log.Fatal("give the order a number of your own with -order: without it nobody finds it again if the response " +
			"is lost")
	}
	client, err := newClient(*server)
	if err != nil {
		log.Fatal(err)
	}
	ctx := ali1688.WithSession(context.Background(), os.Getenv("ALI1688_SESSION"))
	b := buyer{gateway: client, platform: openplatform.Via(client), out: os.Stdout}
	if err := b.buy(ctx, *keyword, *out, *yes); err != nil {
		log.Fatal(err)
	}
}

// newClient returns a client of the account in the environment, at the real gateway or at another server.
func newClient(server string) (*ali1688.Client, error) {
	var opts []ali1688.Option
	if server != "" {
		opts = append(opts, ali1688.WithBaseURL(server))
	}
	return ali1688.New(os.Getenv("ALI1688_KEY"), os.Getenv("ALI1688_SECRET"), opts...)
}

// buyer buys by the gateway and through it. For an application of one's own openplatform.New takes the place of Via,
// and nothing else changes.
type buyer struct {
	gateway  *ali1688.Client
	platform *openplatform.Client
	out      io.Writer
}

func (b *buyer) buy(ctx context.Context, keyword, outOrderID string, yes bool) error {
	cargo, err := b.choose(ctx, keyword)
	if err != nil {
		return err
	}
	to, err := b.address(ctx)
	if err != nil {
		return err
	}
	if err := b.freight(ctx, cargo); err != nil {
		return err
	}
	if err := b.preview(ctx, to, cargo); err != nil || !yes {
		return err
	}
	order, err := b.place(ctx, to, cargo, outOrderID)
	if err != nil {
		return err
	}
	if err := b.payLink(ctx, order); err != nil {
		return err
	}
	return b.track(ctx, order)
}

// choose takes the first offer of a search that has enough of a variant.
func (b *buyer) choose(ctx context.Context, keyword string) (platform.OrderCargo, error) {
	for row, err := range b.gateway.ItemSearchAll(ctx, &gateway.ItemSearchParams{Q: keyword}) {
		if err != nil {
			return platform.OrderCargo{}, err
		}
		offer, err := b.gateway.ItemGet(ctx, &gateway.ItemGetParams{NumIID: row.NumIID.String()})
		if err != nil {
			return platform.OrderCargo{}, err
		}
		least, _ := offer.Item.MinNum.Int64()
		for _, sku := range offer.Item.SKUs.Value().SKU {
			if stock, _ := sku.Quantity.Int64(); stock >= least {
				fmt.Fprintf(b.out, "offer   %s: %s\n        %d of %s\n", row.NumIID, offer.Item.Title, least, sku.PropertiesName)
				id, _ := row.NumIID.Int64()
				return platform.OrderCargo{OfferID: &id, SpecID: &sku.SpecID, Quantity: float64(least)}, nil
			}
		}
	}
	return platform.OrderCargo{}, errors.New("nothing that was found can be ordered")
}

// address returns the one that the buyer marked as the usual one.
func (b *buyer) address(ctx context.Context) (platform.OrderAddress, error) {
	saved, err := b.platform.Logistics.GetReceiveAddresses(ctx)
	if err != nil {
		return platform.OrderAddress{}, err
	}
	for _, a := range saved.Result.ReceiveAddressItems {
		if usual, _ := a.IsDefault.Bool(); usual {
			id, _ := a.ID.Int64()
			return platform.OrderAddress{AddressID: &id}, nil
		}
	}
	return platform.OrderAddress{}, errors.New("no receive address is marked as the usual one")
}

// freight asks what it costs to send the goods to 杭州.
func (b *buyer) freight(ctx context.Context, cargo platform.OrderCargo) error {
	quote, err := b.platform.Logistics.EstimateProductFreight(ctx, &platform.EstimateProductFreightRequest{
		ProductFreightQueryParamsNew: platform.ProductFreightQuery{
			OfferID: *cargo.OfferID, TotalNum: int64(cargo.Quantity), ToProvinceCode: "330000", ToCityCode: "330100",
			ToCountryCode: "330108",
		},
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "freight %s 元\n", quote.Result.Result.Freight)
	return nil
}

func (b *buyer) preview(ctx context.Context, to platform.OrderAddress, cargo platform.OrderCargo) error {
	shown, err := b.platform.Trade.CreateOrderPreview(ctx, &platform.CreateOrderPreviewRequest{
		AddressParam: to, CargoParamList: []platform.OrderCargo{cargo}, Flow: openplatform.Ptr(platform.OrderFlowGeneral),
	})
	if errors.Is(err, platform.CodeCreateOrderPreviewOutOfStock) {
		return errors.New("somebody else bought the last ones")
	}
	if err != nil {
		return err
	}
	for _, order := range shown.OrderPreviewResult {
		fmt.Fprintf(b.out, "preview %s 分, of which freight %s 分\n", order.SumPayment, order.SumCarriage)
	}
	return nil
}

// place orders, and finds out what happened to it when no response comes. It never orders a second time.
func (b *buyer) place(ctx context.Context, to platform.OrderAddress, cargo platform.OrderCargo,
	outOrderID string) (int64, error) {
	made, err := b.platform.Trade.CreateCrossOrder(ctx, &platform.CreateCrossOrderRequest{
		Flow: platform.OrderFlowGeneral, AddressParam: to, CargoParamList: []platform.OrderCargo{cargo},
		OutOrderID: &outOrderID,
	})
	if errors.Is(err, openplatform.ErrOutcomeUnknown) {
		return b.found(ctx, outOrderID, err)
	}
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(b.out, "order   %s, %s 分\n", made.Result.OrderID, made.Result.TotalSuccessAmount)
	return strconv.ParseInt(made.Result.OrderID, 10, 64)
}

func (b *buyer) found(ctx context.Context, outOrderID string, lost error) (int64, error) {
	orders, err := b.platform.Trade.FindOrders(ctx, outOrderID)
	if err != nil {
		return 0, errors.Join(lost, err)
	}
	if len(orders) == 0 {
		return 0, fmt.Errorf("no order is there yet, look again in a minute: %w", lost)
	}
	id, _ := orders[0].BaseInfo.ID.Int64()
	fmt.Fprintf(b.out, "order   %d, found by its number %s\n", id, outOrderID)
	return id, nil
}

func (b *buyer) payLink(ctx context.Context, order int64) error {
	link, err := b.platform.Payment.GetAlipayURL(ctx, &platform.GetAlipayURLRequest{OrderIDList: []int64{order}})
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "pay at  %s\n", link.PayURL)
	return nil
}

// track prints where the order is. An order of which nothing was sent yet is no failure.
func (b *buyer) track(ctx context.Context, order int64) error {
	trace, err := b.platform.Logistics.GetLogisticsTraceInfoBuyerView(ctx, &platform.GetLogisticsTraceInfoBuyerViewRequest{
		OrderID: order, WebSite: platform.WebSiteChina,
	})
	if errors.Is(err, openplatform.ErrNotShipped) {
		fmt.Fprintln(b.out, "track   nothing was sent yet")
		return nil
	}
	if err != nil {
		return err
	}
	for _, parcel := range trace.LogisticsTrace {
		for _, step := range parcel.LogisticsSteps {
			fmt.Fprintf(b.out, "track   %s %s\n", step.AcceptTime, step.Remark)
		}
	}
	return nil
}

// Command server implements two operations of the gateway with the generated server interface, and calls them with the
// generated client: what a test double, a cache in front of the gateway, or a gateway of one's own begins with.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/generated/gatewayserver"
	"github.com/go-ali1688/ali1688/loose"
)

// shop sells one offer. Every operation that it does not implement panics through the nil interface it embeds.
type shop struct {
	gatewayserver.StrictServerInterface
}

// ItemGet answers item_get.
func (shop) ItemGet(_ context.Context, req gatewayserver.ItemGetRequestObject) (gatewayserver.ItemGetResponseObject,
	error) {
	return gatewayserver.ItemGet200JSONResponse{
		Item:      gateway.Item{NumIID: loose.IDOf(req.Params.NumIID), Title: "连衣裙", Price: loose.YuanOf("39.00")},
		ErrorCode: loose.IDOf(gateway.CodeSuccess),
	}, nil
}

// ItemFee answers item_fee.
func (shop) ItemFee(_ context.Context, req gatewayserver.ItemFeeRequestObject) (gatewayserver.ItemFeeResponseObject,
	error) {
	return gatewayserver.ItemFee200JSONResponse{
		Item:      gateway.FreightQuote{AreaID: loose.IDOf(req.Params.AreaID), ExpressFee: loose.YuanOf("10")},
		ErrorCode: loose.IDOf(gateway.CodeSuccess),
	}, nil
}

// landed asks the shop at server what an offer costs, its freight included.
func landed(ctx context.Context, server string) (string, error) {
	client, err := gateway.NewClientWithResponses(server)
	if err != nil {
		return "", err
	}
	offer, err := client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: "610947572360"})
	if err != nil {
		return "", err
	}
	quote, err := client.ItemFee(ctx, &gateway.ItemFeeParams{NumIID: "610947572360", AreaID: "2274"})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s: %s 元, freight %s 元", offer.Item.Title, offer.Item.Price, quote.Item.ExpressFee), nil
}

func main() {
	handler := gatewayserver.Handler(gatewayserver.NewStrictHandler(shop{}, nil))
	server := httptest.NewServer(http.StripPrefix("/1688", handler))
	defer server.Close()
	line, err := landed(context.Background(), server.URL+"/1688")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(line)
}

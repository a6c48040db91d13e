// Command supplier prints who sells the offers whose ids or addresses are its arguments: the name, the address
// and the line of business of the shop, and some of its other offers.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/links"
)

func main() {
	client, err := ali1688.New(os.Getenv("ALI1688_KEY"), os.Getenv("ALI1688_SECRET"),
		ali1688.WithRetries(&apiclient.Retries{}))
	if err != nil {
		log.Fatal(err)
	}
	for _, offer := range os.Args[1:] {
		if err := supplier(context.Background(), client, offer, os.Stdout); err != nil {
			log.Print(err)
		}
	}
}

func supplier(ctx context.Context, client *ali1688.Client, offer string, out io.Writer) error {
	id, _ := links.OfferID(offer)
	response, err := client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: cmp.Or(id, offer)})
	if err != nil {
		return err
	}
	sid := response.Item.SellerInfo.SID
	shop, err := client.SellerInfo(ctx, &gateway.SellerInfoParams{SID: &sid})
	if err != nil {
		return err
	}
	fmt.Fprintln(out, cmp.Or(shop.User.Title, response.Item.SellerInfo.Title))
	fmt.Fprintln(out, " ", shop.User.Address, shop.User.Zhuy)
	others, err := client.ItemSearchShop(ctx, &gateway.ItemSearchShopParams{SellerNick: sid})
	if errors.Is(err, ali1688.ErrNotFound) {
		return nil // it shows no other offers
	}
	if err != nil {
		return err
	}
	for _, row := range others.Items.Item[:min(5, len(others.Items.Item))] {
		fmt.Fprintln(out, " ", row.NumIID, row.Price, row.Title)
	}
	return nil
}

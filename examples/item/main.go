// Command item prints an offer and its variants. It is the program of the front page.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

func main() {
	client, err := ali1688.New(os.Getenv("ALI1688_KEY"), os.Getenv("ALI1688_SECRET"))
	if err != nil {
		log.Fatal(err)
	}
	response, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
	if errors.Is(err, ali1688.ErrNotFound) {
		log.Fatal("the offer is gone")
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.Item.Title, response.Item.Price, "元")
	for _, sku := range response.Item.SKUs.Value().SKU {
		stock, _ := sku.Quantity.Int64()
		fmt.Println(sku.PropertiesName, sku.Price, stock)
	}
}

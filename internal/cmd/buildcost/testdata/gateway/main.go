// Command gateway makes a call of the gateway.
package main

import (
	"context"
	"fmt"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

func main() {
	client, err := ali1688.New("key", "secret")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"}))
}

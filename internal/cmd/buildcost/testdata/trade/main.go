// Command trade makes a call of one service of the open platform, the largest.
package main

import (
	"context"
	"fmt"

	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

func main() {
	client, err := openplatform.New("1000000", "secret", openplatform.WithAccessToken("token"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(
		client.Trade.GetOrderBuyerView(
			context.Background(),
			&platform.GetOrderBuyerViewRequest{OrderID: 1, WebSite: platform.WebSiteChina},
		),
	)
}

// Command insights makes a call of one service of the open platform, a small one.
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
	fmt.Println(client.Insights.GetTopKeywords(context.Background(), &platform.GetTopKeywordsRequest{}))
}

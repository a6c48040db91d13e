package openplatform_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

func ExampleNew() {
	client, err := openplatform.New("1000000", "secret", openplatform.WithAccessToken("token"),
		openplatform.WithHTTPClient(&http.Client{Transport: mock.Transport()}))
	if err != nil {
		panic(err)
	}
	answer, err := client.Logistics.GetReceiveAddresses(context.Background())
	if err != nil {
		panic(err)
	}
	for _, a := range answer.Result.ReceiveAddressItems {
		fmt.Println(a.AddressCodeText, a.Address)
	}
	// Output:
	// 浙江省 杭州市 滨江区 网商路699号
	// 广东省 深圳市 南山区 科技园1号
}

func ExampleVia() {
	gateway, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(&http.Client{Transport: mock.Transport()}))
	if err != nil {
		panic(err)
	}
	ctx := ali1688.WithSession(context.Background(), "session")
	_, err = openplatform.Via(gateway).Trade.Cancel(ctx, &platform.TradeCancelRequest{
		WebSite: platform.WebSiteChina, TradeID: 202711458975969811, CancelReason: platform.CancelReasonOther,
	})
	fmt.Println(errors.Is(err, platform.CodeTradeCancelOrderNotFound), errors.Is(err, openplatform.ErrOutcomeUnknown))
	// Output: true false
}

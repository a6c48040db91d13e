package ali1688_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// An account of the platform 1688global, with less patience than usual.
func ExampleNew() {
	client, err := ali1688.New("key", "secret",
		ali1688.WithPlatform("1688global"),
		ali1688.WithTimeout(20*time.Second),
		ali1688.WithHTTPClient(&http.Client{Transport: mock.Transport()}), // in place of the network
	)
	if err != nil {
		panic(err)
	}
	answer, err := client.ItemFee(context.Background(), &gateway.ItemFeeParams{NumIID: "577523351572", AreaID: "650100"})
	fmt.Println(answer != nil, err)
	// Output: true <nil>
}

// What may be tried again, and when, is for the caller to decide: every attempt costs money.
func ExampleIsCode() {
	handler, err := mock.NewHandler(mock.WithFault(mock.FaultRule{Fault: "code-4008", Times: 1}))
	if err != nil {
		panic(err)
	}
	client, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(&http.Client{Transport: handler.Transport()}))
	if err != nil {
		panic(err)
	}
	_, err = client.CatGet(context.Background(), &gateway.CatGetParams{CID: 0})
	if ali1688.IsCode(err, gateway.CodeRateLimited, gateway.CodeTimeout) {
		_, err = client.CatGet(context.Background(), &gateway.CatGetParams{CID: 0})
	}
	fmt.Println(err)
	// Output: <nil>
}

// A body that was kept, or came from elsewhere.
func ExampleErrorOf() {
	err := ali1688.ErrorOf("item_get", []byte(`{"error": "item-not-found", "reason": "商品没找到", "error_code": "2000"}`))
	fmt.Println(errors.Is(err, ali1688.ErrNotFound))
	fmt.Println(err)
	// Output:
	// true
	// item_get: gateway error 2000: item-not-found: 商品没找到
}

// Parameters that are pointers are optional. One that is nil is not sent.
func ExamplePtr() {
	params := gateway.ItemSearchParams{Q: "女装", Page: ali1688.Ptr[int64](2)}
	fmt.Println(params.Q, *params.Page, params.Sort == nil)
	// Output: 女装 2 true
}

// A session acts for one account, so it belongs to a call and not to the client.
func ExampleWithSession() {
	client, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(&http.Client{Transport: mock.Transport()}))
	if err != nil {
		panic(err)
	}
	ctx := ali1688.WithSession(context.Background(), "the session of one buyer")
	answer, err := client.Custom(ctx, &gateway.CustomParams{
		Method: ali1688.Ptr("com.alibaba.trade/alibaba.trade.addresscode.parse"),
		OArgs:  ali1688.Ptr(`{"addressInfo":"浙江省杭州市滨江区网商路699号"}`),
	})
	fmt.Println(answer != nil, err)
	// Output: true <nil>
}

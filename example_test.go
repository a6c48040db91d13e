package ali1688_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
)

// testClient returns a client of a gateway in the same process, which knows one offer and pages of them.
func testClient() *ali1688.Client {
	handler, err := mock.NewHandler()
	if err != nil {
		panic(err)
	}
	handler.Overrides.ItemGet = func(_ context.Context, params *gateway.ItemGetParams) (*gateway.ItemGetResponse, error) {
		if params.NumIID != "610947572360" {
			return nil, &mock.Error{Code: gateway.CodeNotFound, Text: "item-not-found", Reason: "商品没找到"}
		}
		return &gateway.ItemGetResponse{
			Item:    gateway.Item{Title: "学生手机", Price: loose.YuanOf("799.00"), Num: loose.IntOf("1763")},
			APIInfo: "today:58 max:10100 all[106=58+24+24];expires:2030-12-31",
		}, nil
	}
	handler.Overrides.ItemSearch = func(_ context.Context, params *gateway.ItemSearchParams) (*gateway.ItemSearchResponse,
		error) {
		row := gateway.SearchItem{Title: fmt.Sprintf("%s, page %d", params.Q, *params.Page)}
		return &gateway.ItemSearchResponse{Items: gateway.SearchItems{Item: []gateway.SearchItem{row},
			PageCount: loose.IntNumber(2)}}, nil
	}
	client, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(&http.Client{Transport: handler.Transport()}))
	if err != nil {
		panic(err)
	}
	return client
}

func ExampleClient_ItemGet() {
	client := testClient()
	answer, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
	if err != nil {
		panic(err)
	}
	fen, _ := answer.Item.Price.Fen()
	stock, _ := answer.Item.Num.Int64()
	fmt.Println(answer.Item.Title, answer.Item.Price, "元", fen, "分", stock)
	// Output: 学生手机 799.00 元 79900 分 1763
}

func ExampleError() {
	_, err := testClient().ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "1"})
	var failed *ali1688.Error
	if errors.As(err, &failed) {
		fmt.Println(failed.Code, failed.Message, failed.Retry)
	}
	fmt.Println(errors.Is(err, ali1688.ErrNotFound), ali1688.IsCode(err, "2000", "4010"))
	// Output:
	// 2000 item-not-found later
	// true true
}

func ExampleClient_ItemSearchAll() {
	for row, err := range testClient().ItemSearchAll(context.Background(), &gateway.ItemSearchParams{Q: "女装"}) {
		if err != nil {
			panic(err)
		}
		fmt.Println(row.Title)
	}
	// Output:
	// 女装, page 1
	// 女装, page 2
}

func ExampleParseQuota() {
	answer, err := testClient().ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
	if err != nil {
		panic(err)
	}
	if quota, ok := ali1688.ParseQuota(answer.APIInfo); ok {
		fmt.Println(quota.Left(), "calls left today, until", quota.Expires)
	}
	// Output: 10042 calls left today, until 2030-12-31
}

// The secret of a signed call never travels, whatever the format of the response.
func ExampleWithSigning() {
	wire := &http.Client{Transport: mock.Transport(mock.WithKey("key", "secret"))}
	client, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(wire),
		ali1688.WithSigning(), ali1688.WithResultType(gateway.ResultTypeSerialize))
	if err != nil {
		panic(err)
	}
	answer, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
	if err != nil {
		panic(err)
	}
	fmt.Println(answer.Item.NumIID)
	// Output: 610947572360
}

// A picture is checked before it costs money, and sent as the platform wants it.
func ExampleClient_UploadImgFrom() {
	wire := &http.Client{Transport: mock.Transport()}
	client, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(wire), ali1688.WithPlatform("1688global"))
	if err != nil {
		panic(err)
	}
	_, err = client.UploadImgFrom(context.Background(), nil, strings.NewReader("RIFF\x24\x00\x00\x00WEBPVP8 "))
	fmt.Println(err)
	answer, err := client.UploadImgFrom(context.Background(), nil, strings.NewReader("\x89PNG\r\n\x1a\n…"))
	fmt.Println(answer.Items.Item.Name.IsEmpty(), err)
	// Output:
	// upload_img: the image is WebP, which the gateway refuses; make it a JPEG; the request was not sent
	// false <nil>
}

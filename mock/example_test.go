package mock_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// The client, and nothing but the client, in a program without network.
func Example() {
	client, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(&http.Client{Transport: mock.Transport()}))
	if err != nil {
		panic(err)
	}
	answer, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "639741530227"})
	if err != nil {
		panic(err)
	}
	fmt.Println(answer.Item.Title, answer.Item.Price)
	// Output: 【模拟】2025新款 宽松牛津布男士衬衫 免烫 工厂直销 117.70
}

// An account that has used up its quota.
func ExampleError() {
	handler, err := mock.NewHandler()
	if err != nil {
		panic(err)
	}
	handler.Overrides.ItemGet = func(context.Context, *gateway.ItemGetParams) (*gateway.ItemGetResponse, error) {
		return nil, &mock.Error{Code: gateway.CodeQuotaExceeded, Text: "已超量"}
	}
	client, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(&http.Client{Transport: handler.Transport()}))
	if err != nil {
		panic(err)
	}
	_, err = client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "1"})
	fmt.Println(errors.Is(err, ali1688.ErrQuotaExceeded))
	// Output: true
}

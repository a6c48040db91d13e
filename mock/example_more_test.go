package mock_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// client calls what h responses, without a socket.
func client(h *mock.Handler, err error) *ali1688.Client {
	if err != nil {
		panic(err)
	}
	c, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(&http.Client{Transport: h.Transport()}))
	if err != nil {
		panic(err)
	}
	return c
}

// In a test, New needs the test and nothing else.
func ExampleNew() {
	_ = func(t *testing.T) {
		gw := mock.New(t)
		client, err := ali1688.New("key", "secret", ali1688.WithBaseURL(gw.URL()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"}); err != nil {
			t.Error(err)
		}
		if n := len(gw.Requests()); n != 1 {
			t.Errorf("want one call, got %d", n)
		}
	}
	// Output:
}

// The first two calls find the quota used up.
func ExampleWithFault() {
	c := client(mock.NewHandler(mock.WithFault(mock.FaultRule{Fault: "quota-4005", API: "item_get", Times: 2})))
	for range 3 {
		_, err := c.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
		fmt.Println(errors.Is(err, ali1688.ErrQuotaExceeded))
	}
	// Output:
	// true
	// true
	// false
}

// A recording answers the call that it was recorded from; everything else is made up.
func ExampleWithRecordings() {
	folder := fstest.MapFS{
		"item_get/1.json": {Data: []byte(`{"item": {"num_iid": "1", "title": "recorded"}, "error_code": "0000"}`)}}
	c := client(mock.NewHandler(mock.WithRecordings(folder)))
	for _, id := range []string{"1", "610947572360"} {
		answer, err := c.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: id})
		if err != nil {
			panic(err)
		}
		fmt.Println(answer.Item.Title == "recorded")
	}
	// Output:
	// true
	// false
}

// The command serves this handler.
func ExampleHandler_Admin() {
	handler, err := mock.NewHandler()
	if err != nil {
		panic(err)
	}
	server := httptest.NewServer(handler.Admin())
	defer server.Close()
	response, err := http.Get(server.URL + "/healthz")
	if err != nil {
		panic(err)
	}
	defer func() { _ = response.Body.Close() }()
	fmt.Println(response.StatusCode)
	// Output: 200
}

// Whatever a search lists is in the world, and opens.
func ExampleHandler_World() {
	handler, err := mock.NewHandler(mock.WithClosedWorld())
	c := client(handler, err)
	offer := handler.World().ListedOffer(0)
	answer, err := c.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: fmt.Sprint(offer.ID)})
	fmt.Println(answer.Item.NumIID.String() == fmt.Sprint(offer.ID), err)
	_, err = c.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "1"})
	fmt.Println(errors.Is(err, ali1688.ErrNotFound))
	// Output:
	// true <nil>
	// true
}

// The faults, as the command lists them.
func ExampleFaults() {
	for _, f := range mock.Faults() {
		if strings.HasPrefix(f.Name, "html-") {
			fmt.Println(f.Name+":", f.Summary)
		}
	}
	// Output:
	// html-200: HTTP 200 with a page of HTML that holds braces
	// html-502: HTTP 502 with a page of HTML
	// html-503: HTTP 503 with a page of HTML
}

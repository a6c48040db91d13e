package record_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/record"
)

// A proxy for programs in any language. What it keeps is without secrets, and a file a call.
func ExampleRecorder_Proxy() {
	dir, _ := os.MkdirTemp("", "recorded")
	defer func() { _ = os.RemoveAll(dir) }()
	handler, err := mock.NewHandler()
	if err != nil {
		panic(err)
	}
	gateway := httptest.NewServer(handler)
	defer gateway.Close()
	upstream, err := url.Parse(gateway.URL)
	if err != nil {
		panic(err)
	}

	recorder, err := record.New(dir, record.WithPrivate("nick"))
	if err != nil {
		panic(err)
	}
	proxy := httptest.NewServer(recorder.Proxy(upstream))
	defer proxy.Close()
	response, err := http.Get(proxy.URL + "/1688/item_get/?key=my-key&secret=my-secret&num_iid=610947572360")
	if err != nil {
		panic(err)
	}
	_ = response.Body.Close()

	kept, _ := filepath.Glob(filepath.Join(dir, "item_get", "*.json"))
	fmt.Println(len(kept))
	// Output: 1
}

package mock_test

import (
	"net/http"
	"testing"

	"github.com/go-ali1688/ali1688/mock"
)

func TestCredentials(t *testing.T) {
	pair := mock.WithKey(key, secret)
	for _, tt := range []struct {
		name, method, query, form string
		opts                      []mock.Option
		want                      func(*testing.T, body)
	}{
		{"any pair", "GET", auth, "", nil, code("0000")},
		{"no key", "GET", "secret=" + secret, "", nil, code("4005", "key", "URL")},
		{"empty key", "GET", "key=&secret=" + secret, "", nil, code("4005", "key")},
		{"key in the body", "POST", "", auth, nil, code("0000")},
		{"key in the body, strictly", "POST", "", auth, []mock.Option{mock.WithStrict()}, code("4005", "URL")},
		{"all but the key in the body, strictly", "POST", "key=" + key, "secret=" + secret, []mock.Option{mock.WithStrict()}, code("0000")},
		{"no key in the body either", "POST", "", "secret=" + secret, nil, code("4005", "URL")},
		{"secret in the body", "POST", "key=" + key, "secret=" + secret, nil, code("0000")},
		{"no secret", "GET", "key=" + key, "", nil, code("4005", "secret")},
		{"a sign for the secret", "GET", "key=" + key + "&sign=0123", "", nil, code("0000")},
		{"the test key", "GET", "key=test_api_key", "", nil, code("0000")},
		{"the pair", "GET", auth, "", []mock.Option{pair}, code("0000")},
		{"another key", "GET", "key=x&secret=" + secret, "", []mock.Option{pair}, code("4005", "wrong")},
		{"another secret", "GET", "key=" + key + "&secret=x", "", []mock.Option{pair}, code("4005", "wrong")},
		{"the test key beside a pair", "GET", "key=test_api_key", "", []mock.Option{pair}, code("4005")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			req := request(t, tt.method, "/1688/item_get/?num_iid=1&"+tt.query, tt.form)
			tt.want(t, send(t, mock.Transport(tt.opts...), req))
		})
	}
}

func TestKeyComesBeforeParameters(t *testing.T) {
	code("4005")(t, get(t, mock.Transport(), "/1688/item_get/"))
}

// code wants an error_code, and words in the reason.
func code(want string, words ...string) func(*testing.T, body) {
	return func(t *testing.T, got body) {
		t.Helper()
		equal(t, "error_code", got["error_code"], any(want))
		contains(t, "reason", got.text("reason"), words...)
	}
}

func TestUnknownOperations(t *testing.T) {
	for _, tt := range []struct {
		path string
		want func(*testing.T, body)
	}{
		{"/1688/item_gte/", code("4012", "item_gte")},
		{"/1688/item%0aget/", code("4012", "/1688/item_get/")},
		{"/1688/item_get/more/", code("4012", "address")},
		{"/item_get/", code("4012", "address")},
		{"/", code("4012", "address")},
		{"/taobao/item_get/", code("4005", "1688global")},
		{"/s3cret/item_get/?sign=s3cret&x=", func(t *testing.T, got body) { equal(t, "api_type", got.text("api_type"), "REDACTED") }},
		{"/1688/s3cret/?sign=s3cret&x=", code("4012", "REDACTED")},
	} {
		t.Run(tt.path, func(t *testing.T) {
			tt.want(t, get(t, mock.Transport(), tt.path+"?"+auth))
		})
	}
}

func TestMethods(t *testing.T) {
	for method, want := range map[string]string{
		http.MethodGet: "0000", http.MethodPost: "0000", http.MethodPut: "4003", http.MethodDelete: "4003", "NONSENSE": "4003",
	} {
		code(want)(t, send(t, mock.Transport(), request(t, method, "/1688/item_get/?num_iid=1&"+auth, "")))
	}
}

package gatewayapi_test

import (
	"net/http"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/go-ali1688/ali1688/mock"
)

func TestCredentials(t *testing.T) {
	pair := mock.WithKey(mocktest.Key, mocktest.Secret)
	for _, tt := range []struct {
		name, method, query, form string
		opts                      []mock.Option
		want                      func(*testing.T, mocktest.Body)
	}{
		{"any pair", "GET", mocktest.Auth, "", nil, mocktest.Code("0000")},
		{"no key", "GET", "secret=" + mocktest.Secret, "", nil, mocktest.Code("4005", "key", "URL")},
		{"empty key", "GET", "key=&secret=" + mocktest.Secret, "", nil, mocktest.Code("4005", "key")},
		{"key in the body", "POST", "", mocktest.Auth, nil, mocktest.Code("0000")},
		{"key in the body, strictly", "POST", "", mocktest.Auth, []mock.Option{mock.WithStrict()},
			mocktest.Code("4005", "URL")},
		{"all but the key in the body, strictly", "POST", "key=" + mocktest.Key, "secret=" + mocktest.Secret,
			[]mock.Option{mock.WithStrict()}, mocktest.Code("0000")},
		{"no key in the body either", "POST", "", "secret=" + mocktest.Secret, nil, mocktest.Code("4005", "URL")},
		{"secret in the body", "POST", "key=" + mocktest.Key, "secret=" + mocktest.Secret, nil, mocktest.Code("0000")},
		{"no secret", "GET", "key=" + mocktest.Key, "", nil, mocktest.Code("4005", "secret")},
		{"a sign for the secret", "GET", "key=" + mocktest.Key + "&sign=0123", "", nil, mocktest.Code("0000")},
		{"the test key", "GET", "key=test_api_key", "", nil, mocktest.Code("0000")},
		{"the pair", "GET", mocktest.Auth, "", []mock.Option{pair}, mocktest.Code("0000")},
		{"another key", "GET", "key=x&secret=" + mocktest.Secret, "", []mock.Option{pair}, mocktest.Code("4005", "wrong")},
		{"another secret", "GET", "key=" + mocktest.Key + "&secret=x", "", []mock.Option{pair},
			mocktest.Code("4005", "wrong")},
		{"the test key beside a pair", "GET", "key=test_api_key", "", []mock.Option{pair}, mocktest.Code("4005")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			req := mocktest.Request(t, tt.method, "/1688/item_get/?num_iid=1&"+tt.query, tt.form)
			tt.want(t, mocktest.Send(t, mock.Transport(tt.opts...), req))
		})
	}
}

func TestKeyComesBeforeParameters(t *testing.T) {
	mocktest.Code("4005")(t, mocktest.Get(t, mock.Transport(), "/1688/item_get/"))
}

func TestUnknownOperations(t *testing.T) {
	for _, tt := range []struct {
		path string
		want func(*testing.T, mocktest.Body)
	}{
		{"/1688/item_gte/", mocktest.Code("4012", "item_gte")},
		{"/1688/item%0aget/", mocktest.Code("4012", "/1688/item_get/")},
		{"/1688/item_get/more/", mocktest.Code("4012", "address")},
		{"/item_get/", mocktest.Code("4012", "address")},
		{"/", mocktest.Code("4012", "address")},
		{"/taobao/item_get/", mocktest.Code("4005", "1688global")},
		{"/s3cret/item_get/?sign=s3cret&x=",
			func(t *testing.T, got mocktest.Body) { mocktest.Equal(t, "api_type", got.Text("api_type"), "REDACTED") }},
		{"/1688/s3cret/?sign=s3cret&x=", mocktest.Code("4012", "REDACTED")},
	} {
		t.Run(tt.path, func(t *testing.T) {
			tt.want(t, mocktest.Get(t, mock.Transport(), tt.path+"?"+mocktest.Auth))
		})
	}
}

func TestMethods(t *testing.T) {
	for method, want := range map[string]string{
		http.MethodGet: "0000", http.MethodPost: "0000", http.MethodPut: "4003", http.MethodDelete: "4003",
		"NONSENSE": "4003",
	} {
		mocktest.Code(want)(t, mocktest.Send(t, mock.Transport(), mocktest.Request(t, method, "/1688/item_get/?num_iid=1&"+
			mocktest.Auth, "")))
	}
}

package platformapi_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/mock"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// FuzzPlatform calls every operation of the open platform with arguments that no document allows, by both routes.
func FuzzPlatform(f *testing.F) {
	f.Add(uint(0), `{"orderId":1}`, "orderId=1&webSite=1688")
	f.Add(uint(7), `{"addressParam":{"addressId":1},"cargoParamList":[{"offerId":610947572360,"specId":"x",`+
		`"quantity":1e99}],"flow":"general"}`,
		`flow=general&cargoParamList=[{"offerId":-1}]&addressParam={}`)
	f.Add(uint(40), `{"orderIdList":[99999999999999999999]}`, "orderIdList=[null]&page=-1&pageSize=\xff")
	f.Add(uint(170), `{"orderI_6:1}`, "orderId=1&webSite=1688")
	f.Add(uint(80), "[", "param=%7B%22a%22%3A")
	h, err := mock.NewHandler()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, n uint, object, form string) {
		op := platform.Operations[n%uint(len(platform.Operations))]
		custom := "/1688/custom/?" + mocktest.Pairs("key", "k", "secret", "s", "session", "m", "method", op.Namespace+"/"+
			op.Name, "_o_args", object)
		sound(t, h, mocktest.Request(t, http.MethodGet, custom, ""))
		path := strings.Join([]string{"/openapi", op.Protocol, op.Version, op.Namespace, op.Name, "1000000"}, "/")
		sound(t, h, mocktest.Request(t, http.MethodPost, path, form+"&access_token=m&_aop_signature="+
			strings.Repeat("A", 40)))
		sound(t, h, mocktest.Request(t, http.MethodGet, "/1688/custom/?"+
			mocktest.Pairs("key", "k", "secret", "s", "api", op.Namespace+"/"+op.Name)+"&"+
			(&url.URL{RawQuery: form}).Query().Encode(), ""))
	})
}

// sound makes sure that a response is one, whatever was asked.
func sound(t *testing.T, h *mock.Handler, req *http.Request) {
	t.Helper()
	text, rsp := mocktest.SendRaw(t, h.Transport(), req)
	if s := rsp.StatusCode; s != http.StatusOK && s != http.StatusBadRequest && s != http.StatusUnauthorized {
		t.Fatalf("got status %d\nwant 200, 400, or 401 for a token that is missing", s)
	}
	if !jsontext.Value(text).IsValid() || strings.Contains(text, "the mock panicked") ||
		strings.Contains(text, "the mock cannot write") {
		t.Fatalf("got %s\nfor %s", text, req.URL)
	}
}

package gatewayapi_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/phpwire"
)

func TestParameters(t *testing.T) {
	for _, tt := range []struct {
		name, call string
		want       func(*testing.T, mocktest.Body)
	}{
		{"missing", "item_get/?", mocktest.Code("4014", "num_iid", "required")},
		{"empty", "item_get/?num_iid=", mocktest.Code("4014", "num_iid")},
		{"pattern", "item_get/?num_iid=12a", mocktest.Code("4003", "num_iid", "^[0-9]{1,19}$")},
		{"too long for the pattern", "item_get/?num_iid=12345678901234567890", mocktest.Code("4003", "num_iid")},
		{"enum", "item_get/?num_iid=1&cache=maybe", mocktest.Code("4003", "cache", "one of yes, no, 1")},
		{"enum of one", "item_get/?num_iid=1&agent=0", mocktest.Code("4003", "agent", "must be 1")},
		{"integer", "item_search/?q=x&page=1.5", mocktest.Code("4003", "page", "a whole number of at least 1")},
		{"integer with a sign", "item_search/?q=x&page=%2B1", mocktest.Code("4003", "page")},
		{"integer beyond 64 bits", "cat_get/?cid=9223372036854775808", mocktest.Code("4003", "cid")},
		{"below the minimum", "item_search/?q=x&page=0", mocktest.Code("4003", "page", "at least 1")},
		{"above the maximum", "item_search/?q=x&async=2", mocktest.Code("4003", "async", "from 0 to 1")},
		{"number", "item_search/?q=x&start_price=cheap", mocktest.Code("4003", "start_price", "a number of at least 0")},
		{"number in Go's own spelling", "item_search/?q=x&start_price=0x1p4", mocktest.Code("4003", "start_price")},
		{"no number", "item_search/?q=x&start_price=NaN", mocktest.Code("4003", "start_price")},
		{"number beyond all", "item_search/?q=x&start_price=1e999", mocktest.Code("4003", "start_price")},
		{"length", "item_search/?q=x&guest_ip=" + strings.Repeat("1", 46), mocktest.Code("4003", "guest_ip", "at most 45")},
		{"none of a group", "seller_info/?", mocktest.Code("4014", "sid, seller_id, shop_url, nick")},
		{"one of a group", "seller_info/?sid=x", mocktest.Code("0000")},
		{"malformed one of a group", "seller_info/?seller_id=x", mocktest.Code("4003", "seller_id")},
		{"form", "upload_img/?", mocktest.Code("4014", "imgcode", "body")},
		{"unknown", "item_get/?num_iid=1&nonsense=1&num_iid[]=2", mocktest.Code("0000")},
		{"empty and optional", "item_search/?q=x&page=&cache=", mocktest.Code("0000")},
		{"all well", "item_search/?q=女装&page=2&page_size=40&sort=_sale&start_price=0.5&end_price=1e3", mocktest.Code("0000")},
		{"missing before malformed", "item_fee/?num_iid=x", mocktest.Code("4014", "area_id")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.want(t, mocktest.Get(t, mock.Transport(), "/1688/"+tt.call+"&"+mocktest.Auth))
		})
	}
}

func TestQueriesAreReadAsPHPReadsThem(t *testing.T) {
	for _, tt := range []struct{ name, query, want string }{
		{"empty pairs", "&&num_iid=7&&&", "7"},
		{"the last value counts", "num_iid=6&num_iid=7", "7"},
		{"an escape in a name", "num%5fiid=7", "7"},
		{"an escape that is none", "num_iid=7&nick=%zz", "7"},
		{"a semicolon", "num_iid=7&nick=a;b", "7"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := mocktest.Get(t, mock.Transport(), "/1688/item_get/?"+tt.query+"&"+mocktest.Auth)
			mocktest.Code("0000")(t, got)
			mocktest.Equal(t, "call_args", got.Text("call_args.num_iid"), tt.want)
		})
	}
}

func TestMethodsAndForms(t *testing.T) {
	for _, tt := range []struct {
		name, method, path, query, form string
		want                            func(*testing.T, mocktest.Body)
	}{
		{"POST of a GET, in the URL", "POST", "item_get/", "num_iid=7", "", arg("num_iid", "7")},
		{"POST of a GET, in the form", "POST", "item_get/", "", "num_iid=7", arg("num_iid", "7")},
		{"the form before the URL", "POST", "item_get/", "num_iid=x", "num_iid=7", mocktest.Code("0000")},
		{"a malformed form", "POST", "item_get/", "", "num_iid=x", mocktest.Code("4003", "num_iid")},
		{"GET of a POST", "GET", "upload_img/", "imgcode=iVBO", "", arg("imgcode", "length4")},
		{"POST of a POST", "POST", "upload_img/", "", "imgcode=iVBORw", arg("imgcode", "length6")},
		{"POST of a POST, in the URL", "POST", "upload_img/", "imgcode=iVBO", "", arg("imgcode", "length4")},
		{"no slash", "GET", "item_get", "num_iid=7", "", arg("num_iid", "7")},
	} {
		for _, platform := range []string{"1688", "1688global"} {
			t.Run(tt.name+"/"+platform, func(t *testing.T) {
				got := mocktest.Send(t, mock.Transport(), mocktest.Request(t, tt.method, "/"+platform+"/"+tt.path+"?"+
					mocktest.Auth+"&"+tt.query, tt.form))
				tt.want(t, got)
				mocktest.Equal(t, "api_type", got.Text("api_type"), platform)
			})
		}
	}
}

// arg wants a success with a parameter in call_args.
func arg(name, want string) func(*testing.T, mocktest.Body) {
	return func(t *testing.T, got mocktest.Body) {
		t.Helper()
		mocktest.Code("0000")(t, got)
		mocktest.Equal(t, "call_args."+name, got.Text("call_args."+name), want)
	}
}

func TestBodiesOfOtherTypesAreNoForms(t *testing.T) {
	req := mocktest.Request(t, http.MethodPost, "/1688/item_get/?"+mocktest.Auth, "num_iid=7")
	req.Header.Set("Content-Type", "application/json")
	mocktest.Code("4014", "num_iid")(t, mocktest.Send(t, mock.Transport(), req))
}

func TestLargeBodiesAreRefused(t *testing.T) {
	gw := mock.New(t)
	form := append([]byte("imgcode="), bytes.Repeat([]byte("A"), 33<<20)...)
	for name, length := range map[string]int64{"said": int64(len(form)), "unsaid": -1} {
		for way, rt := range map[string]http.RoundTripper{"socket": http.DefaultTransport, "transport": gw.Transport()} {
			t.Run(name+"/"+way, func(t *testing.T) {
				req := mocktest.Request(t, http.MethodPost, "", string(form))
				req.URL.Host = strings.TrimPrefix(gw.URL(), "http://")
				req.URL.Path, req.URL.RawQuery = "/1688/upload_img/", mocktest.Auth
				req.ContentLength = length
				mocktest.Code("4003", "32 MiB")(t, mocktest.Send(t, rt, req))
			})
		}
	}
}

func TestAsManyParametersAsPHPTakes(t *testing.T) {
	var query strings.Builder
	for range 1 << 18 {
		query.WriteString("&a" + strings.Repeat("b", query.Len()%9) + "=1")
	}
	mocktest.Code("0000")(t, mocktest.Get(t, mock.Transport(), "/1688/item_get/?num_iid=1&"+mocktest.Auth+query.String()))
}

func FuzzRequests(f *testing.F) {
	f.Add("/1688/item_get/", "key=a&secret=b&num_iid=1", "", "GET")
	f.Add("/1688global/upload_img", "key=%zz&&=&%=;", "imgcode=\xff&imgcode", "POST")
	f.Add("//1688//", "key=test_api_key&q=%ff%00", "a=b", "HEAD")
	f.Add("/1688/item_get", "", "key=a&secret=b&num_iid=1&sign=c&result_type=xml", "POST")
	f.Add("/1688/item_search/", "key=a&secret=b&q=%ff%00&result_type=serialize", "", "GET")
	f.Add("/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1", "", "tradeID=x", "POST")
	f.Add("/1688/item_fee/", "key=a&secret=b&num_iid=%01&area_id=2274&result_type=var_export", "", "GET")
	h, err := mock.NewHandler()
	if err != nil {
		f.Fatal(err)
	}
	rt := h.Transport()
	f.Fuzz(func(t *testing.T, path, query, form, method string) {
		req := mocktest.Request(t, http.MethodGet, "/", form)
		req.URL.Path, req.URL.RawQuery, req.Method = path, query, method
		text, rsp := mocktest.SendRaw(t, rt, req)
		// as the open platform does
		refused := strings.HasPrefix(path, "/openapi/") && rsp.StatusCode == http.StatusBadRequest
		if rsp.StatusCode != http.StatusOK && !refused {
			t.Fatalf("got status %d\nwant 200", rsp.StatusCode)
		}
		if strings.Contains(text, "panicked") {
			t.Fatal(text)
		}
		if method != http.MethodHead && !inSomeFormat(text) {
			t.Fatalf("in none of the formats:\n%s", text)
		}
	})
}

func inSomeFormat(text string) bool {
	return slices.ContainsFunc(phpwire.Formats(), func(f phpwire.Format) bool {
		_, err := phpwire.Decode(f, []byte(text))
		return err == nil
	})
}

package mock_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
)

func TestUnexpectedRequestsFailTheTest(t *testing.T) {
	fake := new(fakeT)
	gw := mock.New(fake)
	req := request(t, http.MethodPost, "", "imgcode="+strings.Repeat("A", 1000)+"&token=t0ken-of-nobody")
	req.URL.Host, req.URL.Path, req.URL.RawQuery = strings.TrimPrefix(gw.URL(), "http://"), "/1688/item_gte/", auth+"&num_iid=7&nick="+secret
	req.Header.Set("Authorization", "Bearer of-nobody")
	req.Header.Set("X-Again", secret)
	code("4012", "item_gte")(t, send(t, http.DefaultTransport, req))
	fake.end()

	got := fake.failures()
	contains(t, "failure", got, ", cat_get, ", "---REQUEST START---\n", "\n---REQUEST END---",
		"POST /1688/item_gte/?", "num_iid=7", "key=REDACTED", "X-Again: REDACTED", "1000+bytes")
	for _, s := range []string{key, secret, "of-nobody"} {
		if strings.Contains(got, s) {
			t.Errorf("the failure shows %s:\n%s", s, got)
		}
	}
}

func TestFailuresThatWereAskedForAreExpected(t *testing.T) {
	fake := new(fakeT)
	gw := mock.New(fake)
	get(t, gw.Transport(), "/1688/item_get/?"+auth)
	get(t, gw.Transport(), "/1688/item_get/")
	fake.end()
	equal(t, "failures", fake.failures(), "")
}

func TestNothingIsReportedToATestThatEnded(t *testing.T) {
	fake := new(fakeT)
	gw := mock.New(fake)
	fake.end()
	code("4012")(t, get(t, gw.Transport(), "/nowhere"))
	equal(t, "failures", fake.failures(), "")
	if _, err := http.Get(gw.URL()); err == nil {
		t.Error("the server still listens")
	}
}

func TestWrongOptionsEndTheTest(t *testing.T) {
	fake := new(fakeT)
	mock.New(fake, mock.WithClock(nil))
	contains(t, "failure", fake.fatal, "clock")
	rsp, err := mock.Transport(mock.WithClock(nil)).RoundTrip(request(t, "GET", "/", ""))
	if err == nil {
		_ = rsp.Body.Close()
		t.Error("Transport: got no error")
	}
}

func TestRequests(t *testing.T) {
	gw := mock.New(t)
	get(t, gw.Transport(), "/1688/item_get/?num_iid=7&"+auth+"&nick="+secret)
	send(t, gw.Transport(), request(t, http.MethodPost, "/1688global/upload_img?"+auth+"&session=x", "imgcode=AAAA&access_token=y"))
	got := gw.Requests()
	if len(got) != 2 {
		t.Fatalf("got %d requests\nwant 2", len(got))
	}
	want := "{GET 1688 item_get map[key:[REDACTED] nick:[REDACTED] num_iid:[7] secret:[REDACTED]] map[] [{unknown nick nick is unknown to item_get and ignored}]}"
	equal(t, "the first", fmt.Sprint(got[0]), want)
	want = "{POST 1688global upload_img map[key:[REDACTED] secret:[REDACTED] session:[REDACTED]] map[access_token:[REDACTED] imgcode:[AAAA]] [{unknown access_token access_token is unknown to upload_img and ignored}]}"
	equal(t, "the second", fmt.Sprint(got[1]), want)
}

func TestOverrides(t *testing.T) {
	type override = func(context.Context, *gateway.ItemGetParams) (*gateway.ItemGetResponse, error)
	returns := func(rsp *gateway.ItemGetResponse, err error) override {
		return func(context.Context, *gateway.ItemGetParams) (*gateway.ItemGetResponse, error) { return rsp, err }
	}
	for _, tt := range []struct {
		name string
		do   override
		want func(*testing.T, body)
	}{
		{"a response", func(_ context.Context, p *gateway.ItemGetParams) (*gateway.ItemGetResponse, error) {
			return &gateway.ItemGetResponse{Item: gateway.Item{NumIID: loose.IDOf(p.NumIID), Title: "mine"}}, nil
		}, func(t *testing.T, got body) {
			equal(t, "item", got.text("item.num_iid")+got.text("item.title"), "7mine")
		}},
		{"nothing", returns(nil, nil), code("0000")},
		{"a failure", returns(nil, &mock.Error{Code: "4013", Text: "已超量", Reason: "tomorrow"}), code("4013", "tomorrow")},
		{"a wrapped failure", returns(nil, fmt.Errorf("so: %w", &mock.Error{Code: "4008"})), code("4008", "rate limit")},
		{"an error with a code", returns(nil, coded{}), code("2000", "it has a code")},
		{"any error", returns(nil, errors.New("key=abcdef "+secret)), code("4000", "key=REDACTED REDACTED")},
		{"a response and a failure", returns(&gateway.ItemGetResponse{Item: gateway.Item{Title: "kept"}, ErrorText: "ok"}, &mock.Error{Code: "5000", Text: "data error"}),
			func(t *testing.T, got body) {
				code("5000", "data error")(t, got)
				equal(t, "error, title", got.text("error")+", "+got.text("item.title"), "data error, kept")
			}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			gw := mock.New(t)
			gw.Overrides.ItemGet = tt.do
			tt.want(t, get(t, gw.Transport(), "/1688/item_get/?num_iid=7&"+auth))
		})
	}
}

type coded struct{}

func (coded) Error() string       { return "it has a code" }
func (coded) GatewayCode() string { return "2000" }

func TestOverridesSeeForms(t *testing.T) {
	gw := mock.New(t)
	gw.Overrides.UploadImg = func(_ context.Context, p *gateway.UploadImgParams, form *gateway.UploadImgForm) (*gateway.UploadImgResponse, error) {
		return nil, &mock.Error{Reason: *p.Lang + " " + form.Imgcode}
	}
	for _, req := range []*http.Request{
		request(t, http.MethodPost, "/1688/upload_img/?lang=en&"+auth, "imgcode=AAAA"),
		request(t, http.MethodPost, "/1688/upload_img/?"+auth, "imgcode=AAAA&lang=en"),
		request(t, http.MethodGet, "/1688/upload_img/?imgcode=AAAA&lang=en&"+auth, ""),
	} {
		code("4000", "en AAAA")(t, send(t, gw.Transport(), req))
	}
}

func TestOverridesThatPanic(t *testing.T) {
	fake := new(fakeT)
	gw := mock.New(fake)
	gw.Overrides.CatGet = func(context.Context, *gateway.CatGetParams) (*gateway.CatGetResponse, error) {
		panic("oh, " + secret)
	}
	code("4000")(t, get(t, gw.Transport(), "/1688/cat_get/?cid=0&"+auth))
	fake.end()
	contains(t, "failure", fake.failures(), "cat_get panicked: oh, REDACTED", "---REQUEST START---")
}

func TestErrorTexts(t *testing.T) {
	for want, err := range map[string]*mock.Error{
		"gateway error 4013: 已超量: tomorrow":           {Code: "4013", Text: "已超量", Reason: "tomorrow"},
		"gateway error 4000: Server internal error":   {},
		"gateway error 9999: unknown error":           {Code: "9999"},
		"gateway error 4016: Insufficient balance: x": {Code: "4016", Reason: "x"},
	} {
		equal(t, "text", err.Error(), want)
	}
}

func TestTransportHonoursTheContext(t *testing.T) {
	gw := mock.New(t)
	free := make(chan struct{})
	gw.Overrides.CatGet = func(context.Context, *gateway.CatGetParams) (*gateway.CatGetResponse, error) {
		<-free
		return nil, nil
	}
	defer close(free)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	req := request(t, "GET", "/1688/cat_get/?cid=0&"+auth, "").WithContext(ctx)
	for range 2 { // while it waits, and before it begins
		if _, err := gw.Transport().RoundTrip(req); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v\nwant %v", err, context.DeadlineExceeded)
		}
	}
}

func TestTransportOfAHandlerThatGivesUp(t *testing.T) {
	for name, giveUp := range map[string]func(){
		"abort":  func() { panic(http.ErrAbortHandler) },
		"goexit": runtime.Goexit,
	} {
		t.Run(name, func(t *testing.T) {
			gw := mock.New(t)
			gw.Overrides.CatGet = func(context.Context, *gateway.CatGetParams) (*gateway.CatGetResponse, error) {
				giveUp()
				return nil, nil
			}
			rsp, err := gw.Transport().RoundTrip(request(t, "GET", "/1688/cat_get/?cid=0&"+auth, ""))
			if err == nil {
				_ = rsp.Body.Close()
				t.Error("got no error")
			}
		})
	}
}

func TestTransportLeavesTheRequestAlone(t *testing.T) {
	req := request(t, http.MethodPost, "/1688/item_get/?"+auth, "num_iid=7")
	before := req.URL.String()
	text, rsp := sendRaw(t, mock.Transport(), req)
	equal(t, "URL", req.URL.String(), before)
	equal(t, "method", req.Method, http.MethodPost)
	equal(t, "length", rsp.ContentLength, int64(len(text)))
	equal(t, "request", rsp.Request, req)
	equal(t, "status", rsp.Status, "200 OK")
}

func TestHead(t *testing.T) {
	text, rsp := sendRaw(t, mock.Transport(), request(t, http.MethodHead, "/1688/cat_get/?cid=0&"+auth, ""))
	equal(t, "body", text, "")
	equal(t, "status", rsp.StatusCode, http.StatusOK)
}

func TestManyAtOnce(t *testing.T) {
	gw := mock.New(t)
	gw.Overrides.ItemFee = func(context.Context, *gateway.ItemFeeParams) (*gateway.ItemFeeResponse, error) {
		return nil, &mock.Error{Code: gateway.CodeRateLimited}
	}
	var wg sync.WaitGroup
	calls := calls(t)
	for range 8 {
		wg.Go(func() {
			for api, args := range calls {
				rsp, err := http.Get(gw.URL() + "/1688/" + api + "/?" + auth + "&" + args)
				if err != nil {
					t.Error(err)
					return
				}
				_ = rsp.Body.Close()
				_ = gw.Requests()
			}
		})
	}
	wg.Wait()
	equal(t, "requests", len(gw.Requests()), 8*len(calls))
}

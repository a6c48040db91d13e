package mock_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
)

func TestUnexpectedRequestsFailTheTest(t *testing.T) {
	fake := new(mocktest.FakeT)
	gw := mock.New(fake)
	req := mocktest.Request(t, http.MethodPost, "", "imgcode="+strings.Repeat("A", 1000)+"&token=t0ken-of-nobody")
	req.URL.Host, req.URL.Path, req.URL.RawQuery = strings.TrimPrefix(gw.URL(), "http://"), "/1688/item_gte/",
		mocktest.Auth+"&num_iid=7&nick="+mocktest.Secret
	req.Header.Set("Authorization", "Bearer of-nobody")
	req.Header.Set("X-Again", mocktest.Secret)
	mocktest.Code("4012", "item_gte")(t, mocktest.Send(t, http.DefaultTransport, req))
	fake.End()

	got := fake.Failures()
	mocktest.Contains(t, "failure", got, ", cat_get, ", "---REQUEST START---\n", "\n---REQUEST END---",
		"POST /1688/item_gte/?", "num_iid=7", "key=REDACTED", "X-Again: REDACTED", "1000+bytes")
	for _, s := range []string{mocktest.Key, mocktest.Secret, "of-nobody"} {
		if strings.Contains(got, s) {
			t.Errorf("the failure shows %s:\n%s", s, got)
		}
	}
}

func TestFailuresThatWereAskedForAreExpected(t *testing.T) {
	fake := new(mocktest.FakeT)
	gw := mock.New(fake)
	mocktest.Get(t, gw.Transport(), "/1688/item_get/?"+mocktest.Auth)
	mocktest.Get(t, gw.Transport(), "/1688/item_get/")
	fake.End()
	mocktest.Equal(t, "failures", fake.Failures(), "")
}

func TestNothingIsReportedToATestThatEnded(t *testing.T) {
	fake := new(mocktest.FakeT)
	gw := mock.New(fake)
	fake.End()
	mocktest.Code("4012")(t, mocktest.Get(t, gw.Transport(), "/nowhere"))
	mocktest.Equal(t, "failures", fake.Failures(), "")
	if _, err := http.Get(gw.URL()); err == nil {
		t.Error("the server still listens")
	}
}

func TestWrongOptionsEndTheTest(t *testing.T) {
	fake := new(mocktest.FakeT)
	mock.New(fake, mock.WithClock(nil))
	mocktest.Contains(t, "failure", fake.Fatal, "clock")
	rsp, err := mock.Transport(mock.WithClock(nil)).RoundTrip(mocktest.Request(t, "GET", "/", ""))
	if err == nil {
		_ = rsp.Body.Close()
		t.Error("Transport: got no error")
	}
}

func TestRequests(t *testing.T) {
	gw := mock.New(t)
	mocktest.Get(t, gw.Transport(), "/1688/item_get/?num_iid=7&"+mocktest.Auth+"&nick="+mocktest.Secret)
	mocktest.Send(t, gw.Transport(), mocktest.Request(t, http.MethodPost, "/1688global/upload_img?"+mocktest.Auth+
		"&session=x", "imgcode=AAAA&access_token=y"))
	got := gw.Requests()
	if len(got) != 2 {
		t.Fatalf("got %d requests\nwant 2", len(got))
	}
	want := "{GET 1688 item_get map[key:[REDACTED] nick:[REDACTED] num_iid:[7] secret:[REDACTED]] map[] [{unknown nick " +
		"nick is unknown to item_get and ignored}]}"
	mocktest.Equal(t, "the first", fmt.Sprint(got[0]), want)
	want = "{POST 1688global upload_img map[key:[REDACTED] secret:[REDACTED] session:[REDACTED]] " +
		"map[access_token:[REDACTED] imgcode:[AAAA]] [{unknown access_token access_token is unknown to upload_img and " +
		"ignored}]}"
	mocktest.Equal(t, "the second", fmt.Sprint(got[1]), want)
}

func TestOverrides(t *testing.T) {
	type override = func(context.Context, *gateway.ItemGetParams) (*gateway.ItemGetResponse, error)
	returns := func(rsp *gateway.ItemGetResponse, err error) override {
		return func(context.Context, *gateway.ItemGetParams) (*gateway.ItemGetResponse, error) { return rsp, err }
	}
	for _, tt := range []struct {
		name string
		do   override
		want func(*testing.T, mocktest.Body)
	}{
		{"a response", func(_ context.Context, p *gateway.ItemGetParams) (*gateway.ItemGetResponse, error) {
			return &gateway.ItemGetResponse{Item: gateway.Item{NumIID: loose.IDOf(p.NumIID), Title: "mine"}}, nil
		}, func(t *testing.T, got mocktest.Body) {
			mocktest.Equal(t, "item", got.Text("item.num_iid")+got.Text("item.title"), "7mine")
		}},
		{"nothing", returns(nil, nil), mocktest.Code("0000")},
		{"a failure", returns(nil, &mock.Error{Code: "4013", Text: "已超量", Reason: "tomorrow"}),
			mocktest.Code("4013", "tomorrow")},
		{"a wrapped failure", returns(nil, fmt.Errorf("so: %w", &mock.Error{Code: "4008"})),
			mocktest.Code("4008", "rate limit")},
		{"an error with a code", returns(nil, coded{}), mocktest.Code("2000", "it has a code")},
		{"any error", returns(nil, errors.New("key=abcdef "+mocktest.Secret)),
			mocktest.Code("4000", "key=REDACTED REDACTED")},
		{"a response and a failure", returns(&gateway.ItemGetResponse{Item: gateway.Item{Title: "kept"}, ErrorText: "ok"},
			&mock.Error{Code: "5000", Text: "data error"}),
			func(t *testing.T, got mocktest.Body) {
				mocktest.Code("5000", "data error")(t, got)
				mocktest.Equal(t, "error, title", got.Text("error")+", "+got.Text("item.title"), "data error, kept")
			}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			gw := mock.New(t)
			gw.Overrides.ItemGet = tt.do
			tt.want(t, mocktest.Get(t, gw.Transport(), "/1688/item_get/?num_iid=7&"+mocktest.Auth))
		})
	}
}

type coded struct{}

func (coded) Error() string       { return "it has a code" }
func (coded) GatewayCode() string { return "2000" }

func TestOverridesSeeForms(t *testing.T) {
	gw := mock.New(t)
	gw.Overrides.UploadImg = func(_ context.Context, p *gateway.UploadImgParams,
		form *gateway.UploadImgForm) (*gateway.UploadImgResponse, error) {
		return nil, &mock.Error{Reason: *p.Lang + " " + form.ImgCode}
	}
	for _, req := range []*http.Request{
		mocktest.Request(t, http.MethodPost, "/1688/upload_img/?lang=en&"+mocktest.Auth, "imgcode=AAAA"),
		mocktest.Request(t, http.MethodPost, "/1688/upload_img/?"+mocktest.Auth, "imgcode=AAAA&lang=en"),
		mocktest.Request(t, http.MethodGet, "/1688/upload_img/?imgcode=AAAA&lang=en&"+mocktest.Auth, ""),
	} {
		mocktest.Code("4000", "en AAAA")(t, mocktest.Send(t, gw.Transport(), req))
	}
}

func TestOverridesThatPanic(t *testing.T) {
	fake := new(mocktest.FakeT)
	gw := mock.New(fake)
	gw.Overrides.CatGet = func(context.Context, *gateway.CatGetParams) (*gateway.CatGetResponse, error) {
		panic("oh, " + mocktest.Secret)
	}
	mocktest.Code("4000")(t, mocktest.Get(t, gw.Transport(), "/1688/cat_get/?cid=0&"+mocktest.Auth))
	fake.End()
	mocktest.Contains(t, "failure", fake.Failures(), "cat_get panicked: oh, REDACTED", "---REQUEST START---")
}

func TestErrorTexts(t *testing.T) {
	for want, err := range map[string]*mock.Error{
		"gateway error 4013: 已超量: tomorrow":           {Code: "4013", Text: "已超量", Reason: "tomorrow"},
		"gateway error 4000: Server internal error":   {},
		"gateway error 9999: unknown error":           {Code: "9999"},
		"gateway error 4016: Insufficient balance: x": {Code: "4016", Reason: "x"},
	} {
		mocktest.Equal(t, "text", err.Error(), want)
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
	req := mocktest.Request(t, "GET", "/1688/cat_get/?cid=0&"+mocktest.Auth, "").WithContext(ctx)
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
			rsp, err := gw.Transport().RoundTrip(mocktest.Request(t, "GET", "/1688/cat_get/?cid=0&"+mocktest.Auth, ""))
			if err == nil {
				_ = rsp.Body.Close()
				t.Error("got no error")
			}
		})
	}
}

func TestTransportLeavesTheRequestAlone(t *testing.T) {
	req := mocktest.Request(t, http.MethodPost, "/1688/item_get/?"+mocktest.Auth, "num_iid=7")
	before := req.URL.String()
	text, rsp := mocktest.SendRaw(t, mock.Transport(), req)
	mocktest.Equal(t, "URL", req.URL.String(), before)
	mocktest.Equal(t, "method", req.Method, http.MethodPost)
	mocktest.Equal(t, "length", rsp.ContentLength, int64(len(text)))
	mocktest.Equal(t, "request", rsp.Request, req)
	mocktest.Equal(t, "status", rsp.Status, "200 OK")
}

func TestHead(t *testing.T) {
	text, rsp := mocktest.SendRaw(t, mock.Transport(), mocktest.Request(t, http.MethodHead, "/1688/cat_get/?cid=0&"+
		mocktest.Auth, ""))
	mocktest.Equal(t, "body", text, "")
	mocktest.Equal(t, "status", rsp.StatusCode, http.StatusOK)
}

func TestManyAtOnce(t *testing.T) {
	gw := mock.New(t)
	gw.Overrides.ItemFee = func(context.Context, *gateway.ItemFeeParams) (*gateway.ItemFeeResponse, error) {
		return nil, &mock.Error{Code: gateway.CodeRateLimited}
	}
	var wg sync.WaitGroup
	calls := mocktest.Requests(t)
	for range 8 {
		wg.Go(func() {
			for api, args := range calls {
				rsp, err := http.Get(gw.URL() + "/1688/" + api + "/?" + mocktest.Auth + "&" + args)
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
	mocktest.Equal(t, "requests", len(gw.Requests()), 8*len(calls))
}

// TestAdminOfAGateway serves a gateway of a test with its admin endpoints: the test and the journal both see requests.
func TestAdminOfAGateway(t *testing.T) {
	fake := new(mocktest.FakeT)
	gw := mock.New(fake, mock.WithFailOnDeviation())
	defer fake.End()
	ask := func(path string) string {
		w := httptest.NewRecorder()
		gw.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil))
		return w.Body.String()
	}
	ask(mocktest.SomeOffer + "&nick=x")
	ask("/1688/item_gett/?key=k&secret=s")
	mocktest.Equal(t, "requests", len(gw.Requests()), 2)
	mocktest.Equal(t, "requests in the journal", strings.Count(ask("/__admin/requests"), `"Method"`), 2)
	mocktest.Contains(t, "failures", fake.Failures(), "nick is unknown to item_get", "an operation that is unknown")
}

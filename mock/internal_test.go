package mock

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/generated/gatewayserver"
	"github.com/go-ali1688/ali1688/mock/world"
)

func TestWhatTheGeneratedCodeRefuses(t *testing.T) {
	s := &server{Responder: &reply.Responder{}}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&gatewayserver.InvalidParamFormatError{ParamName: "page", Err: io.EOF}, `"reason":"the parameter page must be`},
		{io.EOF, `"reason":"the parameters cannot be read","error_code":"4003"`},
	} {
		rec := httptest.NewRecorder()
		s.malformed(rec, httptest.NewRequest(http.MethodGet, "/", nil), tt.err)
		if got := rec.Body.String(); !strings.Contains(got, tt.want) {
			t.Errorf("got %s\nwant %s", got, tt.want)
		}
	}
}

func BenchmarkItemGet(b *testing.B) {
	h, err := NewHandler()
	if err != nil {
		b.Fatal(err)
	}
	req := httptest.NewRequest(http.MethodGet, "/1688/item_get/?key=test_api_key&num_iid=639741530227", nil)
	b.ReportAllocs()
	for b.Loop() {
		rec := &reply.Recorder{Headers: http.Header{}}
		h.ServeHTTP(rec, req)
	}
}

func TestEveryOperationHasAPlaceForAnOverride(t *testing.T) {
	for _, api := range exchange.OperationNames() {
		if _, ok := overrideFields()[api]; !ok {
			t.Errorf("%s: Overrides has no field of its name", api)
		}
		if new(Overrides).isOverridden(api) {
			t.Errorf("%s: got an override\nwant none", api)
		}
	}
}

func TestTheWorldKnowsEveryOperation(t *testing.T) {
	for _, api := range exchange.OperationNames() {
		if !world.Knows(api) {
			t.Errorf("%s: the world has no answer, and the document's example stands in", api)
		}
	}
}

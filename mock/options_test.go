package mock_test

import (
	"bytes"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/internal/mocktest"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/openapi"
)

// served sends a GET to a new mock without a socket.
func served(t *testing.T, target string, header http.Header, opts ...mock.Option) *httptest.ResponseRecorder {
	t.Helper()
	h, err := mock.NewHandler(opts...)
	require.NoError(t, err)
	r, w := httptest.NewRequest(http.MethodGet, target, nil), httptest.NewRecorder()
	maps.Copy(r.Header, header)
	h.ServeHTTP(w, r)
	return w
}

// TestOptions makes the same request without an option and with it.
func TestOptions(t *testing.T) {
	const unlisted = "/1688/item_get/?key=k&secret=s&num_iid=600000000077"
	mug := func(title string) fstest.MapFS {
		return fstest.MapFS{"item_get/a.json": {Data: []byte(
			`{"item":{"title":"` + title + `"},"error":"","error_code":"0000","call_args":{"num_iid":"639741530227"}}`)}}
	}
	cases := []struct {
		name, target  string
		options       []mock.Option
		without, with string // parts of the bodies
	}{
		{"key", mocktest.SomeOffer, []mock.Option{mock.WithKey("mine", "s")}, `"error_code":"0000"`, `"error_code":"4005"`},
		{"secret", mocktest.SomeOffer, []mock.Option{mock.WithKey("k", "mine")}, `"error_code":"0000"`,
			`"error_code":"4005"`},
		{"any secret", mocktest.SomeOffer, []mock.Option{mock.WithKey("k", "")}, `"error_code":"0000"`,
			`"error_code":"0000"`},
		{"recordings", mocktest.SomeOffer, []mock.Option{mock.WithRecordings(mug("a mug"))}, `"title":"【模拟】`,
			`"title":"a mug"`},
		{"the last recordings", mocktest.SomeOffer, []mock.Option{mock.WithRecordings(mug("a cup")),
			mock.WithEmbeddedRecordings(), mock.WithRecordings(mug("a mug"))}, `"title":"【模拟】`, `"title":"a mug"`},
		{"embedded recordings", mocktest.SomeOffer, []mock.Option{mock.WithEmbeddedRecordings()}, `"title":"【模拟】`,
			`"num_iid":"639741530227"`},
		{"closed world", unlisted, []mock.Option{mock.WithClosedWorld()}, `"error_code":"0000"`, `"error_code":"2000"`},
		{"strict", mocktest.SomeOffer + "&xyzzy=1", []mock.Option{mock.WithStrict()}, `"error_code":"0000"`,
			`"reason":"xyzzy is unknown to item_get`},
		{"public URL", mocktest.SomeOffer, []mock.Option{mock.WithPublicURL("https://mock.test/")},
			`"pic_url":"http://example.com/img/`, `"pic_url":"https://mock.test/img/`},
		{"public URL without a slash", mocktest.SomeOffer, []mock.Option{mock.WithPublicURL("https://mock.test")},
			`"pic_url":"http://example.com/img/`, `"pic_url":"https://mock.test/img/`},
		{"seed", mocktest.SomeOffer, []mock.Option{mock.WithClock(mocktest.At), mock.WithSeed(7)},
			`"request_id":"gw-1.`, `"request_id":"gw-1.63cbe1e459320"`},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			assert.Contains(t, served(t, tt.target, nil).Body.String(), tt.without)
			assert.Contains(t, served(t, tt.target, nil, tt.options...).Body.String(), tt.with)
		})
	}
	same := []mock.Option{mock.WithClock(mocktest.At), mock.WithSeed(mock.DefaultSeed)}
	assert.Equal(t, served(t, mocktest.SomeOffer, nil, same[:1]...).Body.String(),
		served(t, mocktest.SomeOffer, nil, same...).Body.String())
	assert.NotContains(t, served(t, mocktest.SomeOffer, nil, mock.WithEmbeddedRecordings()).Body.String(), "【模拟】")
}

// TestHeaders sets the headers of responses.
func TestHeaders(t *testing.T) {
	plain := served(t, mocktest.SomeOffer, http.Header{"Accept-Encoding": {"gzip"}})
	assert.Equal(t, []string{"application/json; charset=utf-8", ""}, []string{plain.Header().Get("Content-Type"),
		plain.Header().Get("Content-Encoding")})
	changed := served(t, mocktest.SomeOffer, http.Header{"Accept-Encoding": {"gzip"}}, mock.WithGzip(),
		mock.WithContentType("text/html; charset=UTF-8"))
	assert.Equal(t, []string{"text/html; charset=UTF-8", "gzip"}, []string{changed.Header().Get("Content-Type"),
		changed.Header().Get("Content-Encoding")})
	assert.Less(t, changed.Body.Len(), plain.Body.Len()/2)
	assert.Empty(t, served(t, mocktest.SomeOffer, nil, mock.WithGzip()).Header().Get("Content-Encoding"))
}

// TestRefusedOptions names what is wrong with options.
func TestRefusedOptions(t *testing.T) {
	for _, tt := range []struct {
		want string
		opt  mock.Option
	}{
		{"mock: the clock is nil", mock.WithClock(nil)},
		{"mock: the number of calls at once must not be negative", mock.WithConcurrency(-1)},
		{"mock: the number of requests a second must not be negative", mock.WithAppRate(-1)},
		{`mock: there is no dialect "biz-code"; did you mean biz-codes?`, mock.WithDialect("biz-code")},
		{"orders: the times after which orders go on must not be negative",
			mock.WithAutomaticOrders(orders.Auto{Ship: -1})},
		{`mock: there is no fault "bomm"; did you mean bom?`, mock.WithFault(mock.FaultRule{Fault: "bomm"})},
		{`orders: there is no stage "shiped"; did you mean shipped?`, mock.WithScenario("shiped", "one")},
		{"mock: read the document: jsontext: invalid character 'o' at start of value",
			mock.WithDocument([]byte("openapi: 3.0.0"))},
	} {
		_, err := mock.NewHandler(tt.opt)
		assert.EqualError(t, err, tt.want)
	}
	for _, ok := range []mock.Option{mock.WithAppRate(0), mock.WithConcurrency(0), mock.WithDialect(mock.Dialects...)} {
		_, err := mock.NewHandler(ok)
		assert.NoError(t, err)
	}
}

// TestDeviations logs how requests deviate, or fails the test by them.
func TestDeviations(t *testing.T) {
	const want = "mock: item_get deviates from the document:\nxyzzy is unknown to item_get and ignored"
	lenient, strict := new(mocktest.FakeT), new(mocktest.FakeT)
	for fake, opts := range map[*mocktest.FakeT][]mock.Option{lenient: nil, strict: {mock.WithFailOnDeviation()}} {
		gw := mock.New(fake, opts...)
		mocktest.Get(t, gw.Transport(), mocktest.SomeOffer+"&xyzzy=1")
		mocktest.Get(t, gw.Transport(), mocktest.SomeOffer)
		fake.End()
		mocktest.Get(t, gw.Transport(), mocktest.SomeOffer+"&xyzzy=1")
	}
	assert.Equal(t, []string{want}, lenient.Logs)
	assert.Empty(t, lenient.Failures())
	assert.Empty(t, strict.Logs)
	assert.Equal(t, want, strict.Failures())
}

// TestSlowness is as long as the option says.
func TestSlowness(t *testing.T) {
	for want, opts := range map[time.Duration][]mock.Option{10 * time.Second: nil,
		time.Minute: {mock.WithSlowness(time.Minute)}} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			served(t, mocktest.SomeOffer, http.Header{"Prefer": {"fault=slow-headers"}}, opts...)
			assert.Equal(t, want, time.Since(start))
		})
	}
}

// TestPlatformOptions sets how the open platform responds.
func TestPlatformOptions(t *testing.T) {
	direct, via := mocktest.Routes["direct"], mocktest.Routes["through the gateway"]
	require.ErrorContains(t, direct(t, mock.WithIssuedTokens()).Cancel(7), "401")
	require.ErrorContains(t, direct(t).Cancel(7), "ORDER_NOT_EXIST")

	s := direct(t, mock.WithAppRate(2))
	var got []bool
	for range 3 {
		got = append(got, errors.Is(s.Cancel(7), platform.CodeTooManyCalls))
	}
	s.Clock.Advance(time.Second)
	got = append(got, errors.Is(s.Cancel(7), platform.CodeTooManyCalls))
	assert.Equal(t, []bool{false, false, true, false}, got)

	wrong := mocktest.DirectClient(t, mustTransport(t, mock.WithApp(mocktest.AppKey, "another")), time.Now)
	_, err := wrong.Account.Basic(t.Context())
	require.ErrorContains(t, err, "gw.SignatureInvalid")

	for dialect, want := range map[mock.Dialect]string{"": "500_005",
		mock.DialectBizCodes: "FAIL_BIZ_FAIL_BIZ_BOOKED_LESS_THAN_LEAST_QUANTITY"} {
		s := via(t)
		if dialect != "" {
			s = via(t, mock.WithDialect(dialect))
		}
		cargo, _ := s.Cargo(t, 1)
		cargo[0].Quantity = 0.5
		require.ErrorContains(t, s.Preview(cargo), want)
	}
	for dialect, want := range map[mock.Dialect]string{"": "400", mock.DialectPages: "500_001"} {
		s := via(t)
		if dialect != "" {
			s = via(t, mock.WithDialect(dialect))
		}
		gone := int64(-7)
		cargo, _ := s.Cargo(t, 1)
		cargo[0].OfferID = &gone
		require.ErrorContains(t, s.Preview(cargo), want)
	}
	split := via(t, mock.WithDialect(mock.DialectSplit))
	cargo, _ := split.Cargo(t, 1)
	bad := cargo[0]
	other := "nope"
	bad.SpecID = &other
	require.NoError(t, split.Preview([]platform.OrderCargo{cargo[0], bad}), "what cannot be had is left out")
	require.Error(t, via(t).Preview([]platform.OrderCargo{cargo[0], bad}))
}

// mustTransport returns a mock as a transport.
func mustTransport(t *testing.T, opts ...mock.Option) http.RoundTripper {
	t.Helper()
	h, err := mock.NewHandler(opts...)
	require.NoError(t, err)
	return h.Transport()
}

// TestNestedCustom reads the innermost result of the platform, or its whole response.
func TestNestedCustom(t *testing.T) {
	const target = "/1688/custom/?key=k&secret=s&method=com.alibaba.account/alibaba.account.basic&_o_args=%7B%7D&session=x"
	inner := served(t, target, nil).Body.String()
	whole := served(t, target, nil, mock.WithNestedCustom()).Body.String()
	assert.NotContains(t, inner, `"result":{"loginId"`)
	assert.Contains(t, inner, `"loginId":"buyer`)
	assert.Contains(t, whole, `"result":{"loginId":"buyer`)
}

// TestLongIDs has ids of eighteen digits in searches.
func TestLongIDs(t *testing.T) {
	const search = "/1688/item_search/?key=k&secret=s&q=mug"
	assert.Regexp(t, `"num_iid":"\d{12}"`, served(t, search, nil).Body.String())
	assert.Regexp(t, `"num_iid":"\d{18}"`, served(t, search, nil, mock.WithLongOfferIDs()).Body.String())
}

// TestScenarios begins orders of members at stages.
func TestScenarios(t *testing.T) {
	h, err := mock.NewHandler(mock.WithScenario(orders.StageShipped, "one"), mock.WithScenario(orders.StageCreated, "two"))
	require.NoError(t, err)
	started := h.Started()
	require.Len(t, started, 2)
	list := h.Orders().Overview(9)
	assert.Equal(t, []any{started[1], platform.OrderStatusWaitBuyerPay, started[0], platform.OrderStatusWaitBuyerReceive},
		[]any{list[0].ID, list[0].Status, list[1].ID, list[1].Status})
}

// TestAdminDocuments serves the document of the gateway, or the user's own, to hosts that are allowed.
func TestAdminDocuments(t *testing.T) {
	own := bytes.Replace(openapi.Gateway().JSON, []byte(`"version"`), []byte(`"x-own":1,"version"`), 1)
	for _, tt := range []struct {
		path, host, want string
		opts             []mock.Option
	}{
		{"/openapi.json", "localhost", string(openapi.Gateway().JSON), nil},
		{"/openapi.yaml", "localhost", string(openapi.Gateway().YAML), nil},
		{"/openapi.json", "localhost", string(own), []mock.Option{mock.WithDocument(own)}},
		{"/openapi.yaml", "localhost", string(own), []mock.Option{mock.WithDocument(own)}},
		{"/openapi.json", "mock.example.com", string(openapi.Gateway().JSON),
			[]mock.Option{mock.WithAllowedHosts("a.example.com"), mock.WithAllowedHosts("mock.example.com")}},
	} {
		h, err := mock.NewHandler(tt.opts...)
		require.NoError(t, err)
		w := httptest.NewRecorder()
		h.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://"+tt.host+tt.path, nil))
		assert.Equal(t, tt.want, w.Body.String(), "%s of %s", tt.path, tt.host)
	}
	h, err := mock.NewHandler(mock.WithAllowedHosts("a.example.com"))
	require.NoError(t, err)
	w := httptest.NewRecorder()
	h.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://mock.example.com/openapi.json", nil))
	assert.Equal(t, http.StatusForbidden, w.Code)
}

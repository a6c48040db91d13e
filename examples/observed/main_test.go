package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/baggage"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
)

// What is planted, and must be in no record, span or metric.
const (
	secrets  = "planted-key planted-secret planted-session planted-cookie 7654321 planted-appsecret planted-token"
	phone    = "13800138000"
	customer = "欧阳测试"
)

// exported is what left the program.
type exported struct {
	log    bytes.Buffer
	spans  *tracetest.InMemoryExporter
	reader *metric.ManualReader
}

// observe returns the telemetry of the example over exporters in memory, and a logger of everything.
func observe(t *testing.T) (*exported, *telemetry, *slog.Logger) {
	t.Helper()
	out := &exported{spans: tracetest.NewInMemoryExporter(), reader: metric.NewManualReader()}
	own, err := newTelemetry(trace.NewTracerProvider(trace.WithSyncer(out.spans)),
		metric.NewMeterProvider(metric.WithReader(out.reader)))
	require.NoError(t, err)
	return out, own, slog.New(slog.NewJSONHandler(&out.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// telemetry returns all spans and metrics as text.
func (e *exported) telemetry(t *testing.T) string {
	t.Helper()
	var metrics metricdata.ResourceMetrics
	require.NoError(t, e.reader.Collect(t.Context(), &metrics))
	text, err := json.Marshal(metrics)
	require.NoError(t, err)
	return fmt.Sprintf("%+v\n%s", e.spans.GetSpans(), text)
}

// echo is a server that repeats all that it got wherever a server can.
func echo(t *testing.T, respond func(w http.ResponseWriter, got string)) (*httptest.Server, *http.Header) {
	t.Helper()
	headers := http.Header{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		headers = r.Header.Clone()
		got, _ := url.QueryUnescape(r.URL.String() + " " + string(body) + " " + r.Header.Get("Cookie"))
		respond(w, got)
	}))
	t.Cleanup(server.Close)
	return server, &headers
}

// responses are the ways in which a server may echo.
var responses = map[string]func(w http.ResponseWriter, got string){
	"code and texts": func(w http.ResponseWriter, got string) {
		text, _ := json.Marshal(got)
		fmt.Fprintf(w, `{"error_code":%[1]s,"error":%[1]s,"reason":%[1]s,"request_id":%[1]s,"error_message":%[1]s}`, text)
	},
	"a refusal": func(w http.ResponseWriter, got string) {
		text, _ := json.Marshal("Key[planted-key]已超量 " + got)
		fmt.Fprintf(w, `{"error_code":"4005","error":%[1]s,"reason":%[1]s,"success":0}`, text)
	},
	"a page": func(w http.ResponseWriter, got string) {
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.WriteString(w, "<html>"+got)
	},
	"a redirect": func(w http.ResponseWriter, got string) {
		w.Header().Set("Location", "/?"+url.QueryEscape(got))
		w.Header().Set("Set-Cookie", "b=planted-cookie")
		w.WriteHeader(http.StatusFound)
	},
	"a broken response": func(w http.ResponseWriter, got string) {
		conn, _, _ := w.(http.Hijacker).Hijack()
		_, _ = io.WriteString(conn, "HTTP/1.1 "+strings.ReplaceAll(got, "\n", " ")+"\r\n\r\n")
		_ = conn.Close()
	},
	"nothing": func(w http.ResponseWriter, _ string) {
		conn, _, _ := w.(http.Hijacker).Hijack()
		_ = conn.Close()
	},
}

// TestNothingLeaks makes calls of both clients with planted secrets and personal data to servers that echo them.
func TestNothingLeaks(t *testing.T) {
	otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{}))
	t.Cleanup(func() { otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator()) })
	for name, respond := range responses {
		t.Run(name, func(t *testing.T) {
			server, headers := echo(t, respond)
			out, own, log := observe(t)
			callAll(t, server.URL, own, log)
			spans := out.telemetry(t)
			require.Contains(t, spans, server.URL+"/1688/item_search/", "there are spans")
			require.Contains(t, spans, "/openapi/param2/1/com.alibaba.trade/alibaba.trade.fastCreateOrder/REDACTED")
			require.Contains(t, out.log.String(), `"msg":"ali1688 call failed"`)
			require.Contains(t, out.log.String(), `"method":"com.alibaba.trade/alibaba.trade.fastCreateOrder"`)
			for _, hidden := range append(strings.Fields(secrets), phone, "333800138000") {
				assert.NotContains(t, strings.ToLower(spans), hidden, "spans and metrics")
				assert.NotContains(t, strings.ToLower(out.log.String()), hidden, "records")
			}
			for _, text := range []string{spans, out.log.String()} {
				assert.NotContains(t, text, customer)
				assert.NotContains(t, text, url.QueryEscape(customer))
			}
			assert.Empty(t, headers.Get("Traceparent")+headers.Get("Baggage"), "1688 gets no header of the instrument")
		})
	}
}

// callAll makes a call of each kind. All of them fail.
func callAll(t *testing.T, server string, own *telemetry, log *slog.Logger) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	address, err := url.Parse(server)
	require.NoError(t, err)
	jar.SetCookies(address, []*http.Cookie{{Name: "a", Value: "planted-cookie"}})
	gw, err := ali1688.New("planted-key", "planted-secret", ali1688.WithBaseURL(server),
		ali1688.WithHTTPClient(&http.Client{Jar: jar}), ali1688.WithRetries(&apiclient.Retries{Wait: 1, PauseWait: 1}),
		ali1688.WithLogger(log), ali1688.WithObserver(own), ali1688.WithInstrumentation(own.instrument))
	require.NoError(t, err)
	shop, err := openplatform.New("7654321", "planted-appsecret", openplatform.WithBaseURL(server),
		openplatform.WithAccessToken("planted-token"), openplatform.WithLogger(log), openplatform.WithObserver(own),
		openplatform.WithInstrumentation(own.instrument))
	require.NoError(t, err)

	member, err := baggage.NewMember("customer", phone)
	require.NoError(t, err)
	bag, err := baggage.New(member)
	require.NoError(t, err)
	ctx := baggage.ContextWithBaggage(ali1688.WithSession(t.Context(), "planted-session"), bag)
	_, err = gw.ItemSearch(ctx, &gateway.ItemSearchParams{Q: phone + customer})
	require.Error(t, err)
	_, err = gw.ItemGet(ctx, &gateway.ItemGetParams{NumIID: "planted-token"}) // refused before it is sent
	require.ErrorIs(t, err, ali1688.ErrNotSent)
	order := map[string]any{"flow": "general",
		"cargoParamList": []any{map[string]any{"offerId": 610947572360, "quantity": 1}},
		"addressParam":   map[string]string{"fullName": customer, "mobile": phone}}
	for _, client := range []*openplatform.Client{shop, openplatform.Via(gw)} {
		_, err = client.Call(ctx, "alibaba.trade.fastCreateOrder", order)
		require.Error(t, err)
		_, err = client.Call(ctx, "alibaba.trade.get.buyerView", map[string]any{"orderId": 333800138000, "webSite": "1688"})
		require.Error(t, err)
	}
}

// TestSpansAndMetrics observes a call that is repeated once, one from the cache, and one that finds nothing.
func TestSpansAndMetrics(t *testing.T) {
	gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: mock.FaultHTML502, Times: 1}))
	out, own, _ := observe(t)
	client, err := ali1688.New("k", "s", ali1688.WithBaseURL(gw.URL()),
		ali1688.WithRetries(&apiclient.Retries{Wait: 1, PauseWait: 1, MaxWait: 1}),
		ali1688.WithCache(apiclient.Cache{Default: time.Hour}),
		ali1688.WithObserver(own), ali1688.WithInstrumentation(own.instrument))
	require.NoError(t, err)
	for range 2 {
		_, err = client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
		require.NoError(t, err)
	}
	require.NoError(t, gw.SetFaults(mock.FaultRule{Fault: mock.FaultCode(gateway.CodeNotFound)}))
	_, err = client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572361"})
	require.ErrorIs(t, err, ali1688.ErrNotFound)

	var got []string
	calls := out.spans.GetSpans()
	for _, span := range calls {
		attrs := attribute.NewSet(span.Attributes...)
		value := func(name attribute.Key) string { v, _ := attrs.Value(name); return v.String() }
		parent := "no parent"
		for _, other := range calls {
			if other.SpanContext.SpanID() == span.Parent.SpanID() {
				parent = "below " + other.Name
			}
		}
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s, %s: %s%s %s %s", span.Name, parent,
			value("http.response.status_code"), value("ali1688.attempts"), value("ali1688.cached"), value("error.type"))))
	}
	assert.Equal(t, []string{
		"HTTP GET, below ali1688 item_get: 502  502", "HTTP GET, below ali1688 item_get: 200",
		"ali1688 item_get, no parent: 2 false",
		"ali1688 item_get, no parent: 0 true",
		"HTTP GET, below ali1688 item_get: 200", "ali1688 item_get, no parent: 1 false 2000",
	}, got)
	text := out.telemetry(t)
	for _, name := range []string{"ali1688.calls", "ali1688.attempts.charged", "ali1688.call.duration",
		"http.client.request.duration"} {
		assert.Contains(t, text, `"Name":"`+name+`"`)
	}
}

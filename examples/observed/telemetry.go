package main

import (
	"context"
	"errors"
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"

	"github.com/go-ali1688/ali1688/apiclient"
)

// telemetry makes a span of every call, and below it one of every request that is sent. It counts calls by operation
// and outcome, the attempts that may have been charged, and measures the time of a call. An attribute is a name or a
// number, and never a text of a request or response.
type telemetry struct {
	spans          trace.TracerProvider
	metrics        metric.MeterProvider
	tracer         trace.Tracer
	calls, charged metric.Int64Counter
	took           metric.Float64Histogram
}

func newTelemetry(spans trace.TracerProvider, metrics metric.MeterProvider) (*telemetry, error) {
	const name = "example.org/shop/ali1688"
	meter := metrics.Meter(name)
	calls, err := meter.Int64Counter("ali1688.calls")
	charged, err2 := meter.Int64Counter("ali1688.attempts.charged")
	took, err3 := meter.Float64Histogram("ali1688.call.duration", metric.WithUnit("s"))
	return &telemetry{spans, metrics, spans.Tracer(name), calls, charged, took}, errors.Join(err, err2, err3)
}

// instrument is for WithInstrumentation. otelhttp writes the address of a request into its span and has no option
// against it; there it gets one without the parameters.
func (t *telemetry) instrument(next http.RoundTripper) http.RoundTripper {
	return otelhttp.NewTransport(next, otelhttp.WithTracerProvider(t.spans), otelhttp.WithMeterProvider(t.metrics))
}

// Begin makes t an apiclient.Observer, for WithObserver.
func (t *telemetry) Begin(ctx context.Context, e apiclient.Event) (context.Context, func(apiclient.Outcome)) {
	if e.Attempt > 0 { // otelhttp observes these
		return ctx, nil
	}
	which := []attribute.KeyValue{attribute.String("ali1688.service", string(e.Service)),
		attribute.String("ali1688.api", e.API)}
	if e.Method != "" {
		which = append(which, attribute.String("ali1688.method", e.Method))
	}
	ctx, span := t.tracer.Start(ctx, "ali1688 "+e.API, trace.WithAttributes(which...))
	return ctx, func(out apiclient.Outcome) {
		span.SetAttributes(attribute.Int("ali1688.attempts", out.Attempts), attribute.Int("ali1688.charged", out.Charged))
		which = append(which, attribute.Bool("ali1688.cached", out.Cached))
		if out.Err != nil {
			which = append(which, attribute.String("error.type", apiclient.ErrorType(out.Err)))
			span.SetStatus(codes.Error, "")
		}
		span.SetAttributes(which...)
		span.End()
		t.calls.Add(ctx, 1, metric.WithAttributes(which...))
		t.charged.Add(ctx, int64(out.Charged), metric.WithAttributes(which...))
		t.took.Record(ctx, out.Took.Seconds(), metric.WithAttributes(which...))
	}
}

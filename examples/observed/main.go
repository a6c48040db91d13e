// Command observed looks up the offers whose ids are its arguments, and writes records, spans and metrics of the calls
// to standard error. A real program has other exporters, such as otlptracehttp and otlpmetrichttp.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"

	"go.opentelemetry.io/otel/exporters/stdout/stdoutmetric"
	"go.opentelemetry.io/otel/exporters/stdout/stdouttrace"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/trace"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

func main() {
	ctx := context.Background()
	spanWriter, err := stdouttrace.New(stdouttrace.WithWriter(os.Stderr))
	metricWriter, err2 := stdoutmetric.New(stdoutmetric.WithWriter(os.Stderr))
	spans := trace.NewTracerProvider(trace.WithBatcher(spanWriter))
	metrics := metric.NewMeterProvider(metric.WithReader(metric.NewPeriodicReader(metricWriter)))
	telemetry, err3 := newTelemetry(spans, metrics)
	client, err4 := ali1688.New(os.Getenv("ALI1688_KEY"), os.Getenv("ALI1688_SECRET"),
		ali1688.WithRetries(&apiclient.Retries{}), ali1688.WithLogger(slog.Default()),
		ali1688.WithObserver(telemetry), ali1688.WithInstrumentation(telemetry.instrument))
	if err := errors.Join(err, err2, err3, err4); err != nil {
		log.Fatal(err)
	}
	for _, id := range os.Args[1:] {
		if response, err := client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: id}); err == nil {
			fmt.Println(id, response.Item.Title, response.Item.Price)
		}
	}
	if err := errors.Join(spans.Shutdown(ctx), metrics.Shutdown(ctx)); err != nil {
		log.Fatal(err)
	}
}

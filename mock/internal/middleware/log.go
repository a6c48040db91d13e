package middleware

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// Log logs the outcome of every request. A nil logger logs nothing.
func Log(logger *slog.Logger, next http.Handler) http.Handler {
	if logger == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		defer func() { logRequest(logger, r, time.Since(start)) }()
		next.ServeHTTP(w, r)
	})
}

func logRequest(logger *slog.Logger, r *http.Request, took time.Duration) {
	c := exchange.CallOf(r.Context())
	attrs := []slog.Attr{
		slog.String("method", r.Method), slog.String("platform", c.ShownPlatform()),
		slog.String("api", c.Redactor().Text(c.API)),
		slog.String("error_code", c.Code), slog.Duration("took", took),
	}
	if c.Fault != "" {
		attrs = append(attrs, slog.String("fault", c.Fault))
	}
	if !c.Known {
		attrs = append(attrs, slog.String("path", c.Redactor().Text(r.URL.Path)))
	}
	if len(c.Deviations) > 0 {
		attrs = append(attrs, slog.Any("deviations", c.DeviationTexts()))
	}
	logger.LogAttrs(context.WithoutCancel(r.Context()), slog.LevelInfo, "call", attrs...)
}

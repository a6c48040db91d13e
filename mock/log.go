package mock

import (
	"context"
	"log/slog"
	"net/http"
	"time"
)

// WithLogger logs every call once it is answered: the operation, the platform, the error_code and the time it took. No
// parameter is logged, so neither key nor secret is.
func WithLogger(to *slog.Logger) Option { return func(c *config) { c.logger = to } }

// logged tells the logger how each call went.
func (s *server) logged(next http.Handler) http.Handler {
	if s.logger == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		defer func() { s.log(r, time.Since(start)) }()
		next.ServeHTTP(w, r)
	})
}

func (s *server) log(r *http.Request, took time.Duration) {
	c := callOf(r.Context())
	attrs := []slog.Attr{
		slog.String("method", r.Method), slog.String("platform", c.shownPlatform()), slog.String("api", c.redactor().Text(c.api)),
		slog.String("error_code", c.code), slog.Duration("took", took),
	}
	if c.fault != "" {
		attrs = append(attrs, slog.String("fault", c.fault))
	}
	if !c.known {
		attrs = append(attrs, slog.String("path", c.redactor().Text(r.URL.Path)))
	}
	if len(c.deviations) > 0 {
		attrs = append(attrs, slog.Any("deviations", c.deviationTexts()))
	}
	s.logger.LogAttrs(context.WithoutCancel(r.Context()), slog.LevelInfo, "call", attrs...)
}

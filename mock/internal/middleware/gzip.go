package middleware

import (
	"bufio"
	"compress/gzip"
	"net"
	"net/http"
	"strings"
)

// Compress compresses responses to requests that accept gzip, if it is enabled.
func Compress(enabled bool, next http.Handler) http.Handler {
	if !enabled {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !acceptsGzip(r.Header.Get("Accept-Encoding")) || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := &gzipWriter{ResponseWriter: w, zip: gzip.NewWriter(w)}
		next.ServeHTTP(z, r)
		if !z.hijacked {
			_ = z.zip.Close()
		}
	})
}

// acceptsGzip reports whether a header Accept-Encoding names gzip, and does not refuse it with the weight 0.
func acceptsGzip(header string) bool {
	for coding := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(coding, ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			weight = strings.TrimPrefix(strings.TrimSpace(weight), "q=")
			return weight == "" || strings.Trim(weight, "0.") != ""
		}
	}
	return false
}

// gzipWriter compresses a response.
type gzipWriter struct {
	http.ResponseWriter
	zip      *gzip.Writer
	hijacked bool // the connection has another owner
}

func (z *gzipWriter) WriteHeader(status int) {
	z.Header().Del("Content-Length") // of the uncompressed body
	z.ResponseWriter.WriteHeader(status)
}

func (z *gzipWriter) Write(p []byte) (int, error) {
	z.Header().Del("Content-Length")
	return z.zip.Write(p)
}

// Flush sends the response so far.
func (z *gzipWriter) Flush() {
	_ = z.zip.Flush()
	_ = http.NewResponseController(z.ResponseWriter).Flush()
}

// Hijack returns the connection, for the fault that resets it.
func (z *gzipWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, both, err := http.NewResponseController(z.ResponseWriter).Hijack()
	z.hijacked = err == nil
	return conn, both, err
}

package mock

import (
	"bufio"
	"compress/gzip"
	"net"
	"net/http"
	"strings"
)

// WithGzip compresses answers for whoever accepts it, as the gateway does. Without it they are not, because compressing
// takes longer than all the rest.
func WithGzip() Option { return func(c *config) { c.gzip = true } }

// compress answers in gzip where that was asked for.
func (s *server) compress(next http.Handler) http.Handler {
	if !s.gzip {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := &zipped{ResponseWriter: w, zip: gzip.NewWriter(w)}
		next.ServeHTTP(z, r)
		z.end()
	})
}

// zipped is a response that is compressed on its way.
type zipped struct {
	http.ResponseWriter
	zip   *gzip.Writer
	taken bool // somebody else has the connection
}

func (z *zipped) WriteHeader(status int) {
	z.Header().Del("Content-Length") // that of the text
	z.ResponseWriter.WriteHeader(status)
}

func (z *zipped) Write(p []byte) (int, error) {
	z.Header().Del("Content-Length")
	return z.zip.Write(p)
}

// Flush sends what there is so far.
func (z *zipped) Flush() {
	_ = z.zip.Flush()
	if f, ok := z.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

// Hijack hands out the connection below, for the fault that resets it.
func (z *zipped) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	h, ok := z.ResponseWriter.(http.Hijacker)
	if !ok {
		return nil, nil, http.ErrNotSupported
	}
	z.taken = true
	return h.Hijack()
}

func (z *zipped) end() {
	if !z.taken {
		_ = z.zip.Close()
	}
}

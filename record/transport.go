package record

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/transport"
)

// Transport records what next answers; nil is http.DefaultTransport. The caller gets the answer as it came.
func (r *Recorder) Transport(next http.RoundTripper) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return transport.Func(func(req *http.Request) (*http.Response, error) {
		form, err := readForm(req)
		if err != nil {
			return nil, err
		}
		start := r.now()
		rsp, err := next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(rsp.Body)
		_ = rsp.Body.Close()
		rsp.Body = &replay{bytes.NewReader(body), err}
		x := exchange(req, rsp)
		x.Seen, x.Duration = start, r.now().Sub(start)
		redactor := redactorFor(x.API, req.URL.Query(), form)
		x.Parameters = redactor.parameters(req.URL.Query(), form)
		r.keep(x, redactor.body(unzipped(rsp, body)))
		return rsp, nil
	})
}

// Proxy is a handler that hands calls on to the gateway at upstream, scheme://host[:port], and records them.
func (r *Recorder) Proxy(upstream *url.URL) http.Handler {
	return &httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(upstream)
			p.Out.Header.Del("Accept-Encoding") // so that the transport unpacks what it asks for itself
		},
		Transport: r.Transport(nil),
		ErrorHandler: func(w http.ResponseWriter, req *http.Request, err error) {
			redactor := redactorFor("", req.URL.Query())
			http.Error(w, "the gateway cannot be reached: "+redactor.text("", err.Error()), http.StatusBadGateway)
		},
	}
}

// exchange is what the request and the head of the answer tell.
func exchange(req *http.Request, rsp *http.Response) Exchange {
	platform, api := "_other", "_other"
	if parts := strings.Split(strings.Trim(req.URL.Path, "/"), "/"); len(parts) == 2 && isName(parts[0]) && isName(parts[1]) {
		platform, api = parts[0], parts[1]
	}
	return Exchange{API: api, Platform: platform, Method: req.Method, Status: rsp.StatusCode, ContentType: rsp.Header.Get("Content-Type")}
}

// isName says whether a part of a path may name a folder.
func isName(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// readForm reads the form of a POST and leaves the body to be read again.
func readForm(req *http.Request) (url.Values, error) {
	if req.Body == nil || !strings.HasPrefix(req.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		return nil, nil
	}
	body, err := io.ReadAll(req.Body)
	_ = req.Body.Close()
	req.Body = io.NopCloser(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	form, _ := url.ParseQuery(string(body)) // what cannot be read is not recorded either
	return form, nil
}

// unzipped is the body as text. What cannot be unpacked stays as it is.
func unzipped(rsp *http.Response, body []byte) []byte {
	if rsp.Header.Get("Content-Encoding") != "gzip" {
		return body
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return body
	}
	plain, err := io.ReadAll(io.LimitReader(z, conformance.MaxBody))
	if err != nil {
		return body
	}
	return plain
}

// replay hands out a body that was read, and ends as it ended.
type replay struct {
	*bytes.Reader
	err error
}

// Read reads on, and reports at the end what broke the body off, if anything did.
func (r *replay) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err == io.EOF && r.err != nil {
		err = r.err
	}
	return n, err
}

// Close does nothing: the body was read to its end.
func (r *replay) Close() error { return nil }

package record

import (
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
)

// Proxy is a handler that hands calls on to the gateway at upstream, scheme://host[:port], and records them.
func (r *Recorder) Proxy(upstream *url.URL) http.Handler {
	return &httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			p.Out.URL.RawQuery = p.In.URL.RawQuery // also where it is malformed: the gateway shall say so
			p.SetURL(upstream)
			p.Out.Header.Del("Accept-Encoding") // so that the transport unpacks what it asks for itself
		},
		Transport:     r.Transport(nil),
		FlushInterval: -1,                         // what came of an answer that breaks off reaches the caller
		ErrorLog:      log.New(io.Discard, "", 0), // an answer that breaks off breaks off for the caller, who is told by that
		ErrorHandler: func(w http.ResponseWriter, req *http.Request, err error) {
			redactor := r.redactorOf("", req, &http.Response{}, nil)
			http.Error(w, "the gateway cannot be reached: "+redactor.Text(err.Error()), http.StatusBadGateway)
		},
	}
}

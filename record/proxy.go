package record

import (
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"

	"github.com/go-ali1688/ali1688/openapi"
)

// Proxy returns a handler that forwards requests to upstream, scheme://host[:port], and records them. Without an
// upstream a request goes to the real server of the API that its path belongs to: the gateway or the open platform.
func (r *Recorder) Proxy(upstream *url.URL) http.Handler {
	return &httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			p.Out.URL.RawQuery = p.In.URL.RawQuery // also where it is malformed: the gateway shall say so
			if upstream != nil {
				p.SetURL(upstream)
			} else {
				p.SetURL(serverOf(p.In.URL.Path))
			}
			p.Out.Header.Del("Accept-Encoding") // so that the transport unpacks what it asks for itself
		},
		Transport:     r.Transport(nil),
		FlushInterval: -1, // what came of a response that breaks off reaches the caller
		// a response that breaks off breaks off for the caller, too, who needs no other notice
		ErrorLog: log.New(io.Discard, "", 0),
		ErrorHandler: func(w http.ResponseWriter, req *http.Request, err error) {
			redactor := r.redactorOf("", req, &http.Response{}, nil)
			http.Error(w, "the gateway cannot be reached: "+redactor.Text(err.Error()), http.StatusBadGateway)
		},
	}
}

// serverOf returns the real server of the API that a path belongs to. A path of no API goes to the gateway, which
// refuses it.
func serverOf(path string) *url.URL {
	server := openapi.Gateway().Server
	for _, d := range openapi.Documents() {
		if _, _, ok := d.Operation(path); ok {
			server = d.Server
		}
	}
	u, err := url.Parse(server)
	if err != nil {
		panic(err) // the table is compiled in
	}
	return u
}

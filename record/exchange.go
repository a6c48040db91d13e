package record

import (
	"errors"
	"net/http"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// keep records an exchange and notifies the observer. A failure to record is never an error of the call.
func (r *Recorder) keep(x Exchange, redactor redact.Redactor, packed []byte, encoding string) {
	body, err := unpacked(encoding, packed)
	var files []file
	if err == nil {
		err = guard(func() { files = x.files(redactBody(redactor, body), r.maxValues) })
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		err = r.write(x, files)
	}
	if err != nil {
		x.File, x.Raw = "", ""
	}
	r.tell(x, err)
}

// report notifies the observer of an exchange that was not recorded.
func (r *Recorder) report(x Exchange, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tell(x, err)
}

// guard converts a panic into an error without the value of the panic, which may quote secrets.
func guard(do func()) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("the recorder panicked on this response")
		}
	}()
	do()
	return nil
}

// newExchange returns what the request and the head of the response tell.
func newExchange(req *http.Request, rsp *http.Response) Exchange {
	platform, api, checker := target(req.URL.Path)
	return Exchange{
		API: api, Platform: platform, Method: req.Method, Status: rsp.StatusCode, ContentType: rsp.Header.Get("Content-Type"),
		Findings: []conformance.Finding{}, checker: checker,
	}
}

package record

import (
	"errors"
	"net/http"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// keep records an exchange, and tells of it. Whatever goes wrong here is none of the caller's business.
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

// report tells of an exchange that was not recorded.
func (r *Recorder) report(x Exchange, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tell(x, err)
}

// guard makes an error of a panic, without its value: that may quote what must not be seen.
func guard(do func()) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("the recorder panicked over this answer")
		}
	}()
	do()
	return nil
}

// newExchange is what the request and the head of the answer tell.
func newExchange(req *http.Request, rsp *http.Response) Exchange {
	platform, api, checker := target(req.URL.Path)
	return Exchange{
		API: api, Platform: platform, Method: req.Method, Status: rsp.StatusCode, ContentType: rsp.Header.Get("Content-Type"),
		Findings: []conformance.Finding{}, checker: checker,
	}
}

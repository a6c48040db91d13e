package record

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
)

// keep records an exchange, and tells of it. Whatever goes wrong here is none of the caller's business.
func (r *Recorder) keep(x Exchange, redactor redactor, packed []byte, encoding string) {
	body, err := unpacked(encoding, packed)
	var files []file
	if err == nil {
		err = guard(func() { files = x.files(redactor.body(body)) })
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
	platform, api := target(req.URL.Path)
	return Exchange{API: api, Platform: platform, Method: req.Method, Status: rsp.StatusCode, ContentType: rsp.Header.Get("Content-Type"), Findings: []conformance.Finding{}}
}

// target is what a path asks for. What is no operation of the documents, or of a platform that they do not describe, is
// kept in the folder that the checker holds against the bare envelope: nothing else of the path names a file.
func target(path string) (platform, api string) {
	platform, api, _ = strings.Cut(strings.Trim(path, "/"), "/")
	described := platform == "1688" || platform == "1688global"
	if described && isOperation(api) {
		return platform, api
	}
	if !described {
		platform = conformance.OtherPlatforms
	}
	return platform, conformance.OtherPlatforms
}

func isOperation(name string) bool {
	return slices.ContainsFunc(conformance.Gateway().Operations(), func(op conformance.Operation) bool { return op.Name == name })
}

// judge holds the body against the documents.
func (x *Exchange) judge(body []byte) {
	findings, err := conformance.Gateway().Check(x.API, body, conformance.Options{Strict: true})
	x.OK = err == nil && len(findings) == 0 && x.Status == http.StatusOK
	x.Findings = append(x.Findings, findings...)
}

// secretsIn are the credentials in the headers of an exchange, which the answer may quote.
func secretsIn(req *http.Request, rsp *http.Response) []string {
	var out []string
	for _, cookie := range append(req.Cookies(), rsp.Cookies()...) {
		if len(cookie.Value) >= 8 {
			out = append(out, cookie.Value)
		}
	}
	if _, token, ok := strings.Cut(req.Header.Get("Authorization"), " "); ok {
		out = append(out, token)
	}
	return out
}

// redactor knows the secrets of an exchange.
func (r *Recorder) redactor(api string, req *http.Request, rsp *http.Response, form url.Values) redactor {
	return newRedactor(names{api, r.more}, secretsIn(req, rsp), req.URL.Query(), form)
}

package reply

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
)

// Recorder is an http.ResponseWriter that keeps the response.
type Recorder struct {
	Headers http.Header
	sent    http.Header // as it was when the status was written
	Status  int
	Body    bytes.Buffer
}

// Header returns the headers, of which those set after the status are not sent.
func (r *Recorder) Header() http.Header { return r.Headers }

// WriteHeader keeps the first status, and the headers as they are then.
func (r *Recorder) WriteHeader(status int) {
	if r.Status == 0 {
		r.Status, r.sent = status, r.Headers.Clone()
	}
}

func (r *Recorder) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.Body.Write(p)
}

// Response returns what was written as the response to req. The status is 200 if none was written.
func (r *Recorder) Response(req *http.Request) *http.Response {
	r.WriteHeader(http.StatusOK)
	rsp := &http.Response{
		Status:     strconv.Itoa(r.Status) + " " + http.StatusText(r.Status),
		StatusCode: r.Status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        r.sent,
		Body:          io.NopCloser(&r.Body),
		ContentLength: int64(r.Body.Len()),
		Request:       req,
	}
	if req.Method == http.MethodHead {
		rsp.Body = http.NoBody
	}
	return rsp
}

package record

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/transport"
)

// Transport records the responses of next; nil is http.DefaultTransport. The caller gets the unchanged response, once
// all of it has arrived. An exchange whose request or response has a body larger than transport.MaxBody is not
// recorded.
func (r *Recorder) Transport(next http.RoundTripper) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return transport.Func(func(req *http.Request) (*http.Response, error) {
		req, form, err := withForm(req)
		tooLarge := errors.Is(err, transport.ErrBodyTooLarge)
		if err != nil && !tooLarge {
			return nil, err
		}
		start := r.now()
		rsp, err := next.RoundTrip(req)
		if err != nil {
			return nil, r.redactorOf("", req, &http.Response{}, form).Error(err)
		}
		if rsp.StatusCode == http.StatusSwitchingProtocols {
			return rsp, nil // what follows is not a response
		}
		body, whole := taken(rsp)
		x := newExchange(req, rsp)
		x.Seen, x.Duration = start, r.now().Sub(start)
		if !whole || tooLarge {
			r.report(x, transport.ErrBodyTooLarge)
			return rsp, nil
		}
		r.record(x, req, form, rsp, body)
		return rsp, nil
	})
}

// record redacts an exchange and writes it.
func (r *Recorder) record(x Exchange, req *http.Request, form url.Values, rsp *http.Response, body []byte) {
	redactor := r.redactorOf(x.API, req, rsp, form)
	err := guard(func() {
		x.Parameters = shownParameters(redactor, redact.Query(req.URL.RawQuery), form)
		x.ContentType = redactor.Text(x.ContentType)
		x.deviate(req, form, redactor)
	})
	if err != nil {
		r.report(x, err)
		return
	}
	r.keep(x, redactor, body, rsp.Header.Get("Content-Encoding"))
}

// withForm reads the body of a request whose parameters are in it. The request that it returns has it still to be
// read; the one given is not touched but for its body, which is read. It reads transport.MaxBody bytes at most: of a
// larger body the secrets are not known, which a response may quote, so it returns transport.ErrBodyTooLarge beside
// the request.
func withForm(req *http.Request) (*http.Request, url.Values, error) {
	contentType := req.Header.Get("Content-Type")
	if req.Body == nil || req.Body == http.NoBody {
		return req, nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(req.Body, transport.MaxBody+1))
	if err != nil {
		_ = req.Body.Close()
		return nil, nil, err
	}
	out := req.Clone(req.Context())
	out.Body = &continued{io.MultiReader(bytes.NewReader(body), req.Body), req.Body}
	if len(body) > transport.MaxBody {
		return out, nil, transport.ErrBodyTooLarge
	}
	return out, redact.RequestParameters(contentType, body), nil
}

// taken reads the body of a response, which the caller can read again. A body that is too large is incomplete.
func taken(rsp *http.Response) (body []byte, whole bool) {
	body, err := io.ReadAll(io.LimitReader(rsp.Body, transport.MaxBody+1))
	if len(body) > transport.MaxBody {
		rsp.Body = &continued{io.MultiReader(bytes.NewReader(body), rsp.Body), rsp.Body}
		return nil, false
	}
	_ = rsp.Body.Close()
	rsp.Body = &replay{bytes.NewReader(body), err}
	return body, true
}

// continued returns the part of a body that was read, and then its rest.
type continued struct {
	io.Reader
	io.Closer
}

// replay returns a body that was read, and ends with the same error.
type replay struct {
	*bytes.Reader
	err error
}

// Read returns the next bytes, and at the end the error that ended the body early, if any.
func (r *replay) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err == io.EOF && r.err != nil {
		err = r.err
	}
	return n, err
}

// WriteTo writes the rest, and returns the error that ended the body early: the WriteTo of the embedded reader would
// hide it.
func (r *replay) WriteTo(w io.Writer) (int64, error) {
	n, err := r.Reader.WriteTo(w)
	if err == nil {
		err = r.err
	}
	return n, err
}

// Close does nothing: the body was read to its end.
func (r *replay) Close() error { return nil }

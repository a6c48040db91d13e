package transport

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// errStatus is the fault of a response that is well-formed but for its status.
var errStatus = errors.New("the API responds with HTTP 200 only")

// RedirectError is returned for a redirect. No client follows one: it would carry the credentials to wherever it
// points.
type RedirectError struct {
	StatusCode int
	Target     string // scheme, host and path of the target; the query may hold credentials
	BaseURL    string // the base URL to use instead, if only scheme and host differ from the request's, or ""
}

// Error describes the redirect and, if there is one, the remedy.
func (e *RedirectError) Error() string {
	text := fmt.Sprintf("it is a redirect (HTTP %d) to %s, which is not followed", e.StatusCode, e.Target)
	if e.BaseURL != "" {
		text += "; the base URL should be " + e.BaseURL
	}
	return text
}

// StatusError returns the fault of a response whose status is not 200: a redirect, or err, or that the status is not
// 200.
func StatusError(rsp *http.Response, err error) error {
	if redirect := redirectOf(rsp); redirect != nil {
		return redirect
	}
	if err != nil {
		return err
	}
	return errStatus
}

func redirectOf(rsp *http.Response) *RedirectError {
	location := rsp.Header.Get("Location")
	if rsp.StatusCode < 300 || rsp.StatusCode > 399 || location == "" {
		return nil
	}
	to, err := url.Parse(location)
	if err != nil {
		return &RedirectError{StatusCode: rsp.StatusCode, Target: "an address that is not a URL"}
	}
	e := &RedirectError{StatusCode: rsp.StatusCode}
	if rsp.Request != nil && rsp.Request.URL != nil {
		from := rsp.Request.URL
		to = from.ResolveReference(to)
		if to.EscapedPath() == from.EscapedPath() && (to.Scheme != from.Scheme || to.Host != from.Host) {
			e.BaseURL = OneLine(to.Scheme + "://" + to.Host)
		}
	}
	e.Target = OneLine((&url.URL{Scheme: to.Scheme, Host: to.Host, Path: to.Path}).Redacted())
	return e
}

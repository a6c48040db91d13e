package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"syscall"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

// answer is what came back for a call.
type answer struct {
	status int
	kind   string // the Content-Type, which is not to be trusted
	raw    []byte // the body as it came
	body   []byte // the body as clean JSON, where it is a response at all
	fault  error  // of the status
}

func (c *caller) send(req *http.Request, a account) (*answer, error) {
	var raw bytes.Buffer
	client := &http.Client{
		Transport: transport.Gateway(copying(&raw),
			transport.Config{Key: loose.SecretOf(a.key), Secret: loose.SecretOf(a.secret), Sign: c.sign}), Timeout: c.timeout,
		// it would take the secret along
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	rsp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rsp.Body.Close() }()
	body, err := io.ReadAll(rsp.Body)
	return &answer{rsp.StatusCode, rsp.Header.Get("Content-Type"), raw.Bytes(), body, transport.StatusError(rsp, nil)}, err
}

// copying is http.DefaultTransport, with a copy of the body to w.
func copying(w io.Writer) http.RoundTripper {
	return transport.Func(func(req *http.Request) (*http.Response, error) {
		rsp, err := http.DefaultTransport.RoundTrip(req)
		if err == nil {
			rsp.Body = struct {
				io.Reader
				io.Closer
			}{io.TeeReader(rsp.Body, w), rsp.Body}
		}
		return rsp, err
	})
}

// unreachable returns why no response came from host, and what to do.
func (c *caller) unreachable(host string, err error) error {
	var timeout interface{ Timeout() bool }
	var call *url.Error
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted before the response was complete")
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("no response within %v; --timeout allows more", c.timeout)
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("%s does not answer (connection refused); check --base-url, or start the mock: ali1688 mock", host)
	case errors.As(err, new(*net.DNSError)):
		return fmt.Errorf("there is no host %s; check --base-url and the network", host)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return fmt.Errorf("%s broke the connection off before the response was complete; try again later", host)
	case errors.As(err, &call):
		err = call.Err
	}
	return fmt.Errorf("no response from %s: %w; check --base-url", host, err)
}

// print writes the response to stdout, and returns the failure that it is or reports.
func (c *caller) print(e *env, api string, a *answer) error {
	problem, out := a.problem(c.resultType), a.body
	if c.raw {
		out = a.raw
	}
	if problem == nil || c.raw {
		if err := c.write(e, api, out); err != nil {
			return err
		}
	}
	if problem != nil {
		return failure{fmt.Errorf("%s: %w", api, problem)}
	}
	noteUnread(e, api, a.body)
	err := reported(api, a.body)
	advise(e.err, err)
	return err
}

// write writes a response to stdout: as it came with --raw, and otherwise as JSON that people can read.
func (c *caller) write(e *env, api string, body jsontext.Value) error {
	if !c.raw && body != nil {
		body = slices.Clone(body)
		if err := body.Format(readably...); err != nil {
			return failure{fmt.Errorf("%s: the response is not JSON: %w", api, err)}
		}
		body = append(body, '\n')
	}
	if _, err := e.out.Write(body); err != nil {
		return fmt.Errorf("cannot write the response: %w", err)
	}
	return nil
}

// noteUnread tells which members a Go client leaves out, because they are of another kind than the documents say.
func noteUnread(e *env, api string, body []byte) {
	empty, ok := gateway.Answers[api]
	if !ok {
		return
	}
	unread, _ := loose.Decoder{}.Decode(e.ctx, body, empty()) // reported says what is wrong with the rest
	for _, m := range unread[:min(len(unread), 10)] {
		fmt.Fprintln(e.err, "note: a Go client leaves out", oneLine(m.String()))
	}
	if n := len(unread) - 10; n > 0 {
		fmt.Fprintf(e.err, "note: and %d more\n", n)
	}
}

// reported returns the failure that the body reports, or nil.
func reported(api string, body []byte) error {
	err := ali1688.ErrorOf(api, body)
	switch {
	case err == nil:
		return nil
	case errors.As(err, new(*ali1688.Error)):
		return failure{err}
	}
	return failure{fmt.Errorf("%s: the response is unlike every document; `ali1688 check --api %s` says where",
		api, api)}
}

// lenient is what PHP may write; readably is how people like to read it, Chinese unescaped.
var (
	lenient  = []jsontext.Options{loose.Options()}
	readably = append(slices.Clip(lenient), jsontext.PreserveRawStrings(false), jsontext.Multiline(true),
		jsontext.WithIndent("  "))
)

// problem returns why a response in a result_type is none, or nil.
func (a *answer) problem(resultType string) error {
	kind, format := cmp.Or(a.kind, "of no type"), resultType
	if format == "" || strings.HasPrefix(format, "json") {
		format = "JSON"
	}
	switch {
	case errors.As(a.fault, new(*transport.RedirectError)):
		return a.fault
	case a.status != http.StatusOK:
		return fmt.Errorf("the gateway answered HTTP %d (%s) instead of 200; it may be down or the address wrong", a.status,
			kind)
	case len(bytes.TrimSpace(a.body)) == 0:
		return errors.New("the gateway answered with an empty body; try again later")
	case !jsontext.Value(a.body).IsValid(lenient...):
		return fmt.Errorf(
			"the gateway answered with %d bytes (%s) that are no %s; try again later, or look at them with --raw", len(a.raw),
			kind, format)
	}
	return nil
}

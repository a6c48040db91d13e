package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"

	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/conformance/report"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/inorder"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
)

// checkedBody is the result for one body, without the body.
type checkedBody struct {
	verdict      report.Verdict
	code, advice string // on the refusal in the body, for people
}

// checkAll writes the verdicts on all bodies to the report, in order, until the context ends. The error is that of
// writing.
func (c *checker) checkAll(e *env) error {
	progress := newProgress(e, e.args)
	defer progress.end()
	check := func(part bodies.Part) []checkedBody { return c.checkPart(e.ctx, part) }
	for results := range inorder.Map(c.parts(e, progress), check) {
		for _, result := range results {
			if e.ctx.Err() != nil {
				return nil
			}
			if err := c.report.Add(result.verdict); err != nil {
				return err
			}
			progress.clear(result.advice != "")
			c.advice.add(result)
		}
	}
	return nil
}

// parts returns the parts of all arguments.
func (c *checker) parts(e *env, progress *progress) iter.Seq[bodies.Part] {
	reader := bodies.Reader{Count: progress.add, Guess: true}
	return func(yield func(bodies.Part) bool) {
		for _, path := range e.args {
			for part := range partsOf(e, reader, path) {
				if e.ctx.Err() != nil || !yield(part) {
					return
				}
			}
		}
	}
}

// partsOf returns the parts of one argument.
func partsOf(e *env, reader bodies.Reader, path string) iter.Seq[bodies.Part] {
	if path == "-" {
		return reader.Stream(interruptible(e.ctx, e.in), "stdin")
	}
	return reader.Path(path)
}

// readBodies returns the bodies of one argument.
func readBodies(e *env, path string) iter.Seq2[bodies.Body, error] {
	if path == "-" {
		return bodies.Read(interruptible(e.ctx, e.in), "stdin")
	}
	return bodies.All(path)
}

// interruptible returns a reader of in whose reads end with the context. A read of standard input that waits for a
// person cannot be cancelled, so it is left behind.
func interruptible(ctx context.Context, in io.Reader) io.Reader {
	out, feed := io.Pipe()
	go func() {
		_, err := io.Copy(feed, in)
		feed.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { feed.CloseWithError(ctx.Err()) })
	return out
}

// checkPart checks the bodies of a part.
func (c *checker) checkPart(ctx context.Context, part bodies.Part) (results []checkedBody) {
	for body, err := range part {
		if ctx.Err() != nil {
			return results
		}
		results = append(results, c.checkRead(body, err))
	}
	return results
}

// checkRead checks a body as it was read. A guess that may be wrong is read again.
func (c *checker) checkRead(body bodies.Body, err error) (result checkedBody) {
	read := body
	if c.api != "" {
		body.API = c.api
	}
	if err == nil && body.API == "" {
		err = fmt.Errorf("%s lies in no folder: --api says which operation it answers", body.File)
	}
	if err == nil {
		result, err = c.checkBody(body)
	}
	if err != nil || !result.verdict.OK {
		if exact, differs := read.Exact(); differs {
			return c.checkRead(exact, nil)
		}
	}
	if err != nil {
		result.verdict = report.Unchecked(body, err)
	}
	return result
}

// checkBody returns the verdict on one body, and on its request.
func (c *checker) checkBody(body bodies.Body) (result checkedBody, err error) {
	if body.Request != nil && body.Content == nil {
		result.verdict = report.NewVerdict(body, nil, nil)
		result.verdict.AddRequest(c.checkRequest(body.Request))
		return result, nil
	}
	checked, err := c.documentOf(body.API).Inspect(body, c.options)
	if err != nil {
		return result, fmt.Errorf("%s: %w (--api says which operation it answers)", body.File, err)
	}
	findings, reported := checked.Findings, error(nil)
	if _, ok := gateway.Answers[body.API]; !ok || !checked.Succeeded { // only a code is explained
		reported = reportedIn(body)
	}
	refusal := reportRefusal(reported)
	isOK := body.Status == 0 || body.Status == http.StatusOK
	if isOK && checked.Succeeded && refusal == nil { // a failure has no payload, also of a code that nobody knows
		findings = append(findings, c.missed(body)...)
	}
	result.verdict = report.NewVerdict(body, findings, refusal)
	if body.Request != nil {
		result.verdict.AddRequest(c.checkRequest(body.Request))
	}
	if c.format == "text" && refusal != nil {
		result.code, result.advice = refusal.Code, adviceOn(body, reported)
	}
	return result, nil
}

// checkRequest returns the deviations of a request from the documents, with those that were noted when it was recorded.
// With a document of the user's it returns none: that document may have what ours do not.
func (c *checker) checkRequest(r *bodies.Request) (list []report.Deviation) {
	if c.withoutRequests || c.own != nil {
		return nil
	}
	for _, d := range r.Noted {
		list = append(list, report.Deviation(d))
	}
	request := requestcheck.Request{Method: r.Method, Path: r.Path, Query: r.Query, Form: r.Form}
	for _, d := range requestcheck.Check(request, c.secrets) {
		noted := func(other report.Deviation) bool { return other.Rule == d.Rule && other.Where == d.Where }
		if !slices.ContainsFunc(list, noted) {
			list = append(list, report.Deviation(d))
		}
	}
	return list
}

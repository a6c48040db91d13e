package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/refusal"
)

// explained is an error that knows what it means and what to do: that of either client.
type explained interface {
	error
	Meaning(lang string) string
	Advice(lang string) string
	Action() refusal.Action
	Retry() refusal.Retry
}

// advise prints what a refusal means and what to do about it, and nothing for another error or an unknown code.
func advise(w io.Writer, err error) {
	if e, ok := errors.AsType[explained](err); ok && e.Action() != "" {
		lang := language()
		fmt.Fprintf(w, "%s (%s; retry: %s): %s\n", e.Meaning(lang), e.Action(), e.Retry(), e.Advice(lang))
	}
}

// language is that of the person at the terminal, as POSIX has it.
func language() string {
	return cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
}

// adviseOn prints what the refusal in a recorded response means, and nothing where the body reports none of a known
// code.
func adviseOn(w io.Writer, b conformance.Body) {
	var said strings.Builder
	advise(&said, reportedIn(b))
	if said.Len() > 0 {
		fmt.Fprintf(w, "%s: %s", b.File, said.String())
	}
}

// refusalIn is the refusal in a recorded response for programs, or nil where the body reports none of a known code.
func refusalIn(b conformance.Body) *conformance.Refusal {
	e, ok := errors.AsType[explained](reportedIn(b))
	if !ok || e.Action() == "" {
		return nil
	}
	out := &conformance.Refusal{Meaning: e.Meaning("en"), Action: string(e.Action()), Retry: string(e.Retry())}
	switch failed := e.(type) {
	case *ali1688.Error:
		out.Code = failed.Code
	case *openplatform.Error:
		out.Code = string(failed.Code)
	}
	return out
}

// reportedIn is the failure that a recorded response reports, where the documents say that it stands, or nil.
func reportedIn(b conformance.Body) error {
	if b.API == conformance.Errors {
		return envelopeError(b.Content)
	}
	if _, ok := gateway.Answers[b.API]; ok {
		return ali1688.ErrorOf(b.API, b.Content)
	}
	if e := openplatform.ErrorIn(b.API, b.Content); e != nil {
		return e
	}
	return nil
}

// envelopeError is the failure in a bare envelope of the gateway.
func envelopeError(body []byte) error {
	var said struct {
		Code    loose.Text `json:"error_code"`
		Message loose.Text `json:"error"`
		Reason  loose.Text `json:"reason"`
	}
	if loose.Unmarshal(body, &said) != nil {
		return nil
	}
	return &ali1688.Error{API: conformance.Errors, Code: said.Code.String(), Message: said.Message.String(), Reason: said.Reason.String()}
}

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/refusal"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
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

// adviseOn prints what the refusal in a recorded response means, and nothing where the body reports none of a known code.
func adviseOn(w io.Writer, b conformance.Body) {
	var said strings.Builder
	if _, ok := gateway.Answers[b.API]; ok {
		advise(&said, ali1688.ErrorOf(b.API, b.Content))
	} else {
		advise(&said, platformError(b.API, b.Content))
	}
	if said.Len() > 0 {
		fmt.Fprintf(w, "%s: %s", b.File, said.String())
	}
}

// failureMembers are the names under which responses have a code and a message, at the top or in result.
type failureMembers struct {
	A loose.Text `json:"error_code"`
	B loose.Text `json:"errorCode"`
	C loose.Text `json:"code"`
	D loose.Text `json:"bizCode"`
	E loose.Text `json:"error_message"`
	F loose.Text `json:"errorMsg"`
	G loose.Text `json:"errorMessage"`
	H loose.Text `json:"message"`
	I loose.Text `json:"error"`
	J loose.Text `json:"reason"`
}

// platformError is what a body of the open platform, or a bare envelope of the gateway, reports as code and message.
func platformError(api string, body []byte) error {
	var said struct {
		failureMembers
		Result jsontext.Value `json:"result"`
	}
	if loose.Unmarshal(body, &said) != nil {
		return nil
	}
	m := said.failureMembers
	if inner := new(failureMembers); m == *inner && said.Result.Kind() == '{' && loose.Unmarshal(said.Result, inner) == nil {
		m = *inner
	}
	code := cmp.Or(m.A.String(), m.B.String(), m.C.String(), m.D.String())
	message := cmp.Or(m.E.String(), m.F.String(), m.G.String(), m.H.String())
	if api == conformance.Errors {
		return &ali1688.Error{API: api, Code: code, Message: m.I.String(), Reason: m.J.String()}
	}
	return &openplatform.Error{API: api, Code: platform.Code(code), Message: message}
}

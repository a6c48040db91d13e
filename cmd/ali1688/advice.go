package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/conformance/report"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
)

// advise prints what a refusal means and what to do about it, and nothing for another error or an unknown code.
func advise(w io.Writer, err error) {
	if e := explained(err); e != nil {
		lang := language()
		fmt.Fprintf(w, "%s (%s; retry: %s): %s\n", e.Meaning(lang), e.Action(), e.Retry, e.Advice(lang))
	}
}

// explained returns the refusal in err if the documents explain its code, or nil. A success without its payload is no
// refusal.
func explained(err error) *ali1688.Error {
	e, ok := errors.AsType[*ali1688.Error](err)
	if !ok || e.Action() == "" || e.Code == gateway.CodeSuccess {
		return nil
	}
	return e
}

// language is that of the person at the terminal, as POSIX has it.
func language() string {
	return cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
}

// adviceOn returns what the refusal in a recorded response means, or "" for a refusal of no known code.
func adviceOn(b bodies.Body, reported error) string {
	var advice strings.Builder
	advise(&advice, reported)
	if advice.Len() == 0 {
		return ""
	}
	return b.File + ": " + advice.String()
}

// adviser prints the advice on the first refusals of each code.
type adviser struct {
	to     io.Writer
	counts map[string]int // by code
}

// maxAdvice is the number of refusals of one code that are explained one by one.
const maxAdvice = 20

func (a *adviser) add(c checkedBody) {
	if c.advice == "" {
		return
	}
	if a.counts == nil {
		a.counts = map[string]int{}
	}
	if a.counts[c.code]++; a.counts[c.code] <= maxAdvice {
		fmt.Fprint(a.to, c.advice)
	}
}

// end prints how many more refusals of each code there were.
func (a *adviser) end() {
	for _, code := range slices.Sorted(maps.Keys(a.counts)) {
		if more := a.counts[code] - maxAdvice; more > 0 {
			fmt.Fprintf(a.to, "and %d more responses with the code %s\n", more, oneLine(code))
		}
	}
}

// reportRefusal returns the refusal that a recorded response reports, for programs, or nil where the code is unknown.
func reportRefusal(reported error) *report.Refusal {
	e := explained(reported)
	if e == nil {
		return nil
	}
	return &report.Refusal{Code: e.Code, Meaning: e.Meaning("en"), Action: string(e.Action()), Retry: string(e.Retry)}
}

// reportedIn returns the failure that a recorded response reports, where the documents say that it stands, or nil.
func reportedIn(b bodies.Body) error {
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

// envelopeError returns the failure in a bare envelope of the gateway.
func envelopeError(body []byte) error {
	var e struct {
		Code    loose.Text `json:"error_code"`
		Message loose.Text `json:"error"`
		Reason  loose.Text `json:"reason"`
	}
	if loose.Unmarshal(body, &e) != nil {
		return nil
	}
	return ali1688.NewError(conformance.Errors, e.Code.String(), e.Message.String(), e.Reason.String())
}

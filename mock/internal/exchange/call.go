package exchange

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"net/http"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

// maxBody is the largest accepted request body, in bytes.
const maxBody = 32 << 20

// ErrBodyTooLarge is the Err of a call whose body was not read to its end because of its size.
var ErrBodyTooLarge = errors.New("the body is larger than 32 MiB")

// Call is one request with what the handlers find out about it.
type Call struct {
	Number          uint64 // counts the calls of this server, from 1
	Time            time.Time
	Platform, API   string
	Known           bool   // the platform and the operation exist
	Base            string // scheme and host of URLs that lead to the mock
	Query, Form     Args
	Files           map[string][]byte // parts of the body that are files
	multipart       bool              // the body has several parts
	OnPlatform      bool              // it was sent to the open platform itself
	OlderAddress    bool              // it was sent to api_call.php
	PlatformRequest *PlatformRequest  // what it requests from the open platform, directly or through custom
	Deviations      []Deviation
	ParamFault      *params.Fault // for which the gateway refuses it, or nil
	Err             error         // why the body could not be read
	Used            Usage         // the requests of the account, this one included

	Code, Fault string // the outcome, for the log
}

// NewCall reads a request with its body, up to the largest accepted size.
func NewCall(r *http.Request, number uint64, now time.Time, maxValues int) *Call {
	c := &Call{Number: number, Time: now, Query: ParseArgs(r.URL.RawQuery)}
	if c.Err = c.readBody(r); c.Err == nil {
		c.Err = c.checkValues(r.Context(), maxValues)
	}
	return c
}

// checkValues returns an error if a parameter is JSON with more values than are accepted.
func (c *Call) checkValues(ctx context.Context, maxValues int) error {
	maxValues = valuelimit.Or(maxValues)
	for _, list := range []Args{c.Query, c.Form} {
		for _, a := range list {
			if len(a.Value) <= maxValues {
				continue
			}
			if err := valuelimit.JSON(ctx, []byte(a.Value), maxValues); err != nil {
				return err
			}
		}
	}
	return context.Cause(ctx)
}

// IsPlatform reports whether the gateway has a platform of that name.
func IsPlatform(name string) bool { return name == "1688" || name == "1688global" }

// ShownPlatform returns the platform for output. Callers sometimes put a key there.
func (c *Call) ShownPlatform() string {
	if IsPlatform(c.Platform) {
		return c.Platform
	}
	return c.Redactor().Text(c.Platform)
}

// IsName reports whether s is well-formed as the name of a platform or an operation, and safe to print.
func IsName(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return true
}

// Get returns the value of a parameter in the form or the query, or "".
func (c *Call) Get(name string) string {
	if v := c.Form.Get(name); v != "" {
		return v
	}
	return c.Query.Get(name)
}

// All returns all parameters, each once with the value that [Call.Get] returns.
func (c *Call) All() iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for _, a := range c.Query {
			if !yield(a.Name, cmp.Or(c.Form.Get(a.Name), a.Value)) {
				return
			}
		}
		for _, a := range c.Form {
			if c.Query.index(a.Name) < 0 && !yield(a.Name, a.Value) {
				return
			}
		}
	}
}

// Redactor returns a redactor for the secrets of the request.
func (c *Call) Redactor() redact.Redactor {
	var secrets []string
	for _, list := range []Args{c.Query, c.Form} {
		for _, a := range list {
			if a.secret {
				secrets = append(secrets, a.Value)
			}
		}
	}
	return redact.New(secrets...)
}

// Clean redacts the secrets of the request in a text. The check for texts that need no redaction is fast.
func (c *Call) Clean(text string) string {
	if !strings.ContainsAny(text, "=[") && !c.Query.secretIn(text) && !c.Form.secretIn(text) {
		return text
	}
	return c.Redactor().Secrets(text)
}

type callKey struct{}

// WithCall returns a context that carries a call for [CallOf].
func WithCall(ctx context.Context, c *Call) context.Context {
	return context.WithValue(ctx, callKey{}, c)
}

// CallOf returns the call of a context, which [WithCall] made.
func CallOf(ctx context.Context) *Call {
	c, ok := ctx.Value(callKey{}).(*Call)
	if !ok {
		return &Call{}
	}
	return c
}

package apiclient

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

// Service is the API that an error comes from.
type Service string

// The services.
const (
	Gateway1688 Service = "gateway"  // the Onebound gateway
	Platform    Service = "platform" // the open platform of 1688
)

// Error is a failure that the gateway or the open platform states, whatever the HTTP status, or that a client concludes
// from a response that states none. Tell errors apart with errors.Is or IsCode.
type Error struct {
	Service   Service        // "" in an error that a test makes, which may be of either
	API       string         // the operation that was called, such as item_get or alibaba.trade.cancel
	Code      string         // the code as it came, or ""
	Message   string         // the text beside it
	Reason    string         // a second text, of the gateway only
	RequestID string         // by which the provider's support finds the request, or ""
	Refused   bool           // the open platform did not pass the request on: nothing was done
	Retry     refusal.Retry  // whether and when the request may be sent again
	Charged   string         // "yes", "no" or "unclear": whether the request was charged
	Raw       jsontext.Value // the whole body

	Kind        error           // what errors.Is finds beside the code, such as ErrNoPayload, or nil
	Err         error           // the cause, or nil
	Explanation refusal.Meaning // the row of the table of codes, or the zero value
}

// Explain sets the row of the table that explains the code, and what follows from it.
func (e *Error) Explain(row refusal.Meaning) *Error {
	advice := adviceOf(row.Retry, row.Charged)
	e.Explanation, e.Retry, e.Charged = row, advice.Retry, advice.Charged
	return e
}

// Error returns the operation, the code, the text and the request id, without any secret.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.API)
	code := transport.OneLine(e.Code)
	switch {
	case e.isConclusion(): // the text says everything
	case e.Refused:
		b.WriteString(": refused by the " + e.service())
		if code != "" {
			b.WriteString(": " + code)
		}
	default:
		b.WriteString(": " + e.service() + " error")
		if !refusal.Succeeds(e.Code) {
			b.WriteString(" " + code)
		}
	}
	for _, text := range Distinct(e.Message, e.Reason) {
		if text != e.Code {
			b.WriteString(": " + transport.OneLine(text))
		}
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request %s)", transport.OneLine(e.RequestID))
	}
	return b.String()
}

func (e *Error) service() string { return cmp.Or(string(e.Service), "API") }

// isConclusion reports whether the client concluded the failure and the API states none.
func (e *Error) isConclusion() bool {
	var code CodeError
	return e.Kind != nil && refusal.Succeeds(e.Code) && !errors.As(e.Kind, &code)
}

// Unwrap returns the cause of the error, or nil.
func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is work with the errors and codes of packages ali1688 and platform.
func (e *Error) Is(target error) bool {
	if target == e.Kind {
		return target != nil
	}
	if code, ok := e.Kind.(coded); ok && sameFailure(code, target) {
		return true
	}
	c, ok := target.(coded)
	return ok && c.IsCodeOf(string(e.Service), e.Code)
}

// coded is a code as an error, for errors.Is. Package platform has its own type of it.
type coded interface {
	error
	IsCodeOf(service, code string) bool
}

func sameFailure(code coded, target error) bool {
	var other CodeError
	own, ok := code.(CodeError)
	return ok && errors.As(target, &other) && own.Code == other.Code
}

// CodeError is a code of the gateway as an error, for errors.Is.
type CodeError struct{ Code, Says string }

// Error returns the code and what it means.
func (e CodeError) Error() string { return "gateway error " + e.Code + ": " + e.Says }

// IsCodeOf reports whether a failure with this code is e.
func (e CodeError) IsCodeOf(service, code string) bool {
	return service != string(Platform) && code == e.Code
}

// Failure returns the code, for a mock that responds with it.
func (e CodeError) Failure() (service, code, message, reason string) {
	return string(Gateway1688), e.Code, "", ""
}

// IsCode reports whether err is a failure of the service with one of these codes. A code of the open platform is found
// behind the prefix FAIL_BIZ_, too.
func IsCode(err error, service Service, codes ...string) bool {
	var e *Error
	return errors.As(err, &e) && (e.Service == service || e.Service == "") &&
		slices.ContainsFunc(codes, func(code string) bool {
			return code == e.Code || service == Platform && refusal.SameCode(code, e.Code)
		})
}

// Meaning returns what the code means, in Chinese for the languages zh…, otherwise in English. It is empty for a code
// that no table has: the tables are not complete.
func (e *Error) Meaning(lang string) string { return e.Explanation.Says.In(lang) }

// Advice returns in a sentence what to do about the error, and "" for an unknown code.
func (e *Error) Advice(lang string) string { return e.Explanation.Do.In(lang) }

// Action returns what to do about the error as one of the constants of package refusal, and "" for an unknown code.
func (e *Error) Action() refusal.Action { return e.Explanation.Action }

// Goods returns the offers and variants that the message of a refused order names, such as those that are sold out.
func (e *Error) Goods() []refusal.Goods { return refusal.GoodsIn(e.Message) }

// Failure returns the members of the failure, for a mock that responds with it.
func (e *Error) Failure() (service, code, message, reason string) {
	return string(e.Service), e.Code, e.Message, e.Reason
}

// Redact removes secrets and personal data from the texts of the error.
func (e *Error) Redact(r transport.Redactor) *Error {
	e.RequestID = r.Secrets(e.RequestID) // its digits may look like a phone number
	e.Code, e.Message, e.Reason = r.Text(e.Code), r.Text(e.Message), r.Text(e.Reason)
	return e
}

// LogValue returns the parts of the error that are not empty, and never the body.
func (e *Error) LogValue() slog.Value {
	attrs := []slog.Attr{slog.String("api", e.API)}
	for _, part := range [][2]string{
		{"code", e.Code}, {"message", e.Message}, {"reason", e.Reason}, {"request_id", e.RequestID},
		{"retry", string(e.Retry)},
	} {
		if part[1] != "" {
			attrs = append(attrs, slog.String(part[0], transport.OneLine(part[1])))
		}
	}
	if e.Refused {
		attrs = append(attrs, slog.Bool("refused", true))
	}
	return slog.GroupValue(attrs...)
}

// Format writes the text of the error for every verb: %#v and %d would show the body.
func (e *Error) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, e.Error()) }

// MarshalText returns the text of the error, in JSON too: the body may echo secrets.
func (e *Error) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// Distinct returns the texts that say something, each once.
func Distinct(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

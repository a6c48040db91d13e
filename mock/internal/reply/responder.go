package reply

import (
	"net/http"
	"strconv"

	"github.com/go-ali1688/ali1688/internal/splitmix"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/phpwire"
)

// Responder sends responses and refusals. All packages that serve operations share one.
type Responder struct {
	Seed        uint64
	PerDay      int64  // the requests that the account may make in a day, as api_info states them
	ContentType string // of every response, or empty for that of its format
	Observer    exchange.Observer
	stamps      stamps
}

// Envelope is that of a call: the same for the same seed, clock and place in the order of the calls.
func (s *Responder) Envelope(c *exchange.Call) Envelope {
	return Envelope{Call: c, noise: splitmix.Mix(s.Seed + c.Number*0x9e3779b97f4a7c15), perDay: s.PerDay,
		lang: exchange.LanguageOf(c), stamps: &s.stamps}
}

// RespondError sends the failure that an error becomes, see [FailureOf].
func (s *Responder) RespondError(w http.ResponseWriter, r *http.Request, err error) {
	s.Refuse(w, r, FailureOf(err))
}

// Refuse sends the bare envelope of a failure.
func (s *Responder) Refuse(w http.ResponseWriter, r *http.Request, failure *Error) {
	c := exchange.CallOf(r.Context())
	full, redactor := Complete(failure), c.Redactor()
	c.Code = full.Code
	body, err := loose.Marshal(struct {
		Text    string `json:"error"`
		Reason  string `json:"reason"`
		Code    string `json:"error_code"`
		Success int    `json:"success"`
		Cache   int    `json:"cache"`
	}{redactor.Text(full.Text), redactor.Text(full.Reason), full.Code, 0, 0})
	if err == nil {
		body, err = s.withEnvelope(c, body)
	}
	if err != nil {
		http.Error(w, "the mock cannot write the response", http.StatusInternalServerError)
		return
	}
	_ = (&Body{JSON: body}).Write(w)
}

// withEnvelope returns a body with the members that depend on the request.
func (s *Responder) withEnvelope(c *exchange.Call, body []byte) ([]byte, error) {
	t, err := ParseTemplate(body)
	if err != nil {
		return nil, err
	}
	return t.Render(s.Envelope(c)), nil
}

// Encode converts the response of next to the requested format.
func (s *Responder) Encode(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := exchange.CallOf(r.Context())
		if c.Format() == "" {
			next.ServeHTTP(w, r)
			return
		}
		rec := &Recorder{Headers: http.Header{}}
		next.ServeHTTP(rec, r)
		body := c.InFormat(rec.Body.Bytes())
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(max(rec.Status, http.StatusOK))
		_, _ = w.Write(body)
	})
}

// RefuseInFormat is [Responder.Refuse] for handlers outside of [Responder.Encode].
func (s *Responder) RefuseInFormat(w http.ResponseWriter, r *http.Request, failure *Error) {
	s.Encode(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.Refuse(w, r, failure) })).ServeHTTP(w, r)
}

// TypeOf returns the Content-Type of a response. The gateway's is unknown; these are what PHP programs send.
func (s *Responder) TypeOf(c *exchange.Call) []string {
	if s.ContentType != "" {
		return []string{s.ContentType}
	}
	switch c.Format() {
	case phpwire.XML:
		return typeXML
	case phpwire.Serialize, phpwire.VarExport:
		return typeHTML
	}
	return typeJSON
}

// The values of the header are shared by all responses.
var (
	typeJSON = []string{"application/json; charset=utf-8"}
	typeXML  = []string{"text/xml; charset=utf-8"}
	typeHTML = []string{"text/html; charset=UTF-8"}
)

// RefuseEither refuses a request in the form of the API that it was sent to.
func (s *Responder) RefuseEither(w http.ResponseWriter, r *http.Request, failure *Error, refused *exchange.Refusal) {
	c := exchange.CallOf(r.Context())
	if !c.OnPlatform {
		s.RefuseInFormat(w, r, failure)
		return
	}
	WriteRefusal(w, c, refused)
}

// WriteRefusal sends a refusal of the open platform.
func WriteRefusal(w http.ResponseWriter, c *exchange.Call, refused *exchange.Refusal) {
	c.Code = string(refused.Code)
	w.WriteHeader(refused.Status())
	_, _ = w.Write([]byte(c.Clean(string(refused.JSON())))) // a client that does not read it is gone
}

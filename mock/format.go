package mock

import (
	"net/http"
	"strconv"

	"github.com/go-ali1688/ali1688/phpwire"
)

// format is what the call asks its answer to be in, and empty where it does not ask or asks for what there is not.
func (c *call) format() phpwire.Format {
	switch f := phpwire.Format(c.get("result_type")); f {
	case phpwire.JSON, phpwire.JSONU, phpwire.XML, phpwire.Serialize, phpwire.VarExport:
		return f
	}
	return ""
}

// inFormat is an answer as PHP would write it in the format asked for. A call that does not ask is answered with the
// JSON there is, which means the same as PHP's; so is every call where that JSON is broken on purpose.
func (c *call) inFormat(json []byte) []byte {
	format := c.format()
	if format == "" {
		return json
	}
	value, err := phpwire.Decode(phpwire.JSON, json)
	if err != nil {
		return json
	}
	body, err := phpwire.Encode(format, value)
	if err != nil {
		return json
	}
	return body
}

// encode writes what next answers in the format that the call asks for.
func (s *server) encode(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		if c.format() == "" {
			next.ServeHTTP(w, r)
			return
		}
		rec := &recorder{header: http.Header{}}
		next.ServeHTTP(rec, r)
		body := c.inFormat(rec.body.Bytes())
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(max(rec.status, http.StatusOK))
		_, _ = w.Write(body)
	})
}

// refuseInFormat is refuse for who stands outside of encode.
func (s *server) refuseInFormat(w http.ResponseWriter, r *http.Request, failure *Error) {
	s.encode(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.refuse(w, r, failure) })).ServeHTTP(w, r)
}

// typeOf is the Content-Type of an answer. Those of the gateway are not known: these are what PHP programs send.
func (s *server) typeOf(c *call) string {
	if s.contentType != "" {
		return s.contentType
	}
	switch c.format() {
	case phpwire.XML:
		return "text/xml; charset=utf-8"
	case phpwire.Serialize, phpwire.VarExport:
		return "text/html; charset=UTF-8"
	}
	return "application/json; charset=utf-8"
}

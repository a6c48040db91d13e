package bodies

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Request is the request of a recorded exchange. Ledgers of package record and journals of the mock have requests
// without bodies: the Content of such a body is nil.
type Request struct {
	Method, Path string
	Query, Form  url.Values
	Noted        []Deviation // that the recorder or the mock found
}

// Deviation is a difference between a request and the document.
type Deviation struct{ Rule, Where, Text string }

// ledgerLine returns the request of a line of a ledger.
func ledgerLine(line []byte, file string) (Body, error) {
	var exchange struct {
		API, Platform, Method string
		Parameters            map[string]string
		Deviations            []Deviation
	}
	if json.Unmarshal(line, &exchange, lax, json.MatchCaseInsensitiveNames(true)) != nil || exchange.API == "" {
		return Body{File: file}, fmt.Errorf("%s is not a line of a ledger", file)
	}
	r := &Request{Method: exchange.Method, Query: url.Values{}, Noted: exchange.Deviations}
	if exchange.API[0] != '_' { // the address of an unknown operation is not kept
		r.Path = "/" + exchange.Platform + "/" + exchange.API + "/"
	}
	for name, value := range exchange.Parameters {
		r.Query.Set(name, value)
	}
	return Body{File: file, API: exchange.API, Request: r}, nil
}

// journalOf returns the requests of the journal that the mock has under /__admin/requests, or nil for another text.
func journalOf(content []byte, name string) (list []Body) {
	const beginning = 100 // bytes, which have the first name of a request
	if !strings.Contains(string(content[:min(len(content), beginning)]), `"Method"`) {
		return nil
	}
	var journal struct {
		Requests []struct {
			Method, Platform, API string
			Query, Form           url.Values
			Deviations            []Deviation
		} `json:"requests"`
	}
	if json.Unmarshal(content, &journal, lax) != nil && json.Unmarshal(content, &journal.Requests, lax) != nil {
		return nil
	}
	for i, r := range journal.Requests {
		list = append(list, Body{
			File: fmt.Sprintf("%s:%d", name, i), API: r.API,
			Request: &Request{Method: r.Method, Path: "/" + r.Platform + "/" + r.API + "/", Query: r.Query, Form: r.Form,
				Noted: r.Deviations},
		})
	}
	return list
}

// request returns the request of an entry.
func (e *harEntry) request() *Request {
	r := &Request{Method: e.Request.Method, Form: url.Values{}}
	if u, err := url.Parse(e.Request.URL); err == nil {
		r.Path, r.Query = u.Path, redact.Query(u.RawQuery)
	}
	if e.Request.PostData.Text != "" {
		r.Form = redact.RequestParameters(e.Request.PostData.MimeType, []byte(e.Request.PostData.Text))
	} else {
		for _, p := range e.Request.PostData.Params {
			r.Form.Set(p.Name, p.Value)
		}
	}
	return r
}

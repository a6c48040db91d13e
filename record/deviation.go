package record

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
)

// deviate adds the differences between a request and the documents. Nothing of the address is quoted but the names of
// known operations: callers put credentials there.
func (x *Exchange) deviate(req *http.Request, form url.Values, redactor redact.Redactor) {
	query := redact.Query(req.URL.RawQuery)
	request := requestcheck.Request{Method: req.Method, Path: req.URL.Path, Query: query, Form: form}
	for _, d := range requestcheck.Check(request, requestcheck.Secrets{}) {
		if d.Rule == requestcheck.RuleOperation || d.Rule == requestcheck.RuleAddress {
			d.Text, _, _ = strings.Cut(d.Text, ", not ")
			if x.API == conformance.OtherPlatforms {
				d.Where, d.Text = x.API, "the documents have no operation at this address"
			}
		}
		x.Deviations = append(x.Deviations, Deviation{d.Rule, redactor.Text(d.Where), redactor.Text(d.Text)})
	}
}

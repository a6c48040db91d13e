package record

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/openapi"
)

// OpenPlatform is the platform of exchanges with the open platform itself.
const OpenPlatform = "openplatform"

// target returns the operation that a path names, its platform, and the checker of the document that describes it. An
// operation that no document describes, or of a platform that they do not describe, is kept in the folder of other
// platforms: nothing else of the path names a file. Its response is validated by the envelope of the gateway, unless
// it is known to be of another API.
func target(path string) (platform, api string, checker *conformance.Checker) {
	for _, d := range openapi.Documents() {
		named, operation, ok := d.Operation(path)
		switch {
		case !ok:
		case isOperation(conformance.Of(d), operation):
			return named, operation, conformance.Of(d)
		case checker == nil: // another document may have paths of the same form
			platform, api, checker = named, conformance.OtherPlatforms, conformance.Of(d)
		}
	}
	if checker == nil {
		return conformance.OtherPlatforms, conformance.OtherPlatforms, conformance.Gateway()
	}
	return platform, api, checker
}

func isOperation(document *conformance.Checker, name string) bool {
	return slices.ContainsFunc(document.Operations(), func(op conformance.Operation) bool { return op.Name == name })
}

// innermost returns the operation whose members a request and its response have: custom passes on those of another.
func innermost(api string, parameters ...url.Values) string {
	if api != "custom" {
		return api
	}
	for _, values := range parameters {
		for _, name := range []string{"method", "api"} {
			if other := values.Get(name); other != "" {
				return other[strings.LastIndexByte(other, '/')+1:]
			}
		}
	}
	return api
}

// judge validates the body by the document that describes it. No document describes an unknown operation of the open
// platform.
func (x *Exchange) judge(body []byte, maxValues int) {
	findings, err := x.checker.Check(x.API, body, conformance.Options{Strict: true, MaxValues: maxValues})
	x.OK = err == nil && len(findings) == 0 && x.Status == http.StatusOK
	x.Findings = append(x.Findings, findings...)
}

// redactorOf knows the secrets and the people of an exchange.
func (r *Recorder) redactorOf(api string, req *http.Request, rsp *http.Response, form url.Values) redact.Redactor {
	query := redact.Query(req.URL.RawQuery)
	api = innermost(api, form, query)
	private := redact.Private{Names: redact.Redactor{}.For(api, r.more)}
	private.Parameters(query, form)
	private.Headers(req.Header, rsp.Header)
	return redact.New(private.Values...).For(api, r.more)
}

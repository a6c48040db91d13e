package record

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// OpenPlatform is the platform of exchanges with the open platform itself.
const OpenPlatform = "openplatform"

// target returns what a path asks for. What is not an operation of the documents, or of a platform that they do not
// describe, is kept in the folder that is validated against the bare envelope: nothing else of the path names a file.
func target(path string) (platform, api string) {
	if api, ok := platformOperation(path); ok {
		return OpenPlatform, api
	}
	platform, api, _ = strings.Cut(strings.Trim(path, "/"), "/")
	described := platform == "1688" || platform == "1688global"
	if described && isOperation(conformance.Gateway(), api) {
		return platform, api
	}
	if !described {
		platform = conformance.OtherPlatforms
	}
	return platform, conformance.OtherPlatforms
}

// platformOperation returns the operation of a path openapi/param2/1/<namespace>/<name>/<app key>. What the document does
// not know is kept with the other platforms.
func platformOperation(path string) (api string, ok bool) {
	f := strings.Split(strings.Trim(path, "/"), "/")
	if len(f) != 6 || f[0] != "openapi" {
		return "", false
	}
	if isOperation(conformance.OpenPlatform(), f[4]) {
		return f[4], true
	}
	return conformance.OtherPlatforms, true
}

func isOperation(document *conformance.Checker, name string) bool {
	return slices.ContainsFunc(document.Operations(), func(op conformance.Operation) bool { return op.Name == name })
}

// innermost is the operation whose members a request and its response have: custom passes on those of another.
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

// judge validates the body by the document that describes it. Nothing describes an unknown operation of the open
// platform.
func (x *Exchange) judge(body []byte, maxValues int) {
	document := conformance.Gateway()
	if x.Platform == OpenPlatform {
		document = conformance.OpenPlatform()
	}
	if x.Platform == OpenPlatform && x.API == conformance.OtherPlatforms {
		return
	}
	findings, err := document.Check(x.API, body, conformance.Options{Strict: true, MaxValues: maxValues})
	x.OK = err == nil && len(findings) == 0 && x.Status == http.StatusOK
	x.Findings = append(x.Findings, findings...)
}

// redactorOf knows the secrets and the people of an exchange.
func (r *Recorder) redactorOf(api string, req *http.Request, rsp *http.Response, form url.Values) redact.Redactor {
	query := req.URL.Query()
	api = innermost(api, form, query)
	private := privateIn{names: redact.Redactor{}.For(api, r.more), values: secretsIn(req, rsp)}
	private.parameters(query, form)
	return redact.New(private.values...).For(api, r.more)
}

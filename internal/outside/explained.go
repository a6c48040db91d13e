// Package outside runs programs of others on the documents: linters, validators, generators, and programs that send
// requests. It has the table of the errors that remain, each with its reason, and the table of the front pages.
package outside

import "regexp"

// reason explains the errors of a program that match.
type reason struct {
	tool    string
	pattern *regexp.Regexp
	why     string // in the front page
}

// explained is the only list of errors that remain. An error that no row explains fails the run.
var explained = []reason{
	{"redocly", regexp.MustCompile(`^no-path-trailing-slash`), "every path of the gateway ends in a slash"},
	{"redocly", regexp.MustCompile(`^operation-4xx-response`), "the gateway reports its failures with HTTP 200"},
	{"redocly", regexp.MustCompile(`^no-invalid-schema-examples`),
		"it takes an `id` in an example for the name of a schema"},
	{"redocly", regexp.MustCompile(`^no-invalid-media-type-examples: .*unevaluated properties`),
		"it closes each part of the form of a message by itself"},
	{"spectral", regexp.MustCompile(`^path-keys-no-trailing-slash`), "every path of the gateway ends in a slash"},
	{"oapi", regexp.MustCompile(`^(getToken|postponeToken): HTTP 401`), credentials},
	{"hey", regexp.MustCompile(`^(getToken|postponeToken): HTTP 401`), credentials},
	{"hey", regexp.MustCompile(`^(alibaba.photobank.photo.add|alibaba.trade.uploadRefundVoucher): `), file},
	{"postman", regexp.MustCompile(`^(getToken|postponeToken): HTTP 401`), credentials},
	{"postman", regexp.MustCompile(`^(alibaba.photobank.photo.add|alibaba.trade.uploadRefundVoucher): `), file},
	{"prism", regexp.MustCompile(
		`^[^:]+: ((must be (array|object|string|<= 9007199254740991)|must match a schema in anyOf)(; |$))+$`),
		"it does not decode JSON in fields of forms, and reads ids as floats"},
	{"ogen", regexp.MustCompile(
		`^(# outside|go: exit status|api/oas_\w+_gen\.go:.*(undefined \(type|of interface type any|too many errors))`),
		"the code that it writes for objects in forms does not compile"},
	{"prism", regexp.MustCompile(`^(getToken|postponeToken): HTTP 401`), credentials},
}

const (
	credentials = "the mock refuses the example of a code, as it should"
	file        = "the example has no file to send"
)

// explain returns the reason for an error, or "".
func explain(tool, problem string) string {
	for _, r := range explained {
		if r.tool == tool && r.pattern.MatchString(problem) {
			return r.why
		}
	}
	return ""
}

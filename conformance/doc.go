// Package conformance validates response bodies against the OpenAPI documents. Package bodies reads recordings, package
// report prints findings.
//
// A [Checker] compiles all operations of a document once. [Checker.Check] then walks a
// body and returns one [Finding] for every fault, each at its own place in the body and
// with the line of the YAML source that it breaks:
//
//	findings, err := conformance.Gateway().Check("item_get", body, conformance.Options{})
//	for _, f := range findings {
//		fmt.Println(f) // /item/price: type: want string or number, got object (…/item.yaml:34)
//	}
//
// A body never causes an error: a body that is not JSON is a finding, too. Only an unknown
// operation is an error.
//
// # Names
//
// The name is the api_name of the operation, such as item_get, or the name of the open platform's, such as
// alibaba.trade.cancel; [For] finds the document by it. More names serve
// recordings that belong to no operation: [Errors] is the bare envelope, as failures have
// it, [OtherPlatforms] is the envelope of a response whose payload is not described, and
// [Refusals] is the open platform's own error. [Messages] are the messages that the platform sends, each of the topic
// that its member type names; a topic is a name, too, of a message or of its contents alone. A body of the open
// platform that has an error_code at its top, or came with an HTTP status other than 200, is validated as such an
// error, whatever operation was called.
//
// # Rules
//
// The keywords of the document give these rules: type, enum, required, pattern, minimum,
// maximum, minLength, maxLength, minItems, maxItems, minProperties, maxProperties,
// one-of, additional (a member that additionalProperties: false forbids) and format, which
// is the range of int32 and int64; other formats are comments. The verdict on them is that
// of kin-openapi, but for one point: a place without a type may be null.
//
// Further rules state what no schema of OpenAPI 3.0 can express:
//
//   - required-on-success: a member that the extension x-required-on-success lists is
//     missing, though no failure is stated by error_code, or by error where there is no code.
//   - undocumented: a member that no schema names. Only [Options].Strict asks for it. An
//     object that the document leaves open, by giving no type or by describing a map, has
//     no undocumented members.
//   - duplicate-key: a name comes twice in an object. The last value counts.
//   - empty-body, syntax, truncated, trailing-data: the body is not exactly one JSON
//     value. What was read before the fault is checked nevertheless, but nothing counts
//     as missing then.
//   - bom, gbk, php-notice: a byte order mark, GBK in place of UTF-8, or PHP's notices
//     around the JSON. They are removed, and the rest is checked.
//   - not-json: the body is HTML or plain text.
//   - invalid-utf8: a text is not UTF-8, or escapes half a surrogate pair.
//   - unchecked: a file cannot be read, or nothing says which operation it answers; only
//     a report has it.
//   - number-range, too-deep, too-long: the body exceeds a limit of this package.
//
// # Unions
//
// Where the document allows several shapes by anyOf, the branch is chosen by the kind of
// the value, as PHP makes unions. If several branches have the kind, the one with the
// fewest findings is taken, and its findings are reported at their own places. If none
// has it, there is one finding that names the kinds of all branches.
//
// # Secrets
//
// No finding shows secrets or personal data: package internal/redact lists the names.
package conformance

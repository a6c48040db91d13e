// Package record keeps the answers of the gateway as files that the checker, the mock and tests read unchanged.
//
//	recorder, err := record.New("recorded")
//	client, err := ali1688.New(key, secret, ali1688.WithHTTPClient(&http.Client{Transport: recorder.Transport(nil)}))
//
// or, for programs in any language, as a proxy in front of the gateway: [Recorder.Proxy].
//
// # Files
//
// Each answer becomes a file <api_name>/<date>-<hash of the parameters>.json, so the same call on the same day replaces
// what it brought before. A body that is no JSON becomes a .txt. The file ledger.log has a line of JSON a call: the file,
// the redacted parameters, status and time, and what the documents say of the body, which is checked as it comes.
//
// # Redaction
//
// The secret travels in the URL here, the gateway echoes the key in its texts, and answers name people. So nothing is
// written as it came: credentials, cookies and IP addresses, phones, faxes and names of contacts are replaced by
// REDACTED, by the name of their parameter or member wherever they stand, and the credentials of the call also by their
// value. In free text, outside addresses and ids, phone numbers and mail addresses are replaced by their shape. api_info
// stays as it is. Everything else of a body is kept byte for byte.
//
// # Why not go-vcr
//
// Its cassette keeps requests and answers together as YAML, with the body as a string inside, which neither the checker nor
// the mock could read unchanged, and its redaction is what each user writes into a hook.
package record

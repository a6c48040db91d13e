// Package record keeps the responses of the gateway as files that the checker, the mock and tests read unchanged.
//
//	recorder, err := record.New("recorded")
//	client, err := ali1688.New(key, secret, ali1688.WithHTTPClient(&http.Client{Transport: recorder.Transport(nil)}))
//
// or, for programs in any language, as a proxy in front of the gateway: [Recorder.Proxy].
//
// # Files
//
// Each response becomes a file <api_name>/<date>-<hash of the parameters>.json, so the same call on the same day
// replaces the previous file. A body that is not JSON becomes a .txt. The file ledger.log has a line of JSON a
// call: the file, the redacted parameters, status and time, and the findings of the checker, which validates each body
// as it arrives.
//
// # Redaction
//
// The secret is in the URL, the gateway repeats the key in its texts, and responses name people. So nothing is
// written unchanged. The recorder replaces by REDACTED:
//
//   - credentials, tokens, signatures and cookies, by the name of their parameter, member or header;
//   - the credentials and the personal data of the request, by value, wherever the response repeats them: in letters of
//     any case, percent-encoded, in base64, in hex, escaped for JSON or HTML;
//   - names, streets, phones, memos, tax numbers, bank accounts and every other member that the documents mark with
//     x-personal;
//   - in free text, phone numbers, e-mail addresses, identity cards and bank cards, by their shape.
//
// A name or a street in free text is found only if the request contained it, or if it follows the name of its member:
// nothing else distinguishes it from other text. Numbers in addresses of pages and pictures, ids, and api_info are
// kept. Everything else of a body is kept byte for byte. An exchange whose request or response has a body larger than
// transport.MaxBody is not recorded.
//
// # Why not go-vcr
//
// Its cassette keeps requests and responses together as YAML, with the body as a string inside, which neither the
// checker nor the mock could read unchanged, and its redaction is what each user writes into a hook.
package record

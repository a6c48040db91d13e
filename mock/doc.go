// Package mock is the gateway in one process: for the tests of programs that call 1688, and beside programs in any
// language. It answers every operation of the document, checks the parameters as the document says, and reports
// failures the way the gateway does: as an error_code inside an HTTP 200.
//
// # In a test
//
//	func TestTitle(t *testing.T) {
//		gw := mock.New(t)
//		client, err := ali1688.New("key", "secret", ali1688.WithBaseURL(gw.URL()))
//		…
//		response, err := client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: "639741530227"})
//	}
//
// [New] listens on a free port of 127.0.0.1 until the test ends. A request for an operation that is unknown fails the
// test, and the request is printed with it, without secrets. [Gateway.Requests] lists what was called.
//
// There are two more ways in: [Transport] is an http.RoundTripper that answers whatever host is called, with no socket
// at all, and [NewHandler] gives the http.Handler to whoever has a server already.
//
// # Responses
//
// A response is the first of these that exists:
//
//  1. what an override returns, a typed function set in Overrides;
//  2. a recording that fits the call: every parameter in its call_args was sent with that value, or, where it has no
//     call_args, its item.num_iid is the num_iid asked for. Of the folders given with [WithRecordings] the last wins,
//     and all win over the recordings that the package brings, which are asked with [WithEmbeddedRecordings] only;
//  3. a recording that does not say which call it answers, a success rather than a failure;
//  4. what the world has.
//
// The world is a whole 1688, made up from the seed ([WithSeed]): see package world. Any num_iid that a test asks for
// exists, whatever is found by searching opens in item_get and agrees with it, prices sort and filter, pages add up.
// Ask [Handler.World] for existing ids. With [WithClosedWorld] an id that no list contained is error 2000.
//
// Of a recording only those members of the envelope are set anew that depend on the call (server_time, request_id,
// call_args, api_info, api_type, execution_time, last_id), client_ip is left out, and what an old response lacks of
// error, reason, error_code and cache is added. Everything else is served byte for byte.
//
// With the same seed and clock ([WithSeed], [WithClock]) the same calls in the same order get the same bytes.
//
// # Made up
//
// Every response has the header [HeaderMock]. Titles begin with 【模拟】, or [mock] in English, pictures say MOCK, and
// [IsMadeUp] knows ids, titles and addresses of pictures. Nothing needs the network: pictures are drawn by the mock
// itself, the same for the same offer, and a payment link leads to its cashier, where a button pays the orders. Their
// addresses have the host that was called, or that of [WithPublicURL]. Ids of orders and SKUs have 19 and 18 digits,
// and no float64 holds one; [WithLongOfferIDs] gives offers such ids, too.
//
// # Cache and languages
//
// As the gateway does, the mock keeps what it answered for a day: the same call again has cache 1 and the
// secache_time of the first; cache=no fetches anew. Failures, uploads, orders, contacts and what custom hands on are
// not kept, and have no secache. Some thousands of calls are remembered, no more.
//
// lang=en translates titles, properties, variants, categories and reviews, and translate_status is "ok". For another
// language than Chinese the translation breaks off: translate_status is "error", and the texts stay Chinese.
//
// # Failures
//
//	4003  a parameter is malformed, the method is neither GET nor POST, or the body is larger than 32 MiB
//	4005  no key, no secret and no sign, a wrong pair (see [WithKey]), a wrong sign, or a platform that is not 1688
//	4012  the operation is unknown
//	4014  a required parameter is missing, or empty, which is the same
//
// [WithQuota] refuses calls beyond a number a day with 4013, until midnight in Beijing; [WithConcurrency] those
// beyond a number at once with 4010 and api_init. [WithFault] makes calls fail in every way the gateway was seen to,
// and so do headers:
//
//	Prefer: code=4013      this error code
//	Prefer: fault=gbk      this fault of [Faults]
//	Prefer: example=NAME   no failure: the recording called NAME.json, or the document's example, "document"
//
// Overrides make every other one: see [Error]. The texts name the parameter and what it takes, and hold no values.
//
// # As the gateway does
//
// Platforms are 1688 and 1688global, the slash after the name of the operation is optional, and so is the method: GET
// with everything in the URL, POST with everything in the URL, POST with a form, in HTTP/1.0 too. The key may stand
// in the form, as the provider's PHP SDK sends it; with [WithStrict] it has to stand in the URL, as the provider's
// pages say. The documented key test_api_key needs no secret. Empty pairs in a query are skipped, of a parameter sent
// twice the last one counts, and unknown parameters are ignored; /1688/api_call.php with the operation in api_name,
// the address of the older gateway, is taken, though whether it still answers is unknown. With [WithGzip] responses are
// compressed for who accepts it.
//
// A response is in the format that result_type asks for: json, jsonu, serialize and var_export with PHP's own bytes,
// and xml as package phpwire writes it, since the gateway's is not known. Without result_type it is JSON with fewer
// escapes.
//
// A sign in place of the secret is checked where the secret is known, from [WithKey] or from the call itself, and may
// be that of the provider's demo or that of its PHP SDK. Otherwise it is believed.
//
// # The open platform
//
// Calls of the official platform are answered by both routes: through custom, and at
// /openapi/param2/1/<namespace>/<name>/<app key>, where the arguments have to be signed. Orders are kept, with their
// stock, payment, parcels and refunds: see package orders, and [Handler.Orders] for what no call does. The token or
// the session is the member. [WithApp] knows an application, and then a wrong signature is refused; tokens come from
// system.oauth2 getToken, for any code, and end by the clock. Handler.Platform answers any operation with a function
// of yours. Searches, details, categories, rankings and freight come from the same world as the gateway's responses:
// see package internal/products. What has no behaviour is answered with the document's example, which [Behaves]
// tells, and what the document does not know, through custom, with success and nothing else.
//
// A refusal comes with HTTP 400 and a code of the platform: gw.APIUnsupported, gw.APIACLDecline, gw.SignatureInvalid,
// 401, gw.ParamMissing, looked at in this order; that an argument is of the wrong kind is code 400, which is made up.
//
// # Messages
//
// Every change of an order, a parcel, a refund, a followed offer or its stock makes a message. [WithPushes] sends them,
// by HTTP and over WebSocket; otherwise they wait for push.query.messageList. The faults that begin with push- spoil
// them, and [Handler.PushesSettled] waits for the last one.
//
// # Deviations
//
// Real clients send what the documents do not have, and 1688 takes much of it: ids as text, "" and null for absent
// values, one object for a list of one, text with commas for a list, JSON in single quotes, multipart/form-data,
// getToken under param2. The mock answers such requests, and reports each [Deviation] in the log, the journal,
// [Request] and the output of the test, in one sentence. It also reports what 1688 ignores or refuses: an unknown
// argument or operation, with the nearest name and its namespace, a missing member, a value out of range, and for a
// wrong signature the text that was to be signed and what was probably signed. [WithStrict] refuses what deviates,
// and [WithFailOnDeviation] fails the test.
//
// # Limits
//
// desc_lang, prop_lang and source_data are accepted and do nothing.
package mock

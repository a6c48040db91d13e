// Package ali1688 is a client of the Onebound (万邦) gateway for 1688.com.
//
// # A call
//
//	client, err := ali1688.New(os.Getenv("ALI1688_KEY"), os.Getenv("ALI1688_SECRET"))
//	if err != nil {
//		log.Fatal(err)
//	}
//	response, err := client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: "610947572360"})
//	if errors.Is(err, ali1688.ErrNotFound) {
//		return // the offer is gone; the call was charged all the same
//	}
//	if err != nil {
//		log.Fatal(err)
//	}
//	fmt.Println(response.Item.Title, response.Item.Price)
//
// There is one method an endpoint, named after it: item_get is [Client.ItemGet]. Parameters that are pointers are
// optional, and one that is nil is not sent: the gateway charges for junk. [Ptr] makes the pointers.
//
// # Values
//
// The gateway is PHP: a price is "5.40" or 0, a count "7000", 7000 or "2000+", an empty map []. Such members have
// types of package loose, which read every form, say which it was, and keep "absent", "empty" and "not a number"
// apart. Nothing is lost: every response has the body it came from in Raw, with the members that no field names. A
// member whose value does not fit its type stays zero and is listed in Unread; everything else is decoded.
// [WithStrictDecoding] makes it an error.
//
// # Errors
//
// The gateway reports failures inside an HTTP 200. They are an [*Error], to be told apart with errors.Is and the Err…
// variables or with [IsCode]. The response is returned beside the error whenever there was one, because some failures
// carry data: code 5000 may come with usable rows, and code 2000 on a search is an empty result with [ErrNotFound]. A
// response that states no failure and holds nothing is an error, too, with [ErrNoPayload], and so is one about
// another item than the one asked for, with [ErrWrongItem]. A response that cannot be read at all, such as an HTML
// page of a proxy, is a [*BodyError].
//
// No error text, and nothing else that this package prints, holds the key or the secret.
//
// # The wire
//
// By itself a call is a GET with key and secret in the URL, and the response is JSON. [WithSigning] sends a sign in
// place of the secret, which then never travels; [WithForm] keeps everything but the key out of the URL;
// [WithResultType] asks for another format, and gives the same typed values. Images go through [Client.UploadImgFrom]
// and [Client.Img2TextFrom].
//
// # Money
//
// Every call is charged, also when it finds nothing. This package never repeats a call by itself, and keeps net/http
// from repeating one whose connection broke; only a request of which provably nothing was sent goes to another
// connection. [Client.Custom] may order and pay; package openplatform has typed calls for that. The responses say how
// many calls the account has left: see [ParseQuota].
//
// # Lists
//
// An operation that pages has a second method that goes through all rows, such as [Client.ItemSearchAll]. Each page
// is a call, made when its first row is wanted.
//
//	for row, err := range client.ItemSearchAll(ctx, &gateway.ItemSearchParams{Q: "女装"}) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(row.Title, row.Price)
//	}
//
// # Trying again
//
// [RetryOf] advises for every error whether the call may be made again, and reports whether the failed one was charged.
// For an [*Error] the class comes from the table of codes and, where a code means two things, from the text:
//
//   - [gateway.RetryNever]: the same call fails again.
//   - [gateway.RetrySoon]: a bounded number of times.
//   - [gateway.RetryPause]: after a pause, with fewer calls at once.
//   - [gateway.RetryLater]: minutes later; an offer that was gone has come back.
//   - [gateway.RetryTomorrow]: when the next day begins in Beijing.
//
// Never repeat [Client.Custom], which places orders and pays.
//
// # Tests
//
// Package mock answers every operation in the process of a test, and fails in every way the gateway was seen to fail.
// Package conformance validates responses against the documents, package record keeps real ones without secrets.
//
// # Stability
//
// Until version 1.0 a minor version may change the types of members, when somebody sees that the gateway sends
// something else. What changed does not compile.
package ali1688

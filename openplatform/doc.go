// Package openplatform is a client of the official 1688 open platform (开放平台): orders, payment, logistics, refunds,
// invoices, members, categories and market insight.
//
// # Two routes
//
// A call goes to the platform itself, signed with an application's secret and allowed by a member's token:
//
//	client, err := openplatform.New(appKey, appSecret, openplatform.WithAccessToken(token))
//
// or through the operation custom of the Onebound gateway, which needs an account there and no application of one's
// own:
//
//	client := openplatform.Via(gatewayClient)
//
// What follows is the same on both:
//
//	response, err := client.Trade.Cancel(ctx, &platform.TradeCancelRequest{
//		WebSite: platform.WebSiteChina, TradeID: 202711458975969812, CancelReason: platform.CancelReasonOther,
//	})
//	if errors.Is(err, platform.CodeTradeCancelBadStatus) {
//		return // it is paid already
//	}
//
// The fields of [Client] are its services, and each operation is a method of one. Arguments and responses are types of
// package generated/platform, which calls itself platform.
//
// # Values
//
// Arguments that are pointers are optional, and one that is nil is not sent. Responses are Java's, put into JSON with
// ids as numbers here and as texts there: such members have types of package loose, which read both. Money is 分 in
// whole numbers or 元 with decimals; the comment of a field says which, or that no source states it. Every response has
// the body it came from in Raw, with the members that no field names.
//
// # Errors
//
// A failure is an [*Error], whether the platform refused the call or the response says that it did not work; the
// response is returned beside the error if there was one. Tell failures apart with errors.Is and the codes of package
// platform, or with [IsCode]. On the way through the gateway a failure of the gateway itself is an *ali1688.Error. No
// error text holds a secret, a token or a signature.
//
// # Money
//
// A change counts as done only if its response says so, or has what only the deed makes, and nothing says that it
// failed. A response that is silent, that cannot be read where it decides or that contradicts itself leaves the
// outcome open: its error is [ErrOutcomeUnknown], with the ids that the response names. A read is an error unless it
// returns what was asked for or says that there is none.
//
// Nothing is ever sent twice, neither by this package nor by net/http below it. When a call that changes something
// breaks off after the request may have left, its error is [ErrOutcomeUnknown]: the order may be there or not. Look
// it up before anything else, with [TradeService.FindOrders] and the outOrderId that you gave it, and only then
// decide. Errors before that point, such as a connection that cannot be made, are plain ones: nothing was done. What
// may have left is judged with caution: an order that was to go over a connection which the server closed at that
// moment counts as open, too.
//
// # Limits
//
// Through the gateway, calls that carry a file and those of system.oauth2 that need the application's secret do not
// go. The gateway returns the value of result, or of result.result; the client restores what is around it, with Raw as
// it came.
package openplatform

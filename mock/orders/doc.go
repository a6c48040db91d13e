// Package orders is the open platform's world of orders: what is ordered is kept, takes goods out of stock, is paid,
// shipped, traced, received, cancelled and refunded, and only in the order in which the platform allows it. It knows
// nothing of HTTP; package mock serves it by both routes.
//
//	w := orders.New(orders.Options{Seed: 1688, Clock: time.Now, Offer: …})
//	response, refused := w.Call(orders.Call{API: "alibaba.trade.createCrossOrder", Args: args, Member: token})
//	w.Pay(id)  // what the buyer does in a browser
//	w.Ship(id) // what the seller does
//
// # Members
//
// The text that authorises a call is the member: each token and each session has its own orders, and the same text is
// the same member by both routes. Calls of the seller's side act for the seller whose memberId or login name the text
// is, and with any other text for the sellers of all orders.
//
// # Money and time
//
// Sums are whole 分 inside and exact outside, in 分 or 元 as each member of a response has it. The clock is injected;
// parcels move and tokens end by it. With [Auto] orders are paid, shipped and received by it, too. Ids follow from
// the seed and the order of the calls.
//
// # Examples
//
// An order, refund or waybill of the document's examples appears as soon as a call names it, as an order of the caller
// in the state that the operation needs: see examples.go. A request copied from the document succeeds.
//
// # Made up
//
// Every member has two sub-accounts, a company and a person to invoice; an invoice is issued a day after it was applied
// for. Sellers grant their credit periods to every member that has a credit. An offer is taken down for everybody.
//
// Where a page lists codes of failure, these are used. Where it lists none, codes of the neighbouring calls are,
// which is a guess: ORDER_NOT_EXIST, ORDER_STATUS_ERROR and 400_3 of alibaba.trade.cancel. That an outOrderId given
// twice makes one order is what the page of the preview says the number is for; nobody has shown it. Any addressId
// exists. Calls with no behaviour here are for the caller to answer.
package orders

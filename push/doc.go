// Package push receives the messages that the open platform sends: orders that were paid, parcels that were signed for,
// offers whose stock changed.
//
// A [Receiver] is an [http.Handler] for the address that the application has registered. It verifies the signature,
// decodes the contents into the types of package messages, and calls the function of [Callbacks] for the topic:
//
//	receiver, err := push.New(push.Config{
//		AppKey: key, Secret: secret,
//		Callbacks: push.Callbacks{
//			OrderBuyerViewOrderPay: func(ctx context.Context, m *push.Message, order *messages.PushOrder) error {
//				return markPaid(ctx, order.OrderID.String())
//			},
//		},
//	})
//	http.Handle("POST /1688", receiver)
//
// # Once each
//
// The platform sends a message again until it is answered with 200. The [Store] remembers what was done, so that a
// repetition is answered and not handed on. A callback that fails or panics is answered with 500 and forgotten, so
// that the repetition reaches it. A callback that was done in the moment in which the process was killed is called
// again: what it writes should be safe to write twice.
//
// A [MemoryStore] forgets when the process ends. Package redisstore remembers in Redis, for several processes.
//
// # Order
//
// Messages overtake one another. Their contents say what happened, and not what is true now: get the order again
// before you act on its state.
//
// # Other ways to receive
//
// Package socket receives the same messages over WebSocket, which needs no public address. Package missed fetches
// those that did not arrive. Both call [Receiver.Receive], which calls the same functions.
package push

package main

import (
	"flag"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/websocket"
)

// pushFlags are the flags of the mock about the messages that it sends.
type pushFlags struct {
	mock.Pushes
	socket bool
}

func (f *pushFlags) add(flags *flag.FlagSet) {
	flags.StringVar(&f.URL, "push-url", "",
		"post messages about orders, parcels, offers and stock to this `URL`, signed with the secret of --app")
	flags.BoolVar(&f.socket, "push-socket", false,
		"send messages to applications that connect over WebSocket at /websocket; needs --app")
	flags.IntVar(&f.Attempts, "push-attempts", 0, "send a message that is not confirmed `N` times; 0 is 3")
	timeVar(flags, &f.Retry, "push-retry", 0, "wait `TIME` before a message is sent again; 0 is 5s")
}

func (f *pushFlags) options() []mock.Option {
	if f.socket {
		f.Accept = websocket.Accept
	}
	return []mock.Option{mock.WithPushes(f.Pushes)}
}

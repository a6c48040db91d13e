// Package mcpserver is a server of the Model Context Protocol, through which assistants use 1688: tools, resources and
// prompts made from the documents. It only reads, unless orders are allowed, and then an order takes a preview and a
// person's confirmation.
package mcpserver

import (
	"cmp"
	"context"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/internal/mcpserver/ordering"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/openplatform"
)

// Config is what a server works with. Without a client of an API the server has no tool for it.
type Config struct {
	Version  string
	Gateway  *ali1688.Client
	Platform *openplatform.Client
	Plain    *Plain
	Mock     bool // the clients call the mock

	// Session is the authorised account of the gateway for which calls of the open platform act, or "".
	Session string
	// Timeout bounds a call of an API. 0 is a minute.
	Timeout time.Duration
	// Open are the names of further operations that become tools; * stands for any text.
	Open []string
	// Orders places orders; nil forbids all operations that change something.
	Orders *ordering.Desk
	// TrustClient leaves the confirmation of changes to the client. Otherwise the server asks the person.
	TrustClient bool
	// Redactor knows the secrets of the account.
	Redactor redact.Redactor
}

// context returns the context of a call.
func (c *Config) context(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.Session != "" {
		ctx = ali1688.WithSession(ctx, c.Session)
	}
	return context.WithTimeout(ctx, cmp.Or(c.Timeout, time.Minute))
}

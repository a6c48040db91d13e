package exchange

import (
	"net/http"
)

// Observer is notified of every request. Its methods run on the request path and must not block.
type Observer interface {
	Received(*http.Request, *Call)
	Unexpected(*http.Request, *Call) // of an unknown operation
	Panicked(*http.Request, *Call, any)
}

// Both notifies two observers of everything.
type Both [2]Observer

// Received notifies both of a request.
func (b Both) Received(r *http.Request, c *Call) {
	b[0].Received(r, c)
	b[1].Received(r, c)
}

// Unexpected notifies both of a request for an unknown operation.
func (b Both) Unexpected(r *http.Request, c *Call) {
	b[0].Unexpected(r, c)
	b[1].Unexpected(r, c)
}

// Panicked notifies both of the value of a panic.
func (b Both) Panicked(r *http.Request, c *Call, v any) {
	b[0].Panicked(r, c, v)
	b[1].Panicked(r, c, v)
}

// Silent ignores every notification.
type Silent struct{}

// Received ignores a request.
func (Silent) Received(*http.Request, *Call) {}

// Unexpected ignores a request for an unknown operation.
func (Silent) Unexpected(*http.Request, *Call) {}

// Panicked ignores the value of a panic.
func (Silent) Panicked(*http.Request, *Call, any) {}

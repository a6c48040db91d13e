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

// Silent ignores every notification.
type Silent struct{}

// Received ignores a request.
func (Silent) Received(*http.Request, *Call) {}

// Unexpected ignores a request for an unknown operation.
func (Silent) Unexpected(*http.Request, *Call) {}

// Panicked ignores the value of a panic.
func (Silent) Panicked(*http.Request, *Call, any) {}

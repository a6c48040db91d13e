// Package pushes keeps the messages about the mock's world until an application confirms them, and sends them: by HTTP
// to an address, or over WebSocket to the applications that are connected.
package pushes

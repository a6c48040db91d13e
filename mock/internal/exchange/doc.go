// Package exchange has what every room of the mock knows of a request: its parameters and body, the operation that it
// names, its deviations from the document, and how it was answered. It imports no other room.
package exchange

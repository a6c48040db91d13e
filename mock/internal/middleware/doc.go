// Package middleware has the handlers that know neither operations nor rooms: logging, compression, the limit of
// concurrent requests and the recovery from panics.
package middleware

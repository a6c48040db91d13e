// Package replay serves recorded responses, and the examples of the documents.
package replay

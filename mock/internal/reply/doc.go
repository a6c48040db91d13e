// Package reply makes what every room of the mock sends: bodies with the gateway's envelope, failures of the gateway,
// and refusals of the open platform.
package reply

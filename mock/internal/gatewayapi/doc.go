// Package gatewayapi serves the operations of the gateway: it finds the operation, checks credentials, quota and
// parameters, and responds from the world through the gateway's cache.
package gatewayapi

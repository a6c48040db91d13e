// Package platformapi serves the operations of the open platform, called directly or through the gateway's custom: it
// reads addresses, signatures, tokens and arguments, and responds from orders and products.
package platformapi

//go:build lean

package main

var heavy []command

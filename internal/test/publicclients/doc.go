// Package publicclients tests that the mock answers the requests of public clients of 1688, and that the members which
// they read are in the responses.
//
// The programs under testdata are our own. Each sends what one client sends: its paths, its spelling of arguments, its
// encoding and its signature. None of the clients' code is in them.
package publicclients

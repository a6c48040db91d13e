// Package mocktest has what the tests of the mock's packages share: clients of both APIs that validate every response.
package mocktest

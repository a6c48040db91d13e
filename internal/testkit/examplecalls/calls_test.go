package examplecalls_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
	"github.com/go-ali1688/ali1688/mock"
)

// TestMockConforms makes a typed call of every operation on the mock and validates every response against the document.
// An operation that lacks a method, a handler or an example fails here.
func TestMockConforms(t *testing.T) {
	client, err := ali1688.New("test_key", "test_secret",
		ali1688.WithHTTPClient(&http.Client{Transport: mock.Transport()}))
	require.NoError(t, err)
	made := map[string]bool{}
	for _, call := range examplecalls.All {
		t.Run(call.Name, func(t *testing.T) {
			answer, err := call.Make(context.Background(), client)
			require.NoError(t, err)
			findings, err := conformance.Gateway().Check(call.Name, answer.Common().Raw, conformance.Options{Strict: true})
			require.NoError(t, err)
			assert.Empty(t, findings)
		})
		made[call.Name] = true
	}
	for _, op := range conformance.Gateway().Operations() {
		assert.True(t, made[op.Name], "%s is described but never called", op.Name)
	}
}

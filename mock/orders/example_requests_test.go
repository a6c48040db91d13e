package orders_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// TestExampleRequests sends the request of the document's example of every operation, each to a world without orders.
// None fails: the orders, refunds and waybills that it names are there.
func TestExampleRequests(t *testing.T) {
	examples, err := examplecalls.PlatformArguments()
	require.NoError(t, err)
	known := 0
	for api, args := range examples {
		if !orders.Knows(api) {
			continue
		}
		known++
		t.Run(api, func(t *testing.T) {
			body := []byte(exampleShop(t).send(api, args))
			assert.Empty(t, text(body, "error_code"), "%s", body)
			for _, path := range platform.Find(api).Outcome.Code {
				assert.Contains(t, []string{"", "0", "200", "S0000"}, text(body, path), "%s at %s", body, path)
			}
		})
	}
	assert.Greater(t, known, 60)
}

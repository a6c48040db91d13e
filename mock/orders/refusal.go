package orders

import "github.com/go-ali1688/ali1688/mock/internal/exchange"

// Refusal is the response of the platform to a request that its operation never sees.
type Refusal = exchange.Refusal

package conformance

import (
	"sync"

	"github.com/go-ali1688/ali1688/openapi"
)

// Gateway returns the checker of the gateway's document, which is compiled into the
// program. The first call compiles it.
func Gateway() *Checker { return gatewayChecker() }

var gatewayChecker = sync.OnceValue(func() *Checker { return mustCompile(openapi.Gateway()) })

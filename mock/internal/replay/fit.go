package replay

import (
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"
)

// countMatches returns the number of parameters in which a recording agrees with a request, or 0 if one of them
// differs.
func countMatches(f *reply.Facts, c *exchange.Call) int {
	if len(f.Args) == 0 {
		if f.NumIID != "" && f.NumIID == c.Get("num_iid") {
			return 1
		}
		return 0
	}
	for name, value := range f.Args {
		if !parameterMatches(c, name, value) {
			return 0
		}
	}
	return len(f.Args)
}

func parameterMatches(c *exchange.Call, name, recorded string) bool {
	sent := c.Get(name)
	if p := exchange.FindParam(c.API, name); p != nil && p.Form && sent != "" {
		sent = c.Echo(p, sent)
	}
	return sent == recorded
}

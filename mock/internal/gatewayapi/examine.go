package gatewayapi

import (
	"net/http"

	"github.com/go-ali1688/ali1688/internal/requestcheck"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// ExamineUnknown reports an unknown operation with the most similar known one.
func ExamineUnknown(c *exchange.Call) {
	if c.API != "" && exchange.IsPlatform(c.Platform) {
		requestcheck.UnknownOperation(c, c.API)
	}
}

// examineAddress reports an address that the gateway accepts, and no document has.
func examineAddress(c *exchange.Call) {
	if c.OlderAddress {
		c.Deviate(requestcheck.RuleAddress, "api_call.php",
			"/<platform>/api_call.php is the address of the older gateway; whether it still answers is unknown")
	}
	if c.Query.Get("key") == "" && c.Form.Get("key") != "" {
		requestcheck.KeyInForm(c)
	}
}

// Examine reports how a request to the gateway deviates from the document.
func (s *Routes) Examine(r *http.Request, c *exchange.Call) {
	c.ExamineBody(r, false)
	examineAddress(c)
	c.ParamFault = requestcheck.Parameters(c, c.API)
	s.explainSign(c)
}

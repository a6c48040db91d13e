package gatewayapi

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/internal/requestcheck"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/transport"
)

// tolerance is the largest accepted difference between a dateline and the clock of a strict mock. The gateway's is
// unknown.
const tolerance = 10 * time.Minute

// signFault returns what is wrong with the sign of a request, or "" if it is right or cannot be verified. The secret is
// that of the mock, or of the request: the provider's PHP SDK sends it.
func (s *Routes) signFault(c *exchange.Call) string {
	if secret := cmp.Or(s.Secret, c.Get("secret")); secret != "" && !requestcheck.IsSigned(c, c.API, secret) {
		return "密钥错误,无权限访问: the sign is not that of these parameters and the secret"
	}
	if s.Strict && !s.isRecent(c.Get("dateline")) {
		return "the dateline of a signed call must be the time in Beijing, at most 10 minutes off"
	}
	return ""
}

// explainSign reports a wrong sign, and the text that the provider's demo signs, without secrets.
func (s *Routes) explainSign(c *exchange.Call) {
	secret := cmp.Or(s.Secret, c.Get("secret"))
	if c.Get("sign") == "" || secret == "" || requestcheck.IsSigned(c, c.API, secret) {
		return
	}
	show, parts := exchange.Brief(c.Redactor()), []string(nil)
	fields := c.Fields()
	fields.Set("api_name", c.API)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if v := fields.Get(name); name != "secret" && name != "sign" && v != "" && v[0] != '@' {
			parts = append(parts, name+"="+show(name, v))
		}
	}
	text := "the sign is wrong: it must be the MD5, in lower case, of " + strings.Join(parts, "&") +
		" and behind it the secret, or the MD5 of a secret that has not 32 characters"
	c.Deviations = append(c.Deviations, exchange.Deviation{Rule: requestcheck.RuleSignature, Where: "sign", Text: text})
}

// isRecent reports whether a dateline is near the clock.
func (s *Routes) isRecent(dateline string) bool {
	at, err := time.ParseInLocation(transport.Dateline, dateline, beijing.Zone)
	return err == nil && s.Clock().Sub(at).Abs() <= tolerance
}

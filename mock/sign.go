package mock

import (
	"cmp"
	"crypto/subtle"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/transport"
)

// tolerance is how far the time of a signed call may be from the clock of a strict mock. That of the gateway is not
// known.
const tolerance = 10 * time.Minute

// missigned says what is wrong with the sign of a call, and is empty where nothing is, or where nobody can tell: the
// secret is the mock's own or, as the provider's PHP SDK sends it, the call's.
func (s *server) missigned(c *call) string {
	if secret := cmp.Or(s.secret, c.get("secret")); secret != "" && !c.signedWith(secret) {
		return "密钥错误,无权限访问: the sign is not that of these parameters and the secret"
	}
	if s.strict && !s.recent(c.get("dateline")) {
		return "the dateline of a signed call must be the time in Beijing, at most 10 minutes off"
	}
	return ""
}

// signedWith says whether the sign is that of the provider's demo or that of its PHP SDK.
func (c *call) signedWith(secret string) bool {
	params := map[string]string{"api_name": c.api}
	for _, list := range []args{c.query, c.form} {
		for _, a := range list {
			params[a.name] = a.value
		}
	}
	sign := c.get("sign")
	return same(sign, transport.Sign(params, secret)) || same(sign, transport.SDKSign(params, secret))
}

// explainSign reports a wrong sign, and the text that the provider's demo signs, without secrets.
func (s *server) explainSign(c *call) {
	secret := cmp.Or(s.secret, c.get("secret"))
	if c.get("sign") == "" || secret == "" || c.signedWith(secret) {
		return
	}
	show, parts := brief(c.redactor()), []string(nil)
	fields := c.signedFields()
	fields.Set("api_name", c.api)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if v := fields.Get(name); name != "secret" && name != "sign" && v != "" && v[0] != '@' {
			parts = append(parts, name+"="+show(name, v))
		}
	}
	text := "the sign is wrong: it must be the MD5, in lower case, of " + strings.Join(parts, "&") +
		" and behind it the secret, or the MD5 of a secret that has not 32 characters"
	c.deviations = append(c.deviations, Deviation{RuleSignature, "sign", text})
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// recent says whether a dateline is near the clock.
func (s *server) recent(dateline string) bool {
	at, err := time.ParseInLocation(transport.Dateline, dateline, beijing)
	return err == nil && s.clock().Sub(at).Abs() <= tolerance
}

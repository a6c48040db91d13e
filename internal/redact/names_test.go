package redact

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSecretNames(t *testing.T) {
	for name, want := range map[string]bool{
		"key": true, "Key": true, "app_key": true, "appKey": true, "x_key": true, "x-sign": true, "x.KEY": true,
		"monkey": false, "design": false, "sign": true, "signs": false, "token": true, "accessToken": true,
		"tokens": false, "APP-SECRET": true, "secretary": false, "password": true, "newPassword": true,
		"_session_": true, "2session": false, "session2": false, "sessions": false, "Cookie": true, "Set-Cookie": true,
		"cookies": false, "key_": true, "_": false, "": false, "x_keys": false, "hmac": true, "signature": true,
		"X-1688-Signature": true, "token[a][0]": true, "a[token]": true, "a%5Btoken%5D": false, "a[b]": false, "[": false,
	} {
		assert.Equal(t, want, IsSecret(name), name)
		assert.Equal(t, want, IsSecret(name), "%s, when it was seen before", name)
	}
}

// TestSeenNames decides about more names, and longer ones, than are kept.
func TestSeenNames(t *testing.T) {
	for i := range maxDecided + 10 {
		assert.True(t, IsSecret(fmt.Sprintf("%d_token", i)))
		assert.False(t, IsSecret(fmt.Sprintf("%d_title", i)))
	}
	seen := *decided.Load()
	assert.Len(t, seen, maxDecided)
	assert.True(t, seen["0_token"] || len(seen) == maxDecided)
	decided.Store(nil)
	long := strings.Repeat("x", 59)
	assert.True(t, IsSecret(long+"token"))
	assert.True(t, IsSecret(long+"xtoken"))
	assert.False(t, IsSecret("title"))
	assert.Equal(t, map[string]bool{long + "token": true, "title": false}, *decided.Load())
}

func TestPersonalNames(t *testing.T) {
	for name, want := range map[string]bool{
		"mobile": true, "receiver_mobile": true, "mobiles": false, "isMobile": false, "hasEmail": false, "needFax": false,
		"hissfax": true, "e-mail": true, "qq": true, "remark": true, "companyPhone": false, "title": false,
	} {
		assert.Equal(t, want, IsPersonal(name), name)
	}
	for _, c := range []struct {
		parent, name string
		want         bool
	}{
		{"x", "token", true}, {"x", "mobile", true}, {"x", "title", false}, {"extPairList", "key", false},
		{"ext_pair_list", "key", false}, {"extPairList", "app_key", true}, {"x", "key", true},
		{"", "extPairList[0][key]", false}, {"", "buyerContact[name]", true}, {"", "x[receiver_mobile]", true},
		{"buyerContact", "name", true}, {"freightTemplate", "remark", false}, {"x", "remark", true},
	} {
		assert.Equal(t, c.want, IsPrivate(c.parent, c.name), "%s/%s", c.parent, c.name)
	}
	for folded, want := range map[string]bool{"companyphone": true, "ismobile": true, "title": false, "": false} {
		assert.Equal(t, want, Sounds(folded), folded)
	}
}

// TestLists has no name twice, and in order.
func TestLists(t *testing.T) {
	secret, personal := Lists()
	assert.Equal(t, []string{"accesskey", "aopsign", "apikey", "appkey", "appsign", "authorization"}, secret[:6])
	assert.Len(t, secret, len(secretNames)+len(secretEndings))
	for _, list := range [][]string{secret, personal} {
		for i := range list[1:] {
			assert.Less(t, list[i], list[i+1])
		}
	}
	for _, name := range []string{"qq", "phone", "buyermemo"} { // of each source
		assert.Contains(t, personal, name)
	}
	for name, want := range map[string]bool{"memberId": true, "app_key": true, "key": false, "loginId": false} {
		assert.Equal(t, want, ShownInAddresses(name), name)
	}
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"contactName": "contactname", "contact_name": "contactname", "Contact-Name": "contactname",
		"a.b/c d": "abcd", "": "",
	} {
		assert.Equal(t, want, Fold(name), name)
	}
}

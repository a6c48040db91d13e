package transport

import (
	"crypto/md5" // the provider's choice: a sign of another hash is refused
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Dateline is how the time of a signed call is written. The clock of the gateway is that of Beijing.
const Dateline = "2006-01-02 15:04:05"

// Sign returns the sign of a call by the provider's demo-sign.php, which replaces the secret: the MD5 of all
// parameters, in the order of their names and not escaped, and of the secret, or of its MD5 unless it has 32
// characters. What is empty or begins with @ does not count. The parameters are to have api_name, key and dateline
// among them; secret and sign are skipped.
func Sign(params map[string]string, secret string) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(params)) {
		if value := params[name]; name != "secret" && name != "sign" && value != "" && value[0] != '@' {
			parts = append(parts, name+"="+value)
		}
	}
	if len(secret) != 32 {
		secret = md5Hex(secret)
	}
	return md5Hex(strings.Join(parts, "&") + secret)
}

// unsigned are the parameters that the provider's PHP SDK adds after it has signed.
var unsigned = []string{"secret", "sign", "guest_ip", "cache", "source_data", "lang", "desc_lang", "prop_lang"}

// SDKSign returns the sign that the provider's PHP SDK of 2022 computes, in the manner of Taobao's open platform: the
// MD5, in capitals, of names and values between two copies of the secret. The SDK sends the secret beside it, so this
// protects nothing. Empty values count; languages, cache, guest_ip, source_data and a result_type of json do not.
func SDKSign(params map[string]string, secret string) string {
	var b strings.Builder
	b.WriteString(secret)
	for _, name := range slices.Sorted(maps.Keys(params)) {
		value := params[name]
		if slices.Contains(unsigned, name) || name == "result_type" && value == "json" || strings.HasPrefix(value, "@") {
			continue
		}
		b.WriteString(name + value)
	}
	b.WriteString(secret)
	return strings.ToUpper(md5Hex(b.String()))
}

func md5Hex(text string) string { return fmt.Sprintf("%x", md5.Sum([]byte(text))) }

// Package platformsign has the signature of the open platform (阿里开放平台), for who signs and for who verifies.
package platformsign

import (
	"crypto/hmac"
	"crypto/sha1" // the platform's choice
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
)

// The fields of a call that belong to the platform and not to the operation.
const (
	Signature   = "_aop_signature"
	Timestamp   = "_aop_timestamp"
	AccessToken = "access_token"
)

// Sign returns the upper-case hexadecimal HMAC-SHA1, keyed with the application's secret, of the path, such as
// param2/1/system/currentTime/1000000, and of name and value of every field but the signature itself, sorted.
func Sign(path string, fields url.Values, secret string) string {
	mac := hmac.New(sha1.New, []byte(secret))
	mac.Write([]byte(Text(path, fields, func(_, value string) string { return value })))
	return strings.ToUpper(hex.EncodeToString(mac.Sum(nil)))
}

// Text returns the text that a signature covers, with each value as show returns it.
func Text(path string, fields url.Values, show func(name, value string) string) string {
	var pairs []pair
	for name, values := range fields {
		for _, value := range values {
			if name != Signature {
				pairs = append(pairs, pair{name, value})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.name+a.value, b.name+b.value) })
	text := strings.Builder{}
	text.WriteString(path)
	for _, p := range pairs {
		text.WriteString(p.name + show(p.name, p.value))
	}
	return text.String()
}

type pair struct{ name, value string }

// Signed reports whether fields carry the signature that the path and the secret give, without telling by its time how
// much of it is right.
func Signed(path string, fields url.Values, secret string) bool {
	return hmac.Equal([]byte(fields.Get(Signature)), []byte(Sign(path, fields, secret)))
}

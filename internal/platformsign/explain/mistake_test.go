package explain_test

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/platformsign/explain"
)

const (
	path   = "param2/1/system/currentTime/1000000"
	secret = "test123"
	appKey = "1000000"
)

func hmacSHA1(key, text string) string {
	mac := hmac.New(sha1.New, []byte(key))
	mac.Write([]byte(text))
	return strings.ToUpper(hex.EncodeToString(mac.Sum(nil)))
}

func md5Of(text string) string {
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

// TestMistake signs in the wrong ways that people do.
func TestMistake(t *testing.T) {
	sorted := "B空 间access_tokentokb2empty"
	right := path + sorted
	cases := []struct{ signature, want string }{
		{hmacSHA1(secret, right), ""},
		{strings.ToLower(hmacSHA1(secret, right)), "it is in lower case"},
		{hmacSHA1(appKey, right), "the application's key is used in place of its secret"},
		{hmacSHA1(secret+"\n", right), "the secret ends with a line feed"},
		{hmacSHA1(secret, sorted), "the path is not part of the text"},
		{hmacSHA1(secret, "/openapi/"+right), "the path begins with /openapi/"},
		{hmacSHA1(secret, "param2/1/system/currentTime/"+sorted), "the path lacks the application's key"},
		{hmacSHA1(secret, path+"b2access_tokentokB空 间empty"), "the arguments are not sorted"},
		{hmacSHA1(secret, path+"access_tokentokB空 间b2empty"), "the arguments are sorted without regard to case"},
		{hmacSHA1(secret, path+"B=空 间&access_token=tok&b=2&empty="), "the arguments are joined as name=value with &"},
		{md5Of(secret + right + secret), "it is MD5 with the secret at both ends, not HMAC-SHA1, and it is in lower case"},
		{strings.ToUpper(md5Of(secret + sorted + secret)),
			"the path is not part of the text, and it is MD5 with the secret at both ends, not HMAC-SHA1"},
		{hmacSHA1(secret, path+"B"+url.QueryEscape("空 间")+"access_tokentokb2empty"),
			"values are URL-encoded, first that of B"},
		{hmacSHA1(secret, path+"B空 间b2empty"), "access_token is left out"},
		{hmacSHA1(secret, path+"B空 间access_tokentokb2"), "empty arguments are left out"},
		{hmacSHA1(secret, path+"B\xbf\xd5 \xbc\xe4access_tokentokb2empty"),
			"values are encoded as GBK, not as UTF-8, first that of B"},
		{hmacSHA1("another", right), ""},
		{"", ""},
	}
	for _, tt := range cases {
		t.Run(tt.want, func(t *testing.T) {
			r := explain.Request{Path: path, AppKey: appKey, Secret: secret, Signature: tt.signature, Fields: []explain.Field{
				{Name: "b", Value: "2"}, {Name: "access_token", Value: "tok"}, {Name: platformsign.Signature, Value: tt.signature},
				{Name: "B", Value: "空 间"}, {Name: "empty"},
			}}
			assert.Equal(t, tt.want, explain.Mistake(r))
		})
	}
	mac := hmac.New(sha1.New, []byte(secret))
	mac.Write([]byte(path))
	r := explain.Request{Path: path, AppKey: appKey, Secret: secret,
		Signature: base64.StdEncoding.EncodeToString(mac.Sum(nil))}
	assert.Equal(t, "it is in Base64, not in hexadecimal", explain.Mistake(r))
}

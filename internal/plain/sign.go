package plain

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/platformsign"
)

// Application has the credentials of an application of the open platform, and the access token of a member.
type Application struct{ Key, Secret, Token string }

// The reasons for which a signed request is refused.
var (
	ErrUnknownApplication = errors.New("the application is unknown")
	ErrNoSignature        = errors.New("the signature is missing")
	ErrWrongSignature     = errors.New("the signature is wrong")
	ErrNoToken            = errors.New("the access token is missing")
)

// appKey is the parameter in the paths of the open platform.
const appKey = "{appKey}"

// Signed reports whether a request must carry the open platform's signature.
func (o *Operation) Signed() bool { return o.Takes("signature") }

// sign adds the credentials to a form, and returns the path with the application's key.
func (a Application) sign(path string, form url.Values) string {
	path = strings.ReplaceAll(path, appKey, url.PathEscape(a.Key))
	if a.Token != "" {
		form.Set(platformsign.AccessToken, a.Token)
	}
	form.Set(platformsign.Timestamp, strconv.FormatInt(time.Now().UnixMilli(), 10))
	form.Set(platformsign.Signature, platformsign.Sign(strings.Trim(path, "/"), form, a.Secret))
	return path
}

// verify checks the credentials of a request whose form was parsed, as far as the application is known.
func (a Application) verify(o *Operation, r *http.Request) error {
	path := strings.Trim(strings.TrimPrefix(r.URL.Path, o.base), "/")
	switch {
	case a.Key != "" && o.inPath(r.URL.Path, strings.Trim(appKey, "{}")) != a.Key:
		return ErrUnknownApplication
	case r.Form.Get(platformsign.Signature) == "":
		return ErrNoSignature
	case a.Secret != "" && !platformsign.Signed(path, r.Form, a.Secret):
		return ErrWrongSignature
	case o.Requires("accessToken") && r.Form.Get(platformsign.AccessToken) == "":
		return ErrNoToken
	}
	return nil
}

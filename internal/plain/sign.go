package plain

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/platformsign"
)

// Application has the credentials of an application of the open platform, and the access token of a member.
type Application struct{ Key, Secret, Token string }

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

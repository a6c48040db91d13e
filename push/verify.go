package push

import (
	"errors"
	"fmt"
	"net/url"

	"github.com/go-ali1688/ali1688/internal/platformsign"
)

// Why a form is refused. None of these errors has a signature or a secret in it.
var (
	ErrUnsigned = errors.New("push: the form has no message with a signature")
	ErrForged   = errors.New("push: the signature does not fit the message and the application's secret")
	// ErrSignedWithKey is an [ErrForged] whose signature was made with the AppKey: a mistake of programs that make
	// messages for tests, and of receivers that take the AppKey for the secret.
	ErrSignedWithKey = fmt.Errorf("%w: it was made with the AppKey in place of the secret", ErrForged)
)

// message is the field of the form that has the message.
const messageField = "message"

// Verify returns the message in a form, if its signature is the one that the application's secret gives. The AppKey
// serves to name a common mistake and may be empty.
func Verify(form url.Values, appKey, secret string) (string, error) {
	if len(form[messageField]) != 1 || len(form[platformsign.Signature]) != 1 {
		return "", ErrUnsigned
	}
	signed := url.Values{messageField: form[messageField], platformsign.Signature: form[platformsign.Signature]}
	switch {
	case platformsign.Signed("", signed, secret):
		return form.Get(messageField), nil
	case appKey != "" && platformsign.Signed("", signed, appKey):
		return "", ErrSignedWithKey
	}
	return "", ErrForged
}

// Form returns the signed form of a message, as the platform posts it: for tests, and to replay what was recorded.
func Form(message []byte, secret string) url.Values {
	form := url.Values{messageField: {string(message)}}
	form.Set(platformsign.Signature, platformsign.Sign("", form, secret))
	return form
}

package ali1688

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/phpwire"
)

// WithResultType asks for all responses in a format: json and jsonu, PHP's serialize and var_export, or xml. Without it
// none is asked for, and the gateway answers in json. The parameter ResultType of a call goes before it.
//
// The typed responses, the errors and Raw are the same from every format: what is not JSON is made JSON before anything
// else sees it. Only xml loses something on the way, as [phpwire.Losses] says: a number and a bool are texts, which
// the types of package loose read all the same, and null, "" and [] are one. What the gateway's xml looks like is not
// known from any public source.
func WithResultType(format gateway.ResultType) Option {
	return func(c *config) { c.resultType = phpwire.Format(format) }
}

// WithSigning sends the time and a sign in place of the secret, as the provider's demo-sign.php does, so that the
// secret never travels. The sign covers all parameters. How far the clock may be off is not known; it is taken for
// that of Beijing.
func WithSigning() Option { return func(c *config) { c.sign = true } }

// WithForm sends all parameters but the key in the body of a POST, as the provider's PHP SDK does, so that the secret
// stands in no log of addresses. Whether every host of the gateway takes them there is not known: the SDK calls
// api-1, and the provider's pages speak of the URL.
func WithForm() Option { return func(c *config) { c.form = true } }

// WithClock sets the clock of signs and budgets.
func WithClock(now func() time.Time) Option { return func(c *config) { c.Clock = now } }

// checkWire refuses what could not be answered.
func (c *config) checkWire(secret string) error {
	if format := gateway.ResultType(c.resultType); format != "" && !format.Valid() {
		return fmt.Errorf("unknown result type %q; the formats are json, jsonu, xml, serialize and var_export",
			string(format))
	}
	if c.sign && secret == "" {
		return errors.New("signing needs the secret; it is shown in the gateway's console")
	}
	return nil
}

// unreadable returns why a body is not of the format that was asked for: the decoder's own error speaks of JSON.
func (c *Client) unreadable(body *BodyError) error {
	if c.resultType == "" || body.StatusCode != http.StatusOK || jsontext.Value(body.Body).IsValid() {
		return nil
	}
	limits := phpwire.Decoder{MaxValues: c.decoder.MaxValues}
	_, err := limits.ToJSON(context.Background(), c.resultType, body.Body)
	return err
}

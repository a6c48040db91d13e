package ali1688

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

// Call makes a call by name, such as "item_get", with its parameters, and returns the response as clean JSON, beside an
// error if it states a failure. It takes the same steps as the method of the operation; the typed
// response is what the method is for.
func (c *Client) Call(ctx context.Context, api string, values url.Values) (jsontext.Value, error) {
	if _, ok := gateway.Answers[api]; !ok {
		return nil, apiclient.Unsent(api, "unknown operation")
	}
	if err := checkNames(api, values); err != nil {
		return nil, err
	}
	answer, err := c.call(ctx, api, func() url.Values { return values },
		func(ctx context.Context) (gateway.Answer, error) { return c.sendByName(ctx, api, values) },
		func(answer gateway.Answer) error { return compareIdentity(answer, values) })
	if answer == nil {
		return nil, err
	}
	return answer.Common().Raw, err
}

// checkNames refuses parameters of any name that would stand beside the client's own credentials.
func checkNames(api string, values url.Values) error {
	for _, name := range []string{"key", "secret", "sign", "session"} {
		if values.Has(name) {
			return apiclient.Unsent(api, "%s is a credential, which the client adds", name)
		}
	}
	return nil
}

// sendByName sends a request once, and decodes the response.
func (c *Client) sendByName(ctx context.Context, api string, values url.Values) (gateway.Answer, error) {
	req, err := c.newRequest(ctx, api, values)
	if err != nil {
		return nil, err
	}
	rsp, err := c.gateway.Client.Client.Do(req) //nolint:bodyclose // Decode closes it
	if err != nil {
		return nil, err
	}
	answer := gateway.Answers[api]()
	raw, unread, err := apiclient.Decode(c.decoder, rsp, answer)
	if err != nil {
		return nil, err
	}
	fields := reflect.ValueOf(answer).Elem() // which every response has, and the interface does not
	fields.FieldByName("Raw").SetBytes(raw)
	fields.FieldByName("Unread").Set(reflect.ValueOf(unread))
	return answer, nil
}

// newRequest writes the parameters where the document has them: in the query or in a form.
func (c *Client) newRequest(ctx context.Context, api string, values url.Values) (*http.Request, error) {
	query, form := url.Values{}, url.Values{}
	for name, value := range values {
		if isInForm(api, name) {
			form[name] = value
		} else {
			query[name] = value
		}
	}
	address := c.address + api + "/?" + query.Encode()
	if len(form) == 0 {
		return http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(address, "?"), nil)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return req, nil
}

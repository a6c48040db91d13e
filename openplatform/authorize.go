package openplatform

import (
	"context"
	"errors"
	"net/url"
)

// AuthorizeURL returns where a member's browser goes to authorise the application. The platform sends it back to
// redirectURI with a code, which is good for two minutes and for one [Client.Exchange], and with state, by which you
// know your own request.
func (c *Client) AuthorizeURL(redirectURI, state string) (string, error) {
	d, err := c.application()
	if err != nil {
		return "", err
	}
	query := url.Values{"client_id": {d.appKey}, "site": {"1688"}, "redirect_uri": {redirectURI}, "state": {state}}
	return "https://auth.1688.com/oauth/authorize?" + query.Encode(), nil
}

// Exchange turns the code of an authorisation into a token. Give what its Refresh reveals to [WithRefreshToken].
func (c *Client) Exchange(ctx context.Context, code, redirectURI string) (Token, error) {
	d, err := c.application()
	if err != nil {
		return Token{}, err
	}
	return d.getToken(ctx, map[string]string{
		"grant_type": "authorization_code", "need_refresh_token": "true", "code": code, "redirect_uri": redirectURI,
	})
}

// application returns the route that has an application's key.
func (c *Client) application() (*direct, error) {
	d, ok := c.route.(*direct)
	if !ok {
		return nil, errors.New(
			"openplatform: an authorisation is for an application of one's own, which a client of Via has not")
	}
	return d, nil
}

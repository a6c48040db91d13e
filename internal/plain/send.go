package plain

import (
	"fmt"
	"net/http"

	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/transport"
)

// Send sends a request and returns the status and the body of its response. A redirect is an error: a client that
// follows it sends the member's token to another server. So is a body larger than transport.MaxBody.
func Send(client *http.Client, req *http.Request) (status int, body []byte, err error) {
	still := *client
	still.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	rsp, err := still.Do(req) //nolint:gosec // the caller names the server
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = rsp.Body.Close() }()
	if rsp.StatusCode/100 == 3 {
		return rsp.StatusCode, nil, transport.StatusError(rsp, nil)
	}
	body, err = transport.ReadBody(rsp)
	return rsp.StatusCode, body, err
}

// Shown returns the beginning of a response without the secrets that it may echo. They are removed before it is cut, or
// a part of one would stay.
func (a Application) Shown(body []byte) string {
	return fmt.Sprintf("%.200s", redact.New(a.Secret, a.Token).Text(string(body)))
}

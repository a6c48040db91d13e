package apiclient

import (
	"context"
	"net/http"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

// BodyError is returned for a response that cannot be read as the document describes it, such as a page of a proxy.
type BodyError = transport.BodyError

// Decode reads the body of a response of HTTP 200 into v, and closes it. A body that cannot be read is a [BodyError].
func Decode(d loose.Decoder, rsp *http.Response, v any) (body []byte, unread loose.Unread, err error) {
	body, err = transport.DecodeBody(rsp, func(ctx context.Context, body []byte) (err error) {
		unread, err = d.Decode(ctx, body, v)
		return err
	})
	return body, unread, err
}

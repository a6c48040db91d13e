package ali1688

import "github.com/go-ali1688/ali1688/loose"

// WithStrictDecoding makes a response with a member of an unexpected kind an error, a [*BodyError]. Without it
// such a member stays zero, everything else is decoded, and the field Unread of the response lists the member: the
// call is paid, and what came is in Raw.
func WithStrictDecoding() Option { return func(c *config) { c.Decoder.Strict = true } }

// WithMaxValues sets the number of values that a response may have, which bounds the memory and the time that
// decoding takes. A response with more is an error, loose.ErrTooManyValues. Without the option it is
// [loose.DefaultMaxValues], for which decoding takes at most 256 MiB.
func WithMaxValues(n int) Option {
	return func(c *config) { c.Decoder.MaxValues = n }
}

// Decoder returns how the client decodes responses. Package openplatform decodes the responses that come through the
// gateway in the same way.
func (c *Client) Decoder() loose.Decoder { return c.decoder }

package gatewayapi

import (
	"context"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"
	"github.com/go-ali1688/ali1688/mock/world"
)

// Respond returns the response of the world.
func (s *Routes) Respond(ctx context.Context, c *exchange.Call) *reply.Body {
	a := reply.Bodies.Get().(*reply.Body)
	a.Envelope = s.Envelope(c)
	e := &a.Envelope
	a.JSON = s.appendPayload(ctx, append(a.JSON[:0], '{'), e)
	a.JSON = append(e.AppendAll(a.JSON), '}')
	if c.Code = gateway.CodeSuccess; e.Failure != nil {
		c.Code = e.Failure.Code
	}
	return a
}

// appendPayload appends the payload from the cache or the world, and sets the outcome of the envelope.
func (s *Routes) appendPayload(ctx context.Context, b []byte, e *reply.Envelope) []byte {
	c := e.Call
	if c.API == "custom" {
		if b, ok := s.Custom(ctx, b, e); ok {
			return b
		}
	}
	e.Cacheable = cacheable[c.API]
	if !e.Cacheable {
		return s.appendWorld(b, e)
	}
	e.Key = s.cacheKey(c)
	e.Fetched, e.Cached = s.Cache.fetch(e.Key, c.Time.Unix(), c.Get("cache") == "no")
	if s.World.AnyGone() { // cached bodies may have them
		return s.appendFetched(b, e)
	}
	body := hashText(e.Key, c.Base) // the addresses of pictures differ by host
	known := s.Cache.body(body)
	if known != nil && e.Cached {
		return append(b, known...)
	}
	start := len(b)
	b = s.appendFetched(b, e)
	if e.Failure == nil && (e.Cached || known != nil) {
		s.Cache.keep(body, b[start:])
	}
	return b
}

// appendFetched appends the payload from the world. A failure is not cached.
func (s *Routes) appendFetched(b []byte, e *reply.Envelope) []byte {
	if b = s.appendWorld(b, e); e.Failure != nil {
		s.Cache.forget(e.Key)
	}
	return b
}

// appendWorld appends the payload from the world, and sets the failure of the envelope.
func (s *Routes) appendWorld(b []byte, e *reply.Envelope) []byte {
	c := e.Call
	b, failure := s.World.Append(b, world.Query{
		Operation: c.API, Platform: c.Platform, English: exchange.LanguageOf(c).English(), Base: c.Base, Get: c.Get,
		Echo: c.Clean,
	})
	e.Failure = (*reply.Error)(failure)
	return b
}

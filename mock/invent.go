package mock

import (
	"net/http"
	"sync"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock/world"
)

// World is the world that the gateway answers from, to ask it for ids, names and links that there are.
func (h *Handler) World() *world.World { return h.server.world }

// bodies are buffers for answers. Who writes an answer has no use for it afterwards.
var bodies = sync.Pool{New: func() any { return &answer{body: make([]byte, 0, 32<<10)} }}

// Buffers of other sizes are not kept: smaller ones are no use, and larger ones hold on to memory.
const (
	minPooled = 16 << 10
	maxPooled = 256 << 10
)

func (a *answer) release() {
	if n := cap(a.body); n >= minPooled && n <= maxPooled {
		bodies.Put(a)
	}
}

// invented is what the world answers.
func (s *server) invented(c *call) *answer {
	a := bodies.Get().(*answer)
	e := s.envelope(c)
	a.body = s.payload(append(a.body[:0], '{'), e)
	a.body = append(e.appendAll(a.body), '}')
	if c.code = gateway.CodeSuccess; e.failure != nil {
		c.code = e.failure.Code
	}
	return a
}

// payload appends what the world has, and tells the envelope how it went.
func (s *server) payload(b []byte, e *envelope) []byte {
	c := e.call
	if c.api == "custom" {
		if b, ok := s.handedOn(b, e); ok {
			return b
		}
	}
	e.cacheable = cacheable[c.api]
	if !e.cacheable {
		b, e.failure = s.world.Append(b, c.question())
		return b
	}
	e.key = s.cacheKey(c)
	e.fetched, e.cached = s.cache.fetch(e.key, c.time.Unix(), c.get("cache") == "no")
	body := hashText(e.key, c.base) // the addresses of pictures differ by host
	if known := s.cache.body(body); known != nil {
		return append(b, known...)
	}
	start := len(b)
	b, e.failure = s.world.Append(b, c.question())
	switch {
	case e.failure != nil:
		s.cache.forget(e.key)
	case e.cached:
		s.cache.keep(body, b[start:])
	}
	return b
}

// question is the call as the world takes it.
func (c *call) question() world.Query {
	return world.Query{
		Operation: c.api, Platform: c.platform, English: languageOf(c).english(), Base: c.base, Get: c.get, Echo: c.clean,
	}
}

// serve answers without the generated code, which has nothing to do where there is no override.
func (s *server) serve(w http.ResponseWriter, r *http.Request, c *call) {
	a, err := s.answer(r.Context(), c.api)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	_ = a.write(w)
}

// shortcut leaves out the generated code for operations without an override.
func (s *server) shortcut(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		if s.overrides.has(c.api) {
			next.ServeHTTP(w, c.rewritten(r))
			return
		}
		s.serve(w, r, c)
	})
}

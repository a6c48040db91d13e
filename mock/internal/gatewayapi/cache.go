package gatewayapi

import (
	"slices"
	"sync/atomic"

	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/splitmix"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// cacheable are the operations whose responses the gateway caches. The others have no secache in any known body, or
// change something, or belong to one account.
var cacheable = func() map[string]bool {
	out := map[string]bool{}
	for api := range params.Operations {
		out[api] = !slices.Contains([]string{
			"buyer_order_list", "custom", "img2text", "item_get_contact", "item_get_specifications", "item_password",
			"upload_img",
		}, api)
	}
	return out
}()

// keptSeconds is the time for which a response is cached. The gateway's own is unknown.
const keptSeconds = 24 * 60 * 60

// secache is the gateway's cache: the times at which responses were fetched, and the bodies of a few that were
// requested again. It has a fixed size; a response replaces another one in its slot.
type secache struct {
	fetches [4096]atomic.Pointer[Fetch]
	kept    [128]atomic.Pointer[keptBody]
}

// Fetch is the time at which a response was fetched, in Unix seconds.
type Fetch struct {
	Key uint64 `json:"key,string"`
	At  int64  `json:"at"`
}

type keptBody struct {
	key  uint64
	text []byte
}

// maxKept is the size in bytes of the largest body that is cached.
const maxKept = 48 << 10

// fetch returns when a response was fetched, and whether it is cached. A fresh one is fetched now.
func (m *secache) fetch(key uint64, now int64, fresh bool) (at int64, cached bool) {
	slot := &m.fetches[key%uint64(len(m.fetches))]
	f := slot.Load()
	if !fresh && f != nil && f.Key == key && now >= f.At && now-f.At < keptSeconds {
		return f.At, true
	}
	slot.Store(&Fetch{key, now})
	return now, false
}

// forget removes a fetch: failures are not cached.
func (m *secache) forget(key uint64) {
	slot := &m.fetches[key%uint64(len(m.fetches))]
	if f := slot.Load(); f != nil && f.Key == key {
		slot.CompareAndSwap(f, nil)
	}
}

// body returns the cached payload, or nil.
func (m *secache) body(key uint64) []byte {
	if k := m.kept[key%uint64(len(m.kept))].Load(); k != nil && k.key == key {
		return k.text
	}
	return nil
}

func (m *secache) keep(key uint64, text []byte) {
	if len(text) <= maxKept {
		m.kept[key%uint64(len(m.kept))].Store(&keptBody{key, slices.Clone(text)})
	}
}

// ignoredParameters are the parameters that have no effect on the payload.
var ignoredParameters = []string{"cache", "result_type", "version", "guest_ip", "dateline", "api_name", "async"}

// cacheKey returns the same key for requests that ask for the same payload.
func (s *Routes) cacheKey(c *exchange.Call) uint64 {
	h := splitmix.Mix(s.Seed) ^ 14695981039346656037
	h = hashText(h, c.Platform)
	h = hashText(h, c.API)
	rules := params.Operations[c.API].Params
	for i := range rules {
		name := rules[i].Name
		if v := c.Get(name); v != "" && !slices.Contains(ignoredParameters, name) {
			h = hashText(hashText(h, name), v)
		}
	}
	return splitmix.Mix(h)
}

// hashText continues an FNV-1a hash. A byte that no text has separates texts.
func hashText(h uint64, text string) uint64 {
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return (h ^ 0xff) * 1099511628211
}

func (m *secache) State() []Fetch {
	out := []Fetch{}
	for i := range m.fetches {
		if f := m.fetches[i].Load(); f != nil {
			out = append(out, *f)
		}
	}
	return out
}

// Load replaces the fetches, and forgets the bodies: they are of the state before, with what was in stock then.
func (m *secache) Load(fetches []Fetch) {
	for i := range m.kept {
		m.kept[i].Store(nil)
	}
	for i := range m.fetches {
		m.fetches[i].Store(nil)
	}
	for _, f := range fetches {
		m.fetches[f.Key%uint64(len(m.fetches))].Store(&f)
	}
}

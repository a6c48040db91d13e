package mock

import (
	"slices"
	"sync/atomic"

	"github.com/go-ali1688/ali1688/internal/params"
)

// cacheable are the operations whose answers the gateway keeps. The others have no secache in any body seen, or change
// something, or belong to one account.
var cacheable = func() map[string]bool {
	out := map[string]bool{}
	for api := range params.Operations {
		out[api] = !slices.Contains([]string{
			"buyer_order_list", "custom", "img2text", "item_get_contact", "item_get_specifications", "item_password", "upload_img",
		}, api)
	}
	return out
}()

// keptSeconds is how long an answer stays in the gateway's cache. The gateway's own time is not known.
const keptSeconds = 24 * 60 * 60

// secache is the gateway's cache: when answers were fetched, and the bodies of a few that were asked for again. It is
// of fixed size, and forgets an answer when another one comes to its place.
type secache struct {
	fetches [4096]atomic.Pointer[fetch]
	kept    [128]atomic.Pointer[keptBody]
}

// fetch is when an answer was fetched, in Unix seconds.
type fetch struct {
	Key uint64 `json:"key,string"`
	At  int64  `json:"at"`
}

type keptBody struct {
	key  uint64
	text []byte
}

// maxKept is the size beyond which a body is not kept.
const maxKept = 48 << 10

// fetch says when the answer was fetched, and whether it comes from the cache. Fresh ones are fetched now.
func (m *secache) fetch(key uint64, now int64, fresh bool) (at int64, cached bool) {
	slot := &m.fetches[key%uint64(len(m.fetches))]
	f := slot.Load()
	if !fresh && f != nil && f.Key == key && now >= f.At && now-f.At < keptSeconds {
		return f.At, true
	}
	slot.Store(&fetch{key, now})
	return now, false
}

// forget takes a fetch back: failures are not cached.
func (m *secache) forget(key uint64) {
	slot := &m.fetches[key%uint64(len(m.fetches))]
	if f := slot.Load(); f != nil && f.Key == key {
		slot.CompareAndSwap(f, nil)
	}
}

// body is the payload that is kept, or nil.
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

// uncounted are the parameters that do not change the payload.
var uncounted = []string{"cache", "result_type", "version", "guest_ip", "dateline", "api_name", "async"}

// cacheKey is the same for calls that ask for the same.
func (s *server) cacheKey(c *call) uint64 {
	h := mix(s.seed) ^ 14695981039346656037
	h = hashText(h, c.platform)
	h = hashText(h, c.api)
	for _, p := range params.Operations[c.api].Params {
		if v := c.get(p.Name); v != "" && !slices.Contains(uncounted, p.Name) {
			h = hashText(hashText(h, p.Name), v)
		}
	}
	return mix(h)
}

// hashText goes on with an FNV-1a. A byte that no text has ends it.
func hashText(h uint64, text string) uint64 {
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return (h ^ 0xff) * 1099511628211
}

package mock

import (
	"net/http"
	"sync"
)

// journal keeps the last requests. What of them may be shown is worked out when somebody looks: most are never looked at.
type journal struct {
	nobody
	mu    sync.Mutex
	last  [remembered]func() Request
	count int // of all requests
}

// remembered is how many requests a journal keeps.
const remembered = 1000

// largeForm is the size of a form that is not kept: that of an image, of which the journal has the beginning only.
const largeForm = 16 << 10

func (m *journal) called(r *http.Request, c *call) {
	method := r.Method
	show := func() Request { return newRequest(method, c) }
	if c.form.size()+c.fileSize() > largeForm {
		shown := show()
		shown.Form = shortened(shown.Form)
		show = func() Request { return shown }
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last[m.count%remembered] = show
	m.count++
}

// list has the oldest first.
func (m *journal) list() []Request {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := []Request{}
	for i := max(0, m.count-remembered); i < m.count; i++ {
		out = append(out, m.last[i%remembered]())
	}
	return out
}

func (m *journal) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last, m.count = [remembered]func() Request{}, 0
}

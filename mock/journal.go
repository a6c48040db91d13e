package mock

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// journal keeps the last requests. What of them may be shown is worked out when somebody looks: most are never looked
// at.
type journal struct {
	nobody
	mu    sync.Mutex
	last  [remembered]note
	first int // where the oldest is
	held  int // how many are kept
	size  int // in bytes, of all of them
}

// note is a request that is kept.
type note struct {
	show func() Request
	size int
}

const (
	remembered   = 1000     // how many requests a journal keeps
	journalBytes = 4 << 20  // how many bytes they may have in all
	largeRequest = 16 << 10 // the size from which a request is kept in excerpts: it has the text of an image
	noteSize     = 512      // what a note needs beside its texts
	excerptArgs  = 50       // the parameters of a large request that are kept
	excerptFrom  = 2 << 10  // how much of a value is redacted
	excerptSize  = 200      // how much of it is kept
)

func (m *journal) called(r *http.Request, c *call) {
	method := strings.Clone(r.Method) // it is a part of the request line
	n := note{func() Request { return newRequest(method, c) }, noteSize + c.size()}
	if n.size > largeRequest {
		shown := c.excerpt(method)
		n = note{func() Request { return shown }, noteSize + shown.size()}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.held == remembered || m.held > 0 && m.size+n.size > journalBytes {
		m.dropOldest()
	}
	m.last[(m.first+m.held)%remembered] = n
	m.held++
	m.size += n.size
}

func (m *journal) dropOldest() {
	m.size -= m.last[m.first].size
	m.last[m.first] = note{}
	m.first = (m.first + 1) % remembered
	m.held--
}

// size is how many bytes of a request are kept while its call is.
func (c *call) size() int {
	n := c.query.size() + c.form.size() + len(c.platform) + len(c.api)
	for _, list := range []args{c.query, c.form} {
		for _, a := range list {
			n += len(a.name) + 32
		}
	}
	for name, content := range c.files {
		n += len(name) + len(content)
	}
	for _, d := range c.deviations {
		n += len(d.Rule) + len(d.Where) + len(d.Text) + 48
	}
	return n
}

// excerpt is a large request without what nobody reads. It is cut before it is redacted, which takes long for long
// texts.
func (c *call) excerpt(method string) Request {
	redactor := c.redactor()
	out := Request{
		Method: method, Platform: redactor.Text(excerptText(c.platform)), API: redactor.Text(excerptText(c.api)),
		Query: c.query.excerpt(redactor), Form: c.form.excerpt(redactor),
	}
	for _, d := range c.deviations[:min(len(c.deviations), excerptArgs)] {
		out.Deviations = append(out.Deviations, Deviation{d.Rule, excerptText(d.Where), excerptText(d.Text)})
	}
	return out
}

// excerpt is the first parameters, with the beginnings of their values.
func (a args) excerpt(redactor redact.Redactor) url.Values {
	out := url.Values{}
	for _, x := range a[:min(len(a), excerptArgs)] {
		text := excerptText(redactor.Value(x.name, x.value[:min(len(x.value), excerptFrom)]))
		if len(x.value) > excerptFrom && text != redact.Mark {
			text = text[:min(len(text), excerptSize)] + fmt.Sprintf("…(%d bytes)", len(x.value))
		}
		out.Set(strings.Clone(redactor.Secrets(excerptText(x.name))), strings.Clone(text))
	}
	return out
}

func (r *Request) size() int {
	n := len(r.Platform) + len(r.API)
	for _, values := range []url.Values{r.Query, r.Form} {
		for name, v := range values {
			n += len(name) + len(v[0]) + 64
		}
	}
	for _, d := range r.Deviations {
		n += len(d.Rule) + len(d.Where) + len(d.Text) + 48
	}
	return n
}

// latest lists the last n requests that are kept, the oldest first.
func (m *journal) latest(n int) []Request {
	m.mu.Lock()
	defer m.mu.Unlock()
	requests := []Request{}
	for i := max(0, m.held-n); i < m.held; i++ {
		requests = append(requests, m.last[(m.first+i)%remembered].show())
	}
	return requests
}

func (m *journal) list() []Request { return m.latest(remembered) }

func (m *journal) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last, m.first, m.held, m.size = [remembered]note{}, 0, 0, 0
}

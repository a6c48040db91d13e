package admin

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Journal keeps the last requests. It redacts them when they are listed, since most never are.
type Journal struct {
	exchange.Silent
	mu    sync.Mutex
	notes [maxNotes]note
	first int // the position of the oldest
	held  int // the number of notes
	size  int // in bytes, of all of them
}

// note is a request in the journal: its call, or an excerpt.
type note struct {
	method  string
	call    *exchange.Call
	excerpt *exchange.Request
	size    int
}

func (n *note) request() exchange.Request {
	if n.excerpt != nil {
		return *n.excerpt
	}
	return exchange.NewRequest(n.method, n.call)
}

// methodOf returns the method, detached from the request line.
func methodOf(r *http.Request) string {
	for _, method := range [...]string{http.MethodGet, http.MethodPost, http.MethodHead} {
		if r.Method == method {
			return method
		}
	}
	return strings.Clone(r.Method)
}

const (
	maxNotes     = 1000     // requests that a journal keeps
	journalBytes = 4 << 20  // their size in bytes
	largeRequest = 16 << 10 // the size above which only an excerpt of a request is kept
	noteSize     = 512      // of a note without its texts
	excerptCount = 50       // parameters in an excerpt
	excerptFrom  = 2 << 10  // bytes of a value that are redacted
)

// Received adds a request, and drops the oldest ones while the journal is full.
func (m *Journal) Received(r *http.Request, c *exchange.Call) {
	n := note{method: methodOf(r), call: c, size: noteSize + callSize(c)}
	if n.size > largeRequest {
		shown := excerptRequest(c, n.method)
		n = note{excerpt: &shown, size: noteSize + requestSize(&shown)}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.held == maxNotes || m.held > 0 && m.size+n.size > journalBytes {
		m.dropOldest()
	}
	m.notes[(m.first+m.held)%maxNotes] = n
	m.held++
	m.size += n.size
}

func (m *Journal) dropOldest() {
	m.size -= m.notes[m.first].size
	m.notes[m.first] = note{}
	m.first = (m.first + 1) % maxNotes
	m.held--
}

// callSize returns the number of bytes that a call keeps in memory.
func callSize(c *exchange.Call) int {
	n := c.Query.Size() + c.Form.Size() + len(c.Platform) + len(c.API)
	for _, list := range []exchange.Args{c.Query, c.Form} {
		for _, a := range list {
			n += len(a.Name) + 32
		}
	}
	for name, content := range c.Files {
		n += len(name) + len(content)
	}
	for _, d := range c.Deviations {
		n += len(d.Rule) + len(d.Where) + len(d.Text) + 48
	}
	return n
}

// excerptRequest returns the beginning of a large request. It truncates before it redacts, which is slow for long
// texts.
func excerptRequest(c *exchange.Call, method string) exchange.Request {
	redactor := c.Redactor()
	out := exchange.Request{
		Method: method, Platform: redactor.Text(exchange.Excerpt(c.Platform)), API: redactor.Text(exchange.Excerpt(c.API)),
		Query: excerptArgs(c.Query, redactor), Form: excerptArgs(c.Form, redactor),
	}
	for _, d := range c.Deviations[:min(len(c.Deviations), excerptCount)] {
		out.Deviations = append(out.Deviations, exchange.Deviation{Rule: d.Rule, Where: exchange.Excerpt(d.Where),
			Text: exchange.Excerpt(d.Text)})
	}
	return out
}

// excerptArgs returns the first parameters with the beginnings of their values.
func excerptArgs(a exchange.Args, redactor redact.Redactor) url.Values {
	out := url.Values{}
	for _, x := range a[:min(len(a), excerptCount)] {
		text := exchange.Excerpt(redactor.Value(x.Name, x.Value[:min(len(x.Value), excerptFrom)]))
		if len(x.Value) > excerptFrom && text != redact.Mark {
			text = exchange.Cut(text, exchange.ExcerptSize) + fmt.Sprintf("…(%d bytes)", len(x.Value))
		}
		out.Set(strings.Clone(redactor.Secrets(exchange.Excerpt(x.Name))), strings.Clone(text))
	}
	return out
}

func requestSize(r *exchange.Request) int {
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

// latest returns the last n requests, the oldest first.
func (m *Journal) latest(n int) []exchange.Request {
	m.mu.Lock()
	defer m.mu.Unlock()
	requests := []exchange.Request{}
	for i := max(0, m.held-n); i < m.held; i++ {
		requests = append(requests, m.notes[(m.first+i)%maxNotes].request())
	}
	return requests
}

func (m *Journal) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.notes, m.first, m.held, m.size = [maxNotes]note{}, 0, 0, 0
}

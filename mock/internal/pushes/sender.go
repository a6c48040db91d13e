package pushes

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/faults"
)

// Options determine how messages are sent. Without a way to send them, they wait to be fetched.
type Options struct {
	AppKey, Secret string // of the application, whose secret signs the messages
	URL            string // where they are posted
	Client         *http.Client
	Accept         Accept // takes WebSocket connections
	Attempts       int    // to send a message; 0 is 3
	Retry          time.Duration
	Slowness       time.Duration                            // how long late messages are held back
	Fault          func(topic string, number uint64) string // of an attempt to send a message
	Now            func() time.Time                         // of the mock
}

// The defaults of [Options].
const (
	DefaultAttempts = 3
	DefaultRetry    = 5 * time.Second
	postTimeout     = 30 * time.Second
)

// Check returns an error for options with which nothing can be sent.
func (o Options) Check() error {
	if o.URL != "" {
		if to, err := url.Parse(o.URL); err != nil || to.Host == "" || to.Scheme != "http" && to.Scheme != "https" {
			return errors.New("mock: the address for messages must be a URL such as http://127.0.0.1:8080/1688")
		}
	}
	switch {
	case o.Attempts < 0 || o.Retry < 0:
		return errors.New("mock: the number of attempts and the time between them must not be negative")
	case o.Sends() && (o.Secret == "" || o.Secret == o.AppKey):
		return errors.New("mock: messages are signed with the secret of the application, which is not its key: add " +
			"WithApp, or --app KEY:SECRET")
	}
	return nil
}

// Sends reports whether there is a way to send messages.
func (o Options) Sends() bool { return o.URL != "" || o.Accept != nil }

// Sender sends the messages of an outbox, one after another, and each again that is not confirmed.
type Sender struct {
	*Outbox
	Options
	ctx    context.Context
	cancel context.CancelFunc

	state   sync.Mutex
	running bool // a goroutine sends
	pending bool // something changed since it looked
	timer   *time.Timer
	links   []*link
	sent    uint64 // attempts
}

// New returns a sender for an outbox of its own.
func New(o Options) *Sender {
	o.Attempts, o.Retry = cmp.Or(o.Attempts, DefaultAttempts), cmp.Or(o.Retry, DefaultRetry)
	if o.Client == nil {
		o.Client = &http.Client{Timeout: postTimeout}
	}
	s := &Sender{Outbox: new(Outbox), Options: o}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	if o.Sends() {
		s.added = s.wake
	}
	return s
}

// Wait waits for a tick, and reports whether the sender was not closed meanwhile.
func (s *Sender) Wait(tick <-chan time.Time) bool {
	select {
	case <-tick:
		return true
	case <-s.ctx.Done():
		return false
	}
}

// Load replaces all messages, and sends those that were not confirmed.
func (s *Sender) Load(st State) {
	s.Outbox.Load(st)
	s.wake()
}

// Close stops sending and ends the connections.
func (s *Sender) Close() { s.cancel() }

// wake sends what is due, in a goroutine that ends when nothing is.
func (s *Sender) wake() {
	s.state.Lock()
	defer s.state.Unlock()
	s.pending = true
	if s.running || s.ctx.Err() != nil || s.URL == "" && len(s.links) == 0 {
		return
	}
	s.running = true
	go s.run()
}

func (s *Sender) run() {
	for {
		s.state.Lock()
		s.pending = false
		s.state.Unlock()
		m, wait := s.next()
		if m != nil && s.reaches() {
			s.attempt(m)
			continue
		}
		if s.rest(wait) {
			return
		}
	}
}

// reaches reports whether a message can be sent now. A message that waits for a connection has used no attempt.
func (s *Sender) reaches() bool { return s.ctx.Err() == nil && (s.URL != "" || s.link() != nil) }

// rest ends the goroutine until the time has passed, unless something changed meanwhile.
func (s *Sender) rest(wait time.Duration) bool {
	s.state.Lock()
	defer s.state.Unlock()
	if s.pending && s.ctx.Err() == nil {
		return false
	}
	s.running = false
	if s.timer != nil {
		s.timer.Stop()
	}
	if wait > 0 {
		s.timer = time.AfterFunc(wait, s.wake)
	}
	return true
}

// next returns the first message that is due, or how long it takes until one is.
func (s *Sender) next() (m *Message, wait time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	for _, m := range s.waiting {
		left := m.due.Sub(now)
		switch {
		case m.Attempts >= s.Attempts:
		case left <= 0:
			return m, 0
		case wait == 0 || left < wait:
			wait = left
		}
	}
	return nil, wait
}

// attempt sends a message once, or twice, or not, as the faults have it.
func (s *Sender) attempt(m *Message) {
	s.sent++
	fault := ""
	if s.Fault != nil {
		fault = s.Fault(m.Topic, s.sent)
	}
	if s.hold(m, fault) {
		return
	}
	times := 1
	if fault == faults.PushTwice {
		times = 2
	}
	for range times {
		if s.send(m, fault) {
			s.confirm(m.ID)
		}
	}
	s.release(m)
}

// hold counts the attempt, and reports whether the message is not sent now.
func (s *Sender) hold(m *Message, fault string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	held := !m.late && (fault == faults.PushLate || fault == faults.PushOutOfOrder)
	switch {
	case held:
		m.late, m.behind, m.due = true, fault == faults.PushOutOfOrder, time.Now().Add(s.Slowness)
	case fault == faults.PushLost:
		m.Attempts = s.Attempts
		held = true
	default:
		m.Attempts++
		m.due = time.Now().Add(s.Retry)
	}
	return held
}

// release makes the messages due that waited for a later one to be sent.
func (s *Sender) release(sent *Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.waiting {
		if m.behind && m.ID < sent.ID {
			m.behind, m.due = false, time.Time{}
		}
	}
}

// Again sends a message again, also one that was confirmed.
func (s *Sender) Again(id int64) error {
	if err := s.repeat(id); err != nil {
		return err
	}
	s.wake()
	return nil
}

func (s *Sender) repeat(id int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.waiting {
		if m.ID == id {
			m.Attempts, m.due = 0, time.Time{}
			return nil
		}
	}
	i := slices.IndexFunc(s.past, func(r Row) bool { return r.ID == id })
	if i < 0 {
		return errors.New("there is no message with that id any more")
	}
	m := s.past[i].Message
	m.Attempts, m.due, m.late = 0, time.Time{}, false
	s.past = slices.Delete(s.past, i, i+1)
	s.waiting = append(s.waiting, &m)
	return nil
}

// Settled waits until every message was confirmed or given up, and until its last attempt has ended.
func (s *Sender) Settled(ctx context.Context) error {
	for s.Sends() && s.works() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.ctx.Done():
			return s.ctx.Err()
		case <-time.After(time.Millisecond):
		}
	}
	return nil
}

// works reports whether a message is due, now or later, or is being sent.
func (s *Sender) works() bool {
	if m, wait := s.next(); m != nil || wait != 0 {
		return true
	}
	s.state.Lock()
	defer s.state.Unlock()
	return s.running
}

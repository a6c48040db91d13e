package pushes

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/faults"
	"github.com/go-ali1688/ali1688/mock/internal/splice"
	"github.com/go-ali1688/ali1688/push"
)

// tooLarge is more than a receiver has to read, in bytes.
const tooLarge = 2 << 20

// send sends a message over WebSocket or by HTTP, and reports whether it was confirmed at once.
func (s *Sender) send(m *Message, fault string) bool {
	if l := s.link(); l != nil {
		l.push(s.ctx, m, spoiled(m, fault))
		return false
	}
	if s.URL == "" {
		return false
	}
	return s.post(s.body(m, fault))
}

// spoiled returns the text of a message, as a fault makes it.
func spoiled(m *Message, fault string) []byte {
	text := m.text()
	switch fault {
	case faults.PushReplayed:
		old := m.wire()
		old.Born = m.Born.AddDate(-1, 0, 0).UnixMilli()
		text, _ = loose.Marshal(old) // contents were JSON
	case faults.PushTruncated:
		return []byte(exchange.Cut(string(text), len(text)/2)) // half a character is not JSON, which frames are
	case faults.PushOversized:
		return append(bytes.TrimSuffix(text, []byte("}")),
			`,"extraInfo":"`+strings.Repeat("0", tooLarge)+`"}`...)
	}
	return text
}

// body returns the form of a message, as a fault makes it.
func (s *Sender) body(m *Message, fault string) string {
	text := spoiled(m, fault)
	form := push.Form(text, s.Secret)
	switch fault {
	case faults.PushWrongKey:
		form = push.Form(text, s.AppKey)
	case faults.PushUnsigned:
		form.Del(platformsign.Signature)
	case faults.PushForged:
		form.Set("message", string(splice.Edit(text, []string{"data.forged"}, jsontext.Value("true"))))
	case faults.PushTruncated:
		form = push.Form(m.text(), s.Secret) // the whole was signed
		form.Set("message", string(text))
	}
	return form.Encode()
}

// post posts a form, and reports whether it was answered with 200.
func (s *Sender) post(body string) bool {
	ctx, cancel := context.WithTimeout(s.ctx, postTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL, strings.NewReader(body))
	if err != nil {
		return false
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Ali1688-Mock", "1")
	response, err := s.Client.Do(request)
	if err != nil {
		return false
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<16)) // keeps the connection
	return response.StatusCode == http.StatusOK
}

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/push"
	"github.com/go-ali1688/ali1688/push/socket"
)

var pushCommand = command{
	name: "push", args: "listen [--socket] | replay --url URL FILE…",
	summary: "print the messages that the open platform sends, and send them again",
	help: `listen receives messages of the application whose key and secret are in
ALI1688_APP_KEY and ALI1688_APP_SECRET: by HTTP at an address that the platform can reach,
or with --socket over a WebSocket to the platform, which needs none. It verifies each,
prints it as a line {"api": "_push", "body": …}, which check reads, and confirms it. Personal
data and secrets are taken out before anything is printed.

replay signs the messages of files with the application's secret and posts them to a
receiver of yours. A receiver that has done a message answers it and does nothing.

  ali1688 push listen --listen 0.0.0.0:8080 >messages.ndjson
  ali1688 push listen --socket | tee messages.ndjson
  ali1688 push replay --url http://127.0.0.1:8080/1688 messages.ndjson`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var p pusher
		flags.StringVar(&p.listen, "listen", "127.0.0.1:16881", "the `HOST:PORT` to receive at")
		flags.BoolVar(&p.socket, "socket", false, "receive over WebSocket")
		flags.StringVar(&p.server, "server", socket.Address, "the `URL` of the platform's WebSocket")
		flags.StringVar(&p.url, "url", "", "the `URL` of the receiver that replay posts to")
		return p.run
	},
}

type pusher struct {
	listen, server, url string
	socket              bool
	out                 sync.Mutex
}

func (p *pusher) run(e *env) error {
	switch {
	case len(e.args) == 0 || e.args[0] != "listen" && e.args[0] != "replay":
		return errors.New("push needs listen, or replay and files")
	case e.account.appSecret == "" || e.account.appKey == "":
		return errors.New("set ALI1688_APP_KEY and ALI1688_APP_SECRET to the key and the secret of your application")
	case e.args[0] == "replay":
		return p.replay(e, e.args[1:])
	case len(e.args) > 1:
		return fmt.Errorf("push listen takes no arguments, got %q", e.args[1])
	}
	receiver, err := push.New(push.Config{
		AppKey: e.account.appKey, Secret: e.account.appSecret,
		Callbacks: push.Callbacks{Other: func(_ context.Context, m *push.Message) error { return p.print(e, m) }},
		OnError:   func(_ context.Context, _ *push.Message, err error) { p.say(e, "refused: "+err.Error()) },
	})
	if err != nil {
		return err
	}
	if p.socket {
		return p.overSocket(e, receiver)
	}
	listener, err := listen(p.listen)
	if err != nil {
		return err
	}
	fmt.Fprintln(e.err, "listening on http://"+listener.Addr().String())
	return serve(e.ctx, receiver, listener)
}

func (p *pusher) overSocket(e *env, receiver *push.Receiver) error {
	err := socket.Run(e.ctx, socket.Config{
		AppKey: e.account.appKey, Secret: e.account.appSecret, Receiver: receiver, Address: p.server,
		OnState: func(s socket.State) {
			switch {
			case s.System != "":
				p.say(e, "the platform says: "+s.System)
			case s.Connected:
				p.say(e, "connected")
			case e.ctx.Err() == nil:
				p.say(e, s.Err.Error())
			}
		},
	})
	if e.ctx.Err() != nil {
		return nil
	}
	return err
}

// say writes a line for people.
func (p *pusher) say(e *env, text string) {
	p.out.Lock()
	defer p.out.Unlock()
	fmt.Fprintln(e.err, oneLine(text))
}

// print writes a message without personal data, and whether it conforms.
func (p *pusher) print(e *env, m *push.Message) error {
	findings, err := conformance.OpenPlatform().Check(conformance.Messages, m.Raw, conformance.Options{Strict: true})
	if err != nil {
		return err
	}
	line, err := json.Marshal(map[string]any{
		"api": conformance.Messages, "body": jsontext.Value(redact.New().For(m.Topic, nil).JSON(m.Raw)),
	}, json.Deterministic(true))
	if err != nil {
		return err
	}
	verdict := "conforms"
	if len(findings) > 0 {
		verdict = fmt.Sprintf("%d findings, such as %s", len(findings), findings[0])
	}
	p.say(e, m.String()+": "+verdict)
	p.out.Lock()
	defer p.out.Unlock()
	_, err = fmt.Fprintln(e.out, string(line))
	return err
}

// replay posts the messages of files.
func (p *pusher) replay(e *env, files []string) error {
	if to, err := url.Parse(p.url); err != nil || to.Host == "" {
		return errors.New("push replay needs the address of a receiver: --url http://127.0.0.1:8080/1688")
	}
	if len(files) == 0 {
		return errors.New("push replay needs files with messages, such as push listen writes")
	}
	refused := 0
	for _, file := range files {
		for body, err := range readBodies(e, file) {
			if err != nil {
				return err
			}
			done, err := p.post(e, body)
			if err != nil {
				return failure{err}
			}
			if !done {
				refused++
			}
		}
	}
	if refused > 0 {
		return failure{fmt.Errorf("%d messages were not taken", refused)}
	}
	return nil
}

// post sends one message, and reports whether it was taken.
func (p *pusher) post(e *env, body bodies.Body) (bool, error) {
	m, err := push.Parse(body.Content)
	if err != nil {
		return false, fmt.Errorf("%s: %w", body.File, err)
	}
	request, err := http.NewRequestWithContext(e.ctx, http.MethodPost, p.url,
		strings.NewReader(push.Form(m.Raw, e.account.appSecret).Encode()))
	if err != nil {
		return false, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false, err
	}
	defer func() { _ = response.Body.Close() }()
	answer, _ := io.ReadAll(io.LimitReader(response.Body, 200)) // for people
	p.say(e, fmt.Sprintf("%s: HTTP %d %s", m, response.StatusCode, strings.TrimSpace(string(answer))))
	return response.StatusCode == http.StatusOK, nil
}

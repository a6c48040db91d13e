package redact

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
)

// Error returns err with a text without secrets and personal data. What it wraps stays reachable for errors.Is and
// errors.As, except where its own text holds what must not be seen.
func (r Redactor) Error(err error) error {
	if err == nil {
		return nil
	}
	clean := r.Text(err.Error())
	if clean == err.Error() {
		return err
	}
	return &redactedError{text: clean, err: err, redactor: r}
}

// redactedError stands for an error whose text must not be seen.
type redactedError struct {
	text     string
	err      error
	redactor Redactor
}

func (e *redactedError) Error() string { return e.text }

// Format writes the text for every verb: %#v would show what is hidden.
func (e *redactedError) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(e.text)) }

// Is compares with what is hidden, and hands none of it out.
func (e *redactedError) Is(target error) bool { return errors.Is(e.err, target) }

// As finds an error below whose text may be seen.
func (e *redactedError) As(target any) bool {
	found := reflect.New(reflect.TypeOf(target).Elem())
	if !errors.As(e.err, found.Interface()) {
		return false
	}
	inner, ok := found.Elem().Interface().(error)
	if !ok || e.redactor.Text(inner.Error()) != inner.Error() {
		return false
	}
	reflect.ValueOf(target).Elem().Set(found.Elem())
	return true
}

// Timeout reports whether the hidden error was a timeout, as net.Error does.
func (e *redactedError) Timeout() bool {
	t, ok := e.err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Secrets collects the secrets of one call, so that whatever becomes of it can be redacted with them.
type Secrets struct {
	mu   sync.Mutex
	list []string
}

type secretsKey struct{}

// Collect returns a context whose call notes its secrets in the collection. Inside a call that is being collected, the
// same collection goes on.
func Collect(ctx context.Context) (context.Context, *Secrets) {
	if s, ok := ctx.Value(secretsKey{}).(*Secrets); ok {
		return ctx, s
	}
	s := new(Secrets)
	return context.WithValue(ctx, secretsKey{}, s), s
}

// Note adds secrets to the collection of a context, if it has one.
func Note(ctx context.Context, secrets ...string) {
	s, ok := ctx.Value(secretsKey{}).(*Secrets)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, secrets...)
}

// String returns REDACTED: a context prints its values.
func (s *Secrets) String() string { return Mark }

// Redactor returns a redactor that knows what was collected.
func (s *Secrets) Redactor() Redactor {
	s.mu.Lock()
	defer s.mu.Unlock()
	return New(append([]string(nil), s.list...)...)
}

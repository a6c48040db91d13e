package redact

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHidden prints a hidden text in every way.
func TestHidden(t *testing.T) {
	h := Hide("planted")
	assert.Equal(t, "planted", h.Reveal())
	assert.Empty(t, Hidden{}.Reveal())
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		assert.Equal(t, Mark, fmt.Sprintf(verb, h), verb)
	}
	assert.Equal(t, Mark, h.String())
	text, err := json.Marshal(map[string]Hidden{"a": h})
	require.NoError(t, err)
	assert.Equal(t, `{"a":"REDACTED"}`, string(text))
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("m", "a", h)
	assert.True(t, strings.HasSuffix(log.String(), " a=REDACTED\n"), log.String())
	assert.Equal(t, slog.KindString, h.LogValue().Kind())
}

// codeError is an error of a type of its own.
type codeError struct{ text string }

func (e codeError) Error() string { return e.text }

func TestErrorsBelow(t *testing.T) {
	r := New("planted-1")
	for _, c := range []struct {
		name  string
		err   error
		found bool
	}{
		{"harmless", fmt.Errorf("planted-1: %w", codeError{"fine"}), true},
		{"with the secret", fmt.Errorf("of %w", codeError{"planted-1"}), false},
		{"none", errors.New("planted-1"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got codeError
			assert.Equal(t, c.found, errors.As(r.Error(c.err), &got))
			assert.Equal(t, c.found, got.text == "fine")
			assert.NotContains(t, got.text, "planted")
		})
	}
	var timeout interface{ Timeout() bool }
	hidden := r.Error(fmt.Errorf("planted-1 %w", context.DeadlineExceeded))
	redacted, is := errors.AsType[*redactedError](hidden)
	require.True(t, is)
	assert.False(t, errors.As(redacted.err, new(codeError)))
	require.ErrorAs(t, r.Error(codeError{"token=x"}), &timeout)
	assert.Equal(t, "REDACTED context deadline exceeded", fmt.Sprintf("%#v", hidden))
}

func TestTimeouts(t *testing.T) {
	r := New("planted-1")
	for _, c := range []struct {
		err  error
		want bool
	}{
		{&net.DNSError{Err: "x", Name: "planted-1", IsTimeout: true}, true},
		{&net.DNSError{Err: "x", Name: "planted-1"}, false},
		{fmt.Errorf("planted-1: %w", io.EOF), false},
	} {
		var timeout interface{ Timeout() bool }
		require.ErrorAs(t, r.Error(c.err), &timeout)
		assert.Equal(t, c.want, timeout.Timeout(), c.err)
	}
}

// TestCollect notes the secrets of a call, and of the calls that it makes.
func TestCollect(t *testing.T) {
	Note(t.Context(), "secret-0") // into no collection
	ctx, secrets := Collect(t.Context())
	Note(ctx, "secret-1", "secret-2")
	inner, same := Collect(ctx)
	assert.Same(t, secrets, same)
	Note(inner, "secret-3")
	assert.Equal(t, "secret-0 REDACTED REDACTED REDACTED", secrets.Redactor().Text("secret-0 secret-1 secret-2 secret-3"))
	before := secrets.Redactor()
	Note(ctx, "secret-4")
	assert.Equal(t, "secret-4", before.Text("secret-4"), "a redactor does not change")
	assert.Equal(t, Mark, secrets.Redactor().Text("secret-4"))
	assert.Equal(t, Mark, secrets.String())
	_, other := Collect(t.Context())
	assert.Equal(t, "secret-1", other.Redactor().Text("secret-1"))
}

func TestKnows(t *testing.T) {
	r := New("abc", "")
	for text, want := range map[string]bool{"abc": true, "": false, "abcd": false, "ABC": false} {
		assert.Equal(t, want, r.Knows(text), text)
	}
	assert.False(t, Redactor{}.Knows("abc"))
	assert.Equal(t, "token=a abcd", ValuesOnly("efgh").Secrets("token=a abcd"))
	assert.Equal(t, "token=a REDACTED 13800138000", ValuesOnly("efgh").Text("token=a efgh 13800138000"))
	assert.Equal(t, "a", ValuesOnly("efgh").Value("token", "a"))
	assert.Equal(t, "appkey=1&key=REDACTED", Redactor{}.Secrets("appkey=1&key=2"))
}

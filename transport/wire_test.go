package transport_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/phpwire"
	"github.com/go-ali1688/ali1688/transport"
)

// recorded is a round tripper that answers every request with an object, and keeps the last request and its body.
type recorded struct {
	request *http.Request
	body    string
}

func (r *recorded) RoundTrip(req *http.Request) (*http.Response, error) {
	r.request, r.body = req, ""
	if req.Body != nil {
		text, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		r.body = string(text)
	}
	return &http.Response{StatusCode: 200, Body: body("{}")}, nil
}

var account = transport.Config{Key: loose.SecretOf("the_key"), Secret: loose.SecretOf("the secret")}

// TestCredentials shows the query that leaves, for what the call has of its own.
func TestCredentials(t *testing.T) {
	cases := []struct {
		key, secret, session, query, want string
	}{
		{"k", "s", "", "num_iid=1", "key=k&secret=s&num_iid=1"},
		{"k", "s&t", "", "", "key=k&secret=s%26t&"},
		{"k", "", "", "num_iid=1", "key=k&num_iid=1"},
		{"", "", "", "num_iid=1", "num_iid=1"},
		{"k", "s", "a+b", "b=2&a=1", "key=k&secret=s&session=a%2Bb&a=1&b=2"},
		{"k", "s", "", "属性=红&a=1;2", "key=k&secret=s&属性=红&a=1;2"},
		{"k", "s", "", "属性=红", "key=k&secret=s&%E5%B1%9E%E6%80%A7=%E7%BA%A2"},
	}
	for _, c := range cases {
		var wire recorded
		req := httptest.NewRequest(http.MethodGet, "http://gw.test/1688/item_get/?"+c.query, nil)
		req = req.WithContext(transport.WithSession(t.Context(), c.session))
		before := req.URL.RawQuery
		rsp, err := transport.Credentials(&wire, c.key, c.secret).RoundTrip(req)
		require.NoError(t, err)
		assert.Equal(t, c.want, wire.request.URL.RawQuery)
		assert.Equal(t, before, req.URL.RawQuery, "the request of the caller")
		assert.Same(t, req, rsp.Request)
	}
}

// TestRequestsAsForms shows what is sent of a call whose context asks for a form, and of every call with the option.
func TestRequestsAsForms(t *testing.T) {
	const form = "application/x-www-form-urlencoded"
	cases := []struct {
		name, query, contentType, body string
		wantQuery, wantBody            string
	}{
		{"a query", "key=k&num_iid=1&q=红", "", "", "key=k", "num_iid=1&q=%E7%BA%A2"},
		{"a form", "key=k&a=1", form, "imgcode=x&a=2", "key=k", "a=2&imgcode=x"},
		{"a form with a charset", "key=k&a=1", form + "; charset=utf-8", "b=2", "key=k", "a=1&b=2"},
		{"without a key", "a=1", "", "", "key=", "a=1"},
		{"another body", "key=k&a=1", "application/json", "{}", "key=k&a=1", "{}"},
		{"an unreadable query", "key=k&a=%zz", "", "", "key=k&a=%zz", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var content io.Reader
			if c.body != "" {
				content = strings.NewReader(c.body)
			}
			req := httptest.NewRequest(http.MethodGet, "http://gw.test/1688/item_get/", content)
			req.URL.RawQuery = c.query
			req.Header.Set("Content-Type", c.contentType)
			var wire recorded
			rsp, err := transport.Form(&wire).RoundTrip(req)
			require.NoError(t, err)
			assert.Equal(t, 200, rsp.StatusCode)
			assert.Equal(t, []string{c.wantQuery, c.wantBody}, []string{wire.request.URL.RawQuery, wire.body})
			if c.wantQuery != c.query {
				assert.Equal(t, []string{http.MethodPost, form},
					[]string{wire.request.Method, wire.request.Header.Get("Content-Type")})
				assert.EqualValues(t, len(c.wantBody), wire.request.ContentLength)
			}
		})
	}
}

func TestAsForm(t *testing.T) {
	for name, c := range map[string]struct {
		ctx  context.Context
		want string // the query
	}{
		"plain": {t.Context(), "key=the_key&secret=the+secret&num_iid=1"},
		"form":  {transport.AsForm(t.Context()), "key=the_key"},
	} {
		var wire recorded
		req := httptest.NewRequest(http.MethodGet, "http://gw.test/1688/item_get/?num_iid=1", nil).WithContext(c.ctx)
		_, err := transport.Gateway(&wire, account).RoundTrip(req)
		require.NoError(t, err)
		assert.Equal(t, c.want, wire.request.URL.RawQuery, name)
	}
}

// failingBody fails when it is read.
type failingBody struct{ error }

func (b failingBody) Read([]byte) (int, error) { return 0, b.error }
func (failingBody) Close() error               { return nil }

func TestFormThatCannotBeRead(t *testing.T) {
	req := httptest.NewRequest(http.MethodPost, "http://gw.test/1688/upload_img/", failingBody{io.ErrUnexpectedEOF})
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	_, err := transport.Form(&recorded{}).RoundTrip(req)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
}

type contextKey struct{}

func TestContextOfAResponse(t *testing.T) {
	assert.Equal(t, context.Background(), transport.Context(&http.Response{}))
	req := httptest.NewRequest(http.MethodGet, "/", nil).WithContext(context.WithValue(t.Context(), contextKey{}, 1))
	assert.Equal(t, 1, transport.Context(&http.Response{Request: req}).Value(contextKey{}))
}

func TestConfigIsNotPrinted(t *testing.T) {
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("", "c", account)
	assert.Contains(t, log.String(), "c=REDACTED")
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d"} {
		assert.Equal(t, "REDACTED", fmt.Sprintf(verb, account), verb)
	}
	encoded, err := json.Marshal(account)
	require.NoError(t, err)
	assert.Equal(t, `"REDACTED"`, string(encoded))
}

// TestTimeoutEndsWithTheBody keeps the time running until the body is closed, and no longer.
func TestTimeoutEndsWithTheBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ctx context.Context
		wire := transport.Func(func(req *http.Request) (*http.Response, error) {
			ctx = req.Context()
			return &http.Response{StatusCode: 200, Body: body("{}")}, nil
		})
		c := account
		c.Timeout = time.Minute
		rsp, err := transport.Gateway(wire, c).RoundTrip(httptest.NewRequestWithContext(t.Context(), http.MethodGet,
			"http://gw.test/", nil))
		require.NoError(t, err)
		assert.NoError(t, ctx.Err())
		deadline, ok := ctx.Deadline()
		assert.True(t, ok)
		assert.Equal(t, time.Minute, time.Until(deadline))
		require.NoError(t, rsp.Body.Close())
		assert.ErrorIs(t, ctx.Err(), context.Canceled)
	})
}

// TestTimeoutEndsWithAnError frees what the time was measured with.
func TestTimeoutEndsWithAnError(t *testing.T) {
	var ctx context.Context
	refused := errors.New("refused")
	wire := transport.Func(func(req *http.Request) (*http.Response, error) {
		ctx = req.Context()
		return nil, refused
	})
	c := account
	c.Timeout = time.Hour
	_, err := transport.OpenPlatform(wire, c).RoundTrip(httptest.NewRequestWithContext(t.Context(), http.MethodGet,
		"http://gw.test/", nil))
	require.ErrorIs(t, err, refused)
	assert.ErrorIs(t, ctx.Err(), context.Canceled)
}

func TestUserAgent(t *testing.T) {
	for own, want := range map[string]string{"": "ali1688/1", "mine": "mine"} {
		var wire recorded
		req := httptest.NewRequest(http.MethodGet, "http://gw.test/", nil)
		req.Header.Set("User-Agent", own)
		_, err := transport.UserAgent(&wire, "ali1688/1").RoundTrip(req)
		require.NoError(t, err)
		assert.Equal(t, want, wire.request.Header.Get("User-Agent"))
		assert.Equal(t, own, req.Header.Get("User-Agent"), "the request of the caller")
	}
}

// TestResultTypeOfTheQuery asks for a format unless the call does.
func TestResultTypeOfTheQuery(t *testing.T) {
	for query, want := range map[string]string{
		"result_type=serialize": "result_type=serialize", "a=1": "a=1&result_type=xml", "": "result_type=xml",
		"a=1&result_type=": "a=1&result_type=&result_type=xml",
	} {
		var wire recorded
		req := httptest.NewRequest(http.MethodGet, "http://gw.test/", nil)
		req.URL.RawQuery = query
		_, err := transport.ResultType(&wire, phpwire.XML).RoundTrip(req)
		require.NoError(t, err)
		assert.Equal(t, want, wire.request.URL.RawQuery)
	}
}

// TestSignedQueries refuses what cannot be signed, and signs a session with the rest.
func TestSignedQueries(t *testing.T) {
	at := func() time.Time { return time.Date(2026, 1, 1, 16, 0, 0, 0, time.UTC) }
	var wire recorded
	signed := transport.Signed(&wire, "k", "s", at)
	req := httptest.NewRequest(http.MethodGet, "http://gw.test/1688/item_get/?num_iid=1", nil)
	_, err := signed.RoundTrip(req.WithContext(transport.WithSession(t.Context(), "mine")))
	require.NoError(t, err)
	query := wire.request.URL.Query()
	sign := query.Get("sign")
	query.Del("sign")
	assert.Equal(t, url.Values{"key": {"k"}, "session": {"mine"}, "dateline": {"2026-01-02 00:00:00"}, "num_iid": {"1"}},
		query)
	assert.Equal(t, transport.Sign(map[string]string{"key": "k", "session": "mine", "dateline": "2026-01-02 00:00:00",
		"num_iid":  "1",
		"api_name": "item_get"}, "s"), sign)
	req.URL.RawQuery = "a=%zz"
	_, err = signed.RoundTrip(req)
	assert.EqualError(t, err, "the query cannot be signed, because it cannot be read")
}

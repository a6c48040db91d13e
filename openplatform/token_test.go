package openplatform_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// issuer is a platform that gives out tokens and takes the newest only.
type issuer struct {
	issued  atomic.Int64
	revoked atomic.Bool
	broken  atomic.Bool
}

func (i *issuer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	if strings.Contains(r.URL.Path, "getToken") {
		time.Sleep(5 * time.Millisecond) // so that others come to wait
		if i.broken.Load() {
			http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
			return
		}
		if r.PostForm.Get("client_secret") != testSecret || r.PostForm.Get("refresh_token") != "planted-refresh-5" ||
			r.URL.RawQuery != "" {
			http.Error(w, "credentials", http.StatusForbidden)
			return
		}
		i.revoked.Store(false)
		_, _ = fmt.Fprintf(w, `{"access_token":"planted-token-%d","expires_in":"36000"}`, i.issued.Add(1))
		return
	}
	if i.revoked.Load() || r.PostForm.Get("access_token") != fmt.Sprint("planted-token-", i.issued.Load()) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error_code":"401","error_message":"Request need user authorized"}`))
		return
	}
	_, _ = w.Write([]byte(`{"success":true,"result":{"loginId":"alitestforisv01"}}`))
}

func (i *issuer) client(t *testing.T, now func() time.Time, remember func(openplatform.Token)) *openplatform.Client {
	t.Helper()
	server := httptest.NewServer(i)
	t.Cleanup(server.Close)
	client, err := openplatform.New(testKey, testSecret, openplatform.WithBaseURL(server.URL),
		openplatform.WithRefreshToken("planted-refresh-5", remember), openplatform.WithClock(now))
	require.NoError(t, err)
	return client
}

// TestRefresh gets one token for many calls at once, another when it is about to end, and another when the platform
// refused one.
func TestRefresh(t *testing.T) {
	i := new(issuer)
	var mu sync.Mutex
	now := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	var kept []openplatform.Token
	client := i.client(t, clock, func(token openplatform.Token) { kept = append(kept, token) })
	ctx := context.Background()

	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			_, err := client.Account.Basic(ctx)
			assert.NoError(t, err)
		})
	}
	all.Wait()
	assert.EqualValues(t, 1, i.issued.Load())

	mu.Lock()
	now = now.Add(10*time.Hour - time.Minute)
	mu.Unlock()
	_, err := client.Account.Basic(ctx)
	require.NoError(t, err)
	assert.EqualValues(t, 2, i.issued.Load(), "a token that ends within two minutes is old")

	i.revoked.Store(true)
	_, err = client.Account.Basic(ctx)
	require.ErrorIs(t, err, platform.CodeUnauthorized, "the call that was refused is not repeated")
	_, err = client.Account.Basic(ctx)
	require.NoError(t, err)
	assert.EqualValues(t, 3, i.issued.Load())
	require.Len(t, kept, 3)
	assert.Equal(t, "planted-refresh-5", kept[2].Refresh.Reveal(), "one that was not replaced goes on being good")
}

// TestNoToken fails before anything of the call is sent, and says nothing of the secrets.
func TestNoToken(t *testing.T) {
	i := new(issuer)
	i.broken.Store(true)
	client := i.client(t, time.Now, nil)
	_, err := cancel(context.Background(), client)
	require.ErrorContains(t, err, "there is no access token")
	assert.NotErrorIs(t, err, openplatform.ErrOutcomeUnknown)
	noSecret(t, err)
	assert.NotContains(t, err.Error(), "planted")

	without, err := openplatform.New(testKey, testSecret)
	require.NoError(t, err)
	_, err = cancel(context.Background(), without)
	assert.ErrorContains(t, err, "WithAccessToken")
}

// TestWaitingEnds lets the call that gets a token, and one that waits for it, give up with its own context. Neither
// holds up the next call.
func TestWaitingEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, store := &office{}, openplatform.NewMemoryTokens()
		client := memberClient(t, o, store)
		require.NoError(t, store.Save(t.Context(), "", tokenOf("ann", time.Now())))
		call := func(limit time.Duration) (time.Duration, error) {
			began := time.Now()
			ctx, stop := context.WithTimeout(t.Context(), limit)
			defer stop()
			_, err := client.Account.Basic(ctx)
			return time.Since(began), err
		}
		var getting sync.WaitGroup
		getting.Go(func() {
			took, err := call(500 * time.Millisecond)
			assert.ErrorIs(t, err, context.DeadlineExceeded, "gets a token")
			assert.Equal(t, 500*time.Millisecond, took)
		})
		synctest.Wait()
		took, err := call(100 * time.Millisecond)
		require.ErrorIs(t, err, context.DeadlineExceeded, "waits for one")
		assert.Equal(t, 100*time.Millisecond, took)
		getting.Wait()
		took, err = call(time.Minute)
		require.NoError(t, err, "the next")
		assert.Equal(t, time.Second, took)
		assert.Equal(t, map[string]int{"ann": 1}, o.issued)
	})
}

// TestTokensAreNotPrinted prints a token and a client in every way there is.
func TestTokensAreNotPrinted(t *testing.T) {
	token := openplatform.Token{Access: loose.SecretOf("planted-access-6"), Refresh: loose.SecretOf("planted-refresh-7")}
	client, err := openplatform.New(testKey, testSecret, openplatform.WithAccessToken("planted-access-6"))
	require.NoError(t, err)
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("token", "token", token, "client", fmt.Sprintf("%+v", client))
	_, _ = fmt.Fprintf(&log, "%v %+v %#v %s %v %+v %#v", token, token, token, token, &token, client, client)
	assert.NotContains(t, log.String(), "planted")
	encoded, err := json.Marshal(client)
	require.NoError(t, err)
	assert.NotContains(t, string(encoded), "planted")
}

package openplatform_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// office issues a token for each refresh token, and counts them. It takes a second.
type office struct {
	mu     sync.Mutex
	issued map[string]int  // by refresh token
	dead   map[string]bool // access tokens that are refused
}

// RoundTrip responds as the platform does.
func (o *office) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.ParseForm(); err != nil {
		return nil, err
	}
	if strings.Contains(req.URL.Path, "getToken") {
		select {
		case <-time.After(time.Second):
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
		o.mu.Lock()
		defer o.mu.Unlock()
		refresh := req.PostForm.Get("refresh_token")
		o.issued[refresh]++
		return respond(fmt.Sprintf(`{"access_token":"access-%s-%d","expires_in":"36000"}`, refresh, o.issued[refresh])), nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.dead[req.PostForm.Get("access_token")] {
		return respond(`{"error_code":"401","error_message":"Request need user authorized"}`), nil
	}
	return respond(`{"success":true,"result":{"loginId":"` + req.PostForm.Get("access_token") + `"}}`), nil
}

func memberClient(t *testing.T, o *office, store openplatform.TokenStore) *openplatform.Client {
	t.Helper()
	o.issued, o.dead = map[string]int{}, map[string]bool{}
	client, err := openplatform.New(testKey, testSecret, openplatform.WithTokenStore(store),
		openplatform.WithHTTPClient(&http.Client{Transport: o}))
	require.NoError(t, err)
	return client
}

func tokenOf(refresh string, expires time.Time) openplatform.Token {
	return openplatform.Token{Refresh: loose.SecretOf(refresh), Access: loose.SecretOf("kept-" + refresh),
		Expires: expires}
}

// TestMembers acts for two members at once: each gets one token for all goroutines, and is not held up by the other.
func TestMembers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, store := &office{}, openplatform.NewMemoryTokens()
		client := memberClient(t, o, store)
		for _, member := range []string{"ann", "bob"} {
			require.NoError(t, store.Save(t.Context(), member, tokenOf("refresh-"+member, time.Now().Add(time.Minute))))
		}
		began := time.Now()
		results := make(chan string)
		for i := range 40 {
			member := []string{"ann", "bob"}[i%2]
			go func() {
				answer, err := client.Account.Basic(openplatform.WithMember(t.Context(), member))
				assert.NoError(t, err)
				results <- member + " " + answer.Result.LoginID
			}()
		}
		for range 40 {
			r := <-results
			assert.Contains(t, []string{"ann access-refresh-ann-1", "bob access-refresh-bob-1"}, r)
		}
		assert.Equal(t, time.Second, time.Since(began))
		assert.Equal(t, map[string]int{"refresh-ann": 1, "refresh-bob": 1}, o.issued)

		kept, ok, err := store.Load(t.Context(), "ann")
		require.NoError(t, err)
		assert.True(t, ok)
		assert.Equal(t, []string{"access-refresh-ann-1", "refresh-ann"},
			[]string{kept.Access.Reveal(), kept.Refresh.Reveal()})
		assert.Equal(t, time.Now().Add(10*time.Hour-time.Second).Unix(), kept.Expires.Unix())

		_, err = client.Account.Basic(openplatform.WithMember(t.Context(), "cat"))
		require.ErrorContains(t, err, "no token of this member is kept")
	})
}

// TestRefusedMember gets another token for the member whose token the platform refused, and for no other.
func TestRefusedMember(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, store := &office{}, openplatform.NewMemoryTokens()
		client := memberClient(t, o, store)
		for _, member := range []string{"ann", "bob"} {
			require.NoError(t, store.Save(t.Context(), member, tokenOf(member, time.Time{})))
		}
		call := func(member string) error {
			_, err := client.Account.Basic(openplatform.WithMember(t.Context(), member))
			return err
		}
		require.NoError(t, call("ann"), "a token whose end is not known is used")
		o.dead["kept-ann"] = true
		require.ErrorIs(t, call("ann"), platform.CodeUnauthorized)
		require.NoError(t, call("ann"))
		require.NoError(t, call("bob"))
		assert.Equal(t, map[string]int{"ann": 1}, o.issued)
	})
}

// TestTwoProcesses renews a token once for two clients that share a store with a lock, and not at all without the lock.
func TestTwoProcesses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, store := &office{}, &lockingStore{TokenStore: openplatform.NewMemoryTokens(), lock: make(chan struct{}, 1)}
		clients := []*openplatform.Client{memberClient(t, o, store), memberClient(t, o, store)}
		require.NoError(t, store.Save(t.Context(), "ann", tokenOf("ann", time.Now())))
		var all sync.WaitGroup
		for _, client := range clients {
			all.Go(func() {
				answer, err := client.Account.Basic(openplatform.WithMember(t.Context(), "ann"))
				assert.NoError(t, err)
				assert.Equal(t, "access-ann-1", answer.Result.LoginID)
			})
		}
		all.Wait()
		assert.Equal(t, map[string]int{"ann": 1}, o.issued)
		assert.Empty(t, store.lock, "it is unlocked")

		require.NoError(t, store.Save(t.Context(), "ann", tokenOf("ann", time.Now())))
		store.err = errors.New("no lock")
		_, err := clients[0].Account.Basic(openplatform.WithMember(t.Context(), "ann"))
		require.ErrorIs(t, err, store.err)
		assert.Equal(t, map[string]int{"ann": 1}, o.issued)
	})
}

type lockingStore struct {
	openplatform.TokenStore
	lock chan struct{}
	err  error
}

func (l *lockingStore) Lock(ctx context.Context, _ string) (func(), error) {
	if l.err != nil {
		return nil, l.err
	}
	select {
	case l.lock <- struct{}{}:
		return func() { <-l.lock }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// TestStoreThatFails sends no call without a token, and does not lose one that it could not keep.
func TestStoreThatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, store := &office{}, &failingStore{TokenStore: openplatform.NewMemoryTokens()}
		client := memberClient(t, o, store)
		require.NoError(t, store.Save(t.Context(), "", openplatform.Token{Refresh: loose.SecretOf("r")}))
		store.save = errors.New("disk full")
		for range 2 {
			_, err := client.Account.Basic(t.Context())
			require.ErrorIs(t, err, store.save)
			assert.NotErrorIs(t, err, openplatform.ErrOutcomeUnknown)
		}
		store.save = nil
		token, err := client.AccessToken(t.Context())
		require.NoError(t, err)
		assert.Equal(t, "access-r-1", token)
		assert.Equal(t, map[string]int{"r": 1}, o.issued, "it was issued once")
		store.load = errors.New("gone")
		_, err = client.Account.Basic(t.Context())
		require.ErrorIs(t, err, store.load)
	})
}

type failingStore struct {
	openplatform.TokenStore
	load, save error
}

func (f *failingStore) Load(ctx context.Context, member string) (openplatform.Token, bool, error) {
	if f.load != nil {
		return openplatform.Token{}, false, f.load
	}
	return f.TokenStore.Load(ctx, member)
}

func (f *failingStore) Save(ctx context.Context, member string, token openplatform.Token) error {
	if f.save != nil {
		return f.save
	}
	return f.TokenStore.Save(ctx, member, token)
}

// TestFileTokens keeps tokens over a restart, where nobody else can read them.
func TestFileTokens(t *testing.T) {
	ctx, file := t.Context(), filepath.Join(t.TempDir(), "tokens.json")
	_, ok, err := openplatform.NewFileTokens(file).Load(ctx, "ann")
	require.NoError(t, err)
	assert.False(t, ok)
	end := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	for _, member := range []string{"ann", "bob"} {
		require.NoError(t, openplatform.NewFileTokens(file).Save(ctx, member, tokenOf("r-"+member, end)))
	}
	got, ok, err := openplatform.NewFileTokens(file).Load(ctx, "ann")
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, []string{"kept-r-ann", "r-ann"}, []string{got.Access.Reveal(), got.Refresh.Reveal()})
	assert.True(t, end.Equal(got.Expires))
	left, err := os.ReadDir(filepath.Dir(file))
	require.NoError(t, err)
	assert.Len(t, left, 1, "nothing is left of the writing")
	if runtime.GOOS == "windows" {
		return
	}
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	for _, mode := range []os.FileMode{0o640, 0o604, 0o620, 0o601} {
		require.NoError(t, os.Chmod(file, mode))
		_, _, err = openplatform.NewFileTokens(file).Load(ctx, "ann")
		require.ErrorContains(t, err, "chmod 600 it", mode)
		require.Error(t, openplatform.NewFileTokens(file).Save(ctx, "ann", got))
	}
	require.NoError(t, os.Chmod(file, 0o400))
	_, _, err = openplatform.NewFileTokens(file).Load(ctx, "ann")
	require.NoError(t, err)
}

// TestFileThatHoldsNoTokens is neither quoted nor overwritten.
func TestFileThatHoldsNoTokens(t *testing.T) {
	for _, content := range []string{"planted", `{"ann":{"access":["planted"]}}`, `["planted"]`, `null`, ""} {
		file := filepath.Join(t.TempDir(), "tokens.json")
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
		store := openplatform.NewFileTokens(file)
		_, _, err := store.Load(t.Context(), "ann")
		require.ErrorContains(t, err, "is not a file of tokens")
		assert.NotContains(t, err.Error(), "planted")
		require.Error(t, store.Save(t.Context(), "ann", openplatform.Token{}))
		left, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, content, string(left))
	}
}

// TestTokenSourceFunc takes the token from elsewhere, by the context of the call.
func TestTokenSourceFunc(t *testing.T) {
	o := &office{dead: map[string]bool{}}
	client, err := openplatform.New(testKey, testSecret, openplatform.WithHTTPClient(&http.Client{Transport: o}),
		openplatform.WithTokenSource(openplatform.TokenSourceFunc(func(context.Context) (string,
			error) {
			return "from elsewhere", nil
		})))
	require.NoError(t, err)
	answer, err := client.Account.Basic(t.Context())
	require.NoError(t, err)
	assert.Equal(t, "from elsewhere", answer.Result.LoginID)
	token, err := client.AccessToken(t.Context())
	require.NoError(t, err)
	assert.Equal(t, "from elsewhere", token)
}

func respond(body string) *http.Response {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}
}

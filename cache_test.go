package ali1688_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// TestCacheOfAClient returns the same typed response without a request, whatever the format and the order of things,
// and never one about another item.
func TestCacheOfAClient(t *testing.T) {
	cases := map[string]struct {
		fault    string
		opts     []ali1688.Option
		requests int
		failed   error // of the first call
	}{
		"plain":                 {"", nil, 1, nil},
		"another format":        {"", []ali1688.Option{ali1688.WithResultType("serialize")}, 1, nil},
		"signed":                {"", []ali1688.Option{ali1688.WithSigning(), ali1688.WithForm()}, 1, nil},
		"another item came":     {mock.FaultWrongItem, nil, 2, ali1688.ErrWrongItem},
		"a failure beside data": {mock.FaultDataErrorWithData, nil, 2, ali1688.ErrUnknownError},
		"nothing":               {mock.FaultCode("2000"), nil, 2, ali1688.ErrNotFound},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			opts := []mock.Option{}
			if tt.fault != "" {
				opts = append(opts, mock.WithFault(mock.FaultRule{Fault: tt.fault, Times: 1}))
			}
			gw := mock.New(t, opts...)
			client := connect(t, gw.URL(), append(tt.opts, ali1688.WithCache(apiclient.Cache{Default: time.Hour}))...)
			get := func() (*gateway.ItemGetResponse, apiclient.CallInfo, error) {
				var info apiclient.CallInfo
				answer, err := client.ItemGet(apiclient.WithCallInfo(context.Background(), &info),
					&gateway.ItemGetParams{NumIID: "610947572360"})
				return answer, info, err
			}
			first, _, err := get()
			require.ErrorIs(t, err, tt.failed)
			if tt.failed != nil {
				first, _, err = get()
				require.NoError(t, err)
			}
			body := first.Raw
			first.Raw = bytes.Clone(body)
			clear(body) // which the caller may do as it likes with
			again, info, err := get()
			require.NoError(t, err)
			assert.True(t, info.Cached)
			assert.Equal(t, 0, info.Attempts)
			assert.Equal(t, first, again)
			assert.Len(t, gw.Requests(), tt.requests)
		})
	}
}

// TestCacheLeavesCustomAlone sends each call of custom: it may order, and its response is that of one member.
func TestCacheLeavesCustomAlone(t *testing.T) {
	gw := mock.New(t)
	client := connect(t, gw.URL(), ali1688.WithCache(apiclient.Cache{Default: time.Hour}))
	for range 2 {
		_, _ = client.Custom(context.Background(),
			&gateway.CustomParams{Method: ali1688.Ptr("a/b"), OArgs: ali1688.Ptr("{}")})
	}
	assert.Len(t, gw.Requests(), 2)
}

// TestCacheOfSessions never shows the response of one account to another one.
func TestCacheOfSessions(t *testing.T) {
	gw := mock.New(t)
	client := connect(t, gw.URL(), ali1688.WithCache(apiclient.Cache{Default: time.Hour}))
	for _, step := range []struct {
		session  string
		requests int
	}{{"a", 1}, {"b", 2}, {"a", 2}, {"", 3}, {"", 3}, {"b", 3}} {
		_, err := client.BuyerOrderList(ali1688.WithSession(context.Background(), step.session), nil)
		require.NoError(t, err)
		assert.Len(t, gw.Requests(), step.requests, "session %q", step.session)
	}
}

// TestOneCacheForTwoPlatforms keeps their responses apart.
func TestOneCacheForTwoPlatforms(t *testing.T) {
	gw := mock.New(t)
	store := apiclient.NewMemoryStore(1 << 20)
	for _, platform := range []string{"1688", "1688global", "1688"} {
		client := connect(t, gw.URL(), ali1688.WithPlatform(platform),
			ali1688.WithCache(apiclient.Cache{Store: store, Default: time.Hour}))
		_, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
		require.NoError(t, err)
	}
	assert.Len(t, gw.Requests(), 2)
}

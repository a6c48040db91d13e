package ali1688_test

import (
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

// TestValidation counts what arrives of requests that the document does not allow: nothing, unless they are let
// through.
func TestValidation(t *testing.T) {
	ctx := context.Background()
	cases := map[string]struct {
		call func(*ali1688.Client) error
		want string
	}{
		"a URL as an id": {func(c *ali1688.Client) error {
			_, err := c.ItemGet(ctx, &gateway.ItemGetParams{NumIID: "https://detail.1688.com/offer/610947572360.html"})
			return err
		}, "item_get: the parameter num_iid must be text that matches ^[0-9]{1,19}$; the request was not sent"},
		"page 0": {func(c *ali1688.Client) error {
			_, err := c.ItemSearch(ctx, &gateway.ItemSearchParams{Q: "a", Page: ali1688.Ptr(int64(0))})
			return err
		}, "item_search: the parameter page must be a whole number of at least 1; the request was not sent"},
		"an unknown sort": {func(c *ali1688.Client) error {
			_, err := c.ItemSearch(ctx, &gateway.ItemSearchParams{Q: "a", Sort: ali1688.Ptr(gateway.ItemSearchSort("bidd"))})
			return err
		}, "item_search: the parameter sort must be one of "},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			gw := mock.New(t)
			err := tt.call(connect(t, gw.URL()))
			require.ErrorIs(t, err, ali1688.ErrNotSent)
			assert.Equal(t, ali1688.RetryAdvice{Retry: gateway.RetryNever, Charged: "no"}, ali1688.RetryOf(err))
			require.ErrorContains(t, err, tt.want)
			assert.Empty(t, gw.Requests())
			require.ErrorIs(t, tt.call(connect(t, gw.URL(), ali1688.WithoutValidation())), ali1688.ErrBadParameter)
			assert.Len(t, gw.Requests(), 1)
		})
	}
}

func connect(t *testing.T, baseURL string, opts ...ali1688.Option) *ali1688.Client {
	t.Helper()
	client, err := ali1688.New("k_of_test", "s_of_test",
		append([]ali1688.Option{ali1688.WithBaseURL(baseURL)}, opts...)...)
	require.NoError(t, err)
	return client
}

func TestBlanksInKeys(t *testing.T) {
	for _, pair := range [][2]string{{"k\n", "s"}, {" k", "s"}, {"k", "s\r\n"}, {"k", "sec ret"}} {
		_, err := ali1688.New(pair[0], pair[1])
		require.ErrorContains(t, err, "has a blank in it")
		assert.NotContains(t, err.Error(), "sec ret")
	}
}

// TestBudget sends as many requests as the budget allows, and begins anew at midnight in Beijing.
func TestBudget(t *testing.T) {
	gw := mock.New(t)
	now := time.Date(2026, 11, 29, 15, 59, 59, 0, time.UTC) // a second before midnight in Beijing
	var crossed []int64
	client := connect(t, gw.URL(), ali1688.WithClock(func() time.Time { return now }), ali1688.WithBudget(apiclient.Budget{
		PerDay: 4, Thresholds: []float64{0.5, 1}, OnThreshold: func(spent, _ int64) { crossed = append(crossed, spent) },
	}))
	get := func() error {
		_, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
		return err
	}
	for range 4 {
		require.NoError(t, get())
	}
	require.ErrorIs(t, get(), apiclient.ErrBudgetSpent)
	require.EqualError(t, get(), "item_get: the budget of the day is spent: 4 of 4 requests; the request was not sent")
	assert.Len(t, gw.Requests(), 4)
	assert.Equal(t, []int64{2, 4}, crossed)
	now = now.Add(time.Second)
	require.NoError(t, get())
	assert.Len(t, gw.Requests(), 5)
}

// TestReserve reads what the gateway reports, and leaves the reserve to others.
func TestReserve(t *testing.T) {
	gw := mock.New(t, mock.WithQuota(mock.Quota{PerDay: 10}))
	client := connect(t, gw.URL(), ali1688.WithBudget(apiclient.Budget{Reserve: 7}))
	_, ok := client.Quota()
	assert.False(t, ok, "nothing is known before the first response")
	get := func() error {
		_, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
		return err
	}
	for range 3 {
		require.NoError(t, get())
	}
	quota, ok := client.Quota()
	assert.True(t, ok)
	assert.Equal(t, int64(7), quota.Left())
	require.ErrorIs(t, get(), apiclient.ErrBudgetSpent)
	assert.Len(t, gw.Requests(), 3)
}

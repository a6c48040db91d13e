package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/mock"
)

// TestMonitor runs over 500 offers of a gateway that fails for every fifth request.
func TestMonitor(t *testing.T) {
	gw := mock.New(t, mock.WithFault(mock.FaultRule{Fault: mock.FaultHTML502, Percent: 20}))
	client, err := ali1688.New("k", "s", ali1688.WithBaseURL(gw.URL()),
		ali1688.WithRetries(&apiclient.Retries{Attempts: 9, Wait: 1, PauseWait: 1, MaxWait: 1, Extra: 500}),
		ali1688.WithLimiter(&apiclient.Limits{All: apiclient.Limit{AtOnce: 4}, Pause: -1}),
		ali1688.WithBudget(apiclient.Budget{PerDay: 1000}))
	require.NoError(t, err)
	var in, out strings.Builder
	for i := range 499 {
		fmt.Fprintln(&in, 610947572360+i)
	}
	fmt.Fprintln(&in, "https://detail.1688.com/offer/681404452407.html")
	fmt.Fprintln(&in, "no offer at all")
	require.NoError(t, monitor(context.Background(), client, strings.NewReader(in.String()), &out))
	rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 501)
	for _, row := range rows {
		if row[0] == "no offer at all" {
			assert.Contains(t, row[3], "the request was not sent")
			continue
		}
		assert.NotEmpty(t, row[2], "%v", row)
		assert.NotContains(t, row[3], "502")
	}
	assert.Less(t, len(gw.Requests()), 750, "about 625: what failed is repeated, and nothing else")
}

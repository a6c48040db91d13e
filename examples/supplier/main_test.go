package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// TestSupplier looks the supplier of an offer up at a gateway that fails for every third request.
func TestSupplier(t *testing.T) {
	flaky := mock.FaultRule{Fault: mock.FaultHTML502, Percent: 33}
	for name, tt := range map[string]struct {
		offer   string
		faults  []mock.FaultRule
		lines   int // of output, at least
		wantErr string
	}{
		"id":      {"610947572360", []mock.FaultRule{flaky}, 3, ""},
		"address": {"https://detail.1688.com/offer/610947572360.html", []mock.FaultRule{flaky}, 3, ""},
		"no other offers": {"610947572360",
			[]mock.FaultRule{{Fault: mock.FaultCode(gateway.CodeNotFound), API: "item_search_shop"}}, 2, ""},
		"gone": {"610947572360", []mock.FaultRule{{Fault: mock.FaultCode(gateway.CodeNotFound)}}, 0, "item_get: "},
		"none": {"no offer", nil, 0, "the request was not sent"},
	} {
		t.Run(name, func(t *testing.T) {
			gw := mock.New(t)
			require.NoError(t, gw.SetFaults(tt.faults...))
			client, err := ali1688.New("k", "s", ali1688.WithBaseURL(gw.URL()),
				ali1688.WithRetries(&apiclient.Retries{Attempts: 9, Wait: 1, PauseWait: 1, MaxWait: 1, Extra: 500}))
			require.NoError(t, err)
			var out strings.Builder
			err = supplier(t.Context(), client, tt.offer, &out)
			if tt.wantErr == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, tt.wantErr)
			}
			assert.GreaterOrEqual(t, strings.Count(out.String(), "\n"), tt.lines, out.String())
		})
	}
}

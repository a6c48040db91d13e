package main

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// TestSearch takes the rows of several pages from a gateway that fails for every fifth request, and ends at the number
// of rows, at the last page, and at an error that does not pass, which names the page.
func TestSearch(t *testing.T) {
	flaky := mock.FaultRule{Fault: mock.FaultHTML502, Percent: 20}
	for name, tt := range map[string]struct {
		words   string
		rows    int64
		page    int64
		faults  []mock.FaultRule
		want    int
		wantErr string
	}{
		"rows":          {"女装", 100, 1, []mock.FaultRule{flaky}, 100, ""},
		"another page":  {"女装", 100, 3, []mock.FaultRule{flaky}, 100, ""},
		"quota used up": {"女装", 100, 7, []mock.FaultRule{{Fault: mock.FaultCode(gateway.CodeQuotaExceeded)}}, 0, "page 7: "},
	} {
		t.Run(name, func(t *testing.T) {
			gw := mock.New(t)
			require.NoError(t, gw.SetFaults(tt.faults...))
			client, err := ali1688.New("k", "s", ali1688.WithBaseURL(gw.URL()),
				ali1688.WithRetries(&apiclient.Retries{Attempts: 9, Wait: 1, PauseWait: 1, MaxWait: 1, Extra: 500}))
			require.NoError(t, err)
			var out strings.Builder
			err = search(t.Context(), client, tt.words, tt.rows, tt.page, &out)
			if tt.wantErr == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, tt.wantErr)
			}
			rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
			require.NoError(t, err)
			assert.Len(t, rows, 1+tt.want)
			seen := map[string]bool{}
			for _, row := range rows[1:] {
				assert.Regexp(t, `^\d{6,}$`, row[0])
				assert.Regexp(t, `^\d+(\.\d+)?$`, row[2])
				seen[row[0]] = true
			}
			assert.Len(t, seen, tt.want, "no row comes twice")
		})
	}
}

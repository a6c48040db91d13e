package record_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/record"
	"github.com/go-ali1688/ali1688/transport"
)

// TestMaxValues records a response of 104 values: the caller gets it in any case, and the verdict depends on the limit.
func TestMaxValues(t *testing.T) {
	body := `{"error_code":"2000","error":"none","more":[` + strings.Repeat("1,", 99) + `1]}`
	fake := transport.Func(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
	})
	for max, want := range map[int]bool{0: false, 104: false, 103: true} {
		refused := false
		recorder, err := record.New(t.TempDir(), record.WithMaxValues(max), record.OnExchange(func(x record.Exchange, err error) {
			require.NoError(t, err)
			for _, f := range x.Findings {
				refused = refused || f.Rule == "too-long"
			}
		}))
		require.NoError(t, err)
		rsp, err := recorder.Transport(fake).RoundTrip(httptest.NewRequest(http.MethodGet, "/1688/cat_get/?cid=0", nil))
		require.NoError(t, err)
		got, err := io.ReadAll(rsp.Body)
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
		assert.Equal(t, body, string(got))
		assert.Equal(t, want, refused, "%d", max)
	}
}

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
		recorder, err := record.New(t.TempDir(), record.WithMaxValues(max),
			record.OnExchange(func(x record.Exchange, err error) {
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

// TestLargeRequest records nothing of a request that is too large to be searched for secrets, and passes it on whole.
func TestLargeRequest(t *testing.T) {
	const size = transport.MaxBody + 10
	arrived := 0
	fake := transport.Func(func(req *http.Request) (*http.Response, error) {
		body, err := io.ReadAll(req.Body)
		arrived = len(body)
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}"))}, err
	})
	var why error
	recorder, err := record.New(t.TempDir(), record.OnExchange(func(x record.Exchange, err error) { why = err }))
	require.NoError(t, err)
	req := httptest.NewRequest(http.MethodPost, "/1688/upload_img/", io.LimitReader(endless{}, size))
	rsp, err := recorder.Transport(fake).RoundTrip(req)
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	assert.Equal(t, size, arrived)
	assert.ErrorIs(t, why, transport.ErrBodyTooLarge)
}

// endless is a body of the letter a.
type endless struct{}

// Read fills p.
func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

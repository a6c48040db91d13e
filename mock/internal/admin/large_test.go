package admin_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// largeForm is a form whose one value has many bytes. It counts the forms that are read at the same time.
type largeForm struct {
	left    int
	started bool
	reading *atomic.Int64
	most    *atomic.Int64
}

func (f *largeForm) Read(p []byte) (int, error) {
	if !f.started {
		f.started = true
		for now := f.reading.Add(1); ; {
			if most := f.most.Load(); now <= most || f.most.CompareAndSwap(most, now) {
				break
			}
		}
	}
	if f.left == 0 {
		f.reading.Add(-1)
		return 0, io.EOF
	}
	n := min(len(p), f.left)
	for i := range n {
		p[i] = 'a'
	}
	f.left -= n
	return n, nil
}

// TestLargeForms sends forms of 31 MiB at once, eight or, in the long form, twenty: four at most are read at the same
// time, and each is answered.
func TestLargeForms(t *testing.T) {
	forms, size := 8, 31<<20
	if mocktest.Soaking {
		forms = 20
	}
	gw, err := mock.NewHandler()
	require.NoError(t, err)
	admin := gw.Admin()
	var reading, most atomic.Int64
	var all sync.WaitGroup
	for range forms {
		all.Go(func() {
			body := io.MultiReader(strings.NewReader("imgcode="), &largeForm{left: size, reading: &reading, most: &most})
			r := httptest.NewRequest(http.MethodPost, "/1688/upload_img/?key=k&secret=s", body)
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			w := httptest.NewRecorder()
			admin.ServeHTTP(w, r)
			assert.Contains(t, w.Body.String(), `"error_code":`)
		})
	}
	all.Wait()
	assert.LessOrEqual(t, most.Load(), int64(4))
	assert.Positive(t, most.Load())
	assert.Zero(t, reading.Load())
}

// TestLargeFormsWaitNoLongerThanTheirCaller ends a request that waits for its turn when its caller is gone. Small
// requests do not wait.
func TestLargeFormsWaitNoLongerThanTheirCaller(t *testing.T) {
	gw, err := mock.NewHandler()
	require.NoError(t, err)
	admin := gw.Admin()
	synctest.Test(t, func(t *testing.T) {
		open := make(chan struct{})
		for range 4 {
			go func() {
				r := httptest.NewRequest(http.MethodPost, "/1688/upload_img/?key=k&secret=s", waiting{open})
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				admin.ServeHTTP(httptest.NewRecorder(), r)
			}()
		}
		synctest.Wait()
		w := httptest.NewRecorder()
		admin.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/1688/cat_get/?key=k&secret=s&cid=0", nil))
		assert.Contains(t, w.Body.String(), `"error_code":"0000"`)

		r := httptest.NewRequestWithContext(gone(t), http.MethodPost, "/1688/upload_img/?key=k&secret=s", waiting{open})
		assert.PanicsWithValue(t, http.ErrAbortHandler, func() { admin.ServeHTTP(httptest.NewRecorder(), r) })
		close(open)
		synctest.Wait()
	})
}

// waiting is a body that ends when a channel is closed.
type waiting struct{ open <-chan struct{} }

func (w waiting) Read([]byte) (int, error) { <-w.open; return 0, io.EOF }

// gone returns the context of a caller that has hung up.
func gone(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

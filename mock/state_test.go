package mock_test

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/internal/mocktest"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// used returns a mock in whose state every member is set.
func used(t *testing.T) *mock.Handler {
	t.Helper()
	h, err := mock.NewHandler(mock.WithRunningClock(mock.NewClock(mocktest.At(), 0)),
		mock.WithFault(mock.FaultRule{Fault: mock.FaultBOM, Times: 1}), mock.WithScenario(orders.StageShipped, "one"))
	require.NoError(t, err)
	for range 2 {
		mocktest.SendRaw(t, h.Transport(), mocktest.Request(t, http.MethodGet, mocktest.SomeOffer, ""))
	}
	return h
}

// TestStateFiles saves a state in a file and loads it, and leaves no other file behind.
func TestStateFiles(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "state.json")
	h := used(t)
	loaded, err := h.LoadFile(name)
	require.NoError(t, err, "a mock that never ran has no file")
	assert.False(t, loaded)
	require.NoError(t, h.SaveFile(name))
	require.NoError(t, h.SaveFile(name), "over the file that is there")
	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, files, 1)
	other, err := mock.NewHandler(mock.WithRunningClock(mock.NewClock(mocktest.At().Add(time.Hour), 0)))
	require.NoError(t, err)
	loaded, err = other.LoadFile(name)
	require.NoError(t, err)
	assert.True(t, loaded)
	assert.Equal(t, h.State(), other.State())

	require.NoError(t, os.WriteFile(name, []byte("{"), 0o600))
	_, err = other.LoadFile(name)
	require.ErrorContains(t, err, "state.json is not a state: ")
	assert.Equal(t, h.State(), other.State(), "nothing has changed")
	_, err = other.LoadFile(folder)
	require.Error(t, err, "a folder")
	require.ErrorIs(t, other.SaveFile(filepath.Join(folder, "no", "state.json")), fs.ErrNotExist)
}

// TestLoadForgetsCachedBodies serves what is in stock in the state that was loaded, not in the one before.
func TestLoadForgetsCachedBodies(t *testing.T) {
	const item = "/1688/item_get/?key=k&secret=s&num_iid=554456348334"
	h, err := mock.NewHandler(mock.WithClock(mocktest.At))
	require.NoError(t, err)
	stock := func(more string) [2]string {
		body := mocktest.Get(t, h.Transport(), item+more)
		return [2]string{body.Text("item.num"), body.Text("cache")}
	}
	before := stock("")[0]
	st := h.State()
	_, refused := h.Orders().Call(orders.Call{API: "alibaba.trade.createCrossOrder", Member: "one",
		Args: jsontext.Value(`{"flow":"general","addressParam":{"addressId":1},"cargoParamList":[
			{"offerId":554456348334,"specId":"b266e0726506185beaf205cbae88530d","quantity":5}]}`)})
	require.Nil(t, refused)
	after := stock("&cache=no")[0]
	require.NotEqual(t, before, after)
	require.Equal(t, [2]string{after, "1"}, stock(""))
	require.NoError(t, h.Load(st))
	assert.Equal(t, [2]string{before, "1"}, stock(""))
}

// TestClockOfState sets the clock of a mock whose clock can be set, and has none otherwise.
func TestClockOfState(t *testing.T) {
	st := used(t).State()
	require.Equal(t, mocktest.At(), st.Clock.UTC())
	h, err := mock.NewHandler(mock.WithClock(mocktest.At))
	require.NoError(t, err)
	require.NoError(t, h.Load(st))
	assert.Nil(t, h.State().Clock)
	clock := mock.NewClock(mocktest.At(), 0)
	h, err = mock.NewHandler(mock.WithRunningClock(clock))
	require.NoError(t, err)
	st.Clock = nil
	require.NoError(t, h.Load(st))
	assert.Equal(t, mocktest.At(), clock.Now().UTC(), "a state without a clock leaves it")
}

// TestReset forgets everything but the options.
func TestReset(t *testing.T) {
	h := used(t)
	st := h.State()
	assert.Equal(t, []any{uint64(2), 1, 1}, []any{st.Calls, st.Rules[0].Done, len(st.Orders.Orders)})
	assert.NotEmpty(t, st.Fetched)
	assert.NotEmpty(t, st.Pushes)
	w := httptest.NewRecorder()
	h.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "http://localhost/__admin/reset", nil))
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	empty, err := mock.NewHandler(mock.WithRunningClock(mock.NewClock(mocktest.At(), 0)))
	require.NoError(t, err)
	assert.Equal(t, empty.State(), h.State())
}

package admin_test

import (
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// adminOf sends requests to the admin endpoints of a mock.
func adminOf(t *testing.T, h *mock.Handler) func(method, path, body string) (int, string) {
	admin := h.Admin()
	return func(method, path, body string) (int, string) {
		t.Helper()
		rec := httptest.NewRecorder()
		req := mocktest.Request(t, method, path, body)
		req.Header.Set("Content-Type", "application/json")
		admin.ServeHTTP(rec, req)
		rsp := rec.Result()
		text, err := io.ReadAll(rsp.Body)
		require.NoError(t, err)
		return rsp.StatusCode, string(text)
	}
}

// TestAdminOrders starts an order, moves it, and sets what restricts orders.
func TestAdminOrders(t *testing.T) {
	start := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	h, err := mock.NewHandler(mock.WithRunningClock(mock.NewClock(start, 0)))
	require.NoError(t, err)
	admin := adminOf(t, h)
	_, made := admin("POST", "/__admin/orders", `{"stage":"half-shipped","member":"one"}`)
	id := regexp.MustCompile(`[0-9]{19}`).FindString(made)
	require.NotEmpty(t, id, made)
	cases := []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"an unknown stage", "POST", "/__admin/orders", `{"stage":"payed"}`, 409,
			`there is no stage "payed"; did you mean paid?`},
		{"an unknown member", "POST", "/__admin/orders", `{"state":"paid"}`, 400, `unknown field "state"`},
		{"move", "PUT", "/__admin/orders/" + id + "/stage", `{"stage":"shipped"}`, 200, ""},
		{"move back", "PUT", "/__admin/orders/" + id + "/stage", `{"stage":"paid"}`, 409, "ORDER_STATUS_ERROR"},
		{"no id", "PUT", "/__admin/orders/x/stage", `{"stage":"paid"}`, 409, `"x" is not an id`},
		{"trace", "POST", "/__admin/orders/" + id + "/trace", `{"remark":"快件滞留"}`, 200, ""},
		{"limits", "PUT", "/__admin/offers/610947572360/limits", `{"most":1}`, 200, ""},
		{"change", "POST", "/__admin/offers/610947572360/change", ``, 204, ""},
		{"change variants", "POST", "/__admin/offers/610947572360/change-variants", ``, 204, ""},
		{"change what is no id", "POST", "/__admin/offers/x/change-variants", ``, 409, `"x" is not an id`},
		{"credit", "PUT", "/__admin/credit", `{"member":"one","limit":100}`, 200, ""},
		{"revoke", "POST", "/__admin/tokens/revoke", `{"token":"dead"}`, 200, ""},
		{"revoke nothing", "POST", "/__admin/tokens/revoke", `{}`, 409, "the token is missing"},
		{"credit of nobody", "PUT", "/__admin/credit", `{"limit":100}`, 409, "a credit has a member and a limit"},
		{"credit without a limit", "PUT", "/__admin/credit", `{"member":"one"}`, 409, "a credit has a member and a limit"},
		{"no freight", "POST", "/__admin/orders/" + id + "/price", `{}`, 409, "the price has a freight"},
		{"no remark", "POST", "/__admin/orders/" + id + "/trace", `null`, 409, "400_1: the remark is empty"},
		{"two objects", "POST", "/__admin/orders", `{"stage":"paid","member":"one"}{}`, 400,
			"the body cannot be read: something follows the JSON object"},
		{"two states", "PUT", "/__admin/state", `{"seed":"1688"}{}`, 400, "the state cannot be loaded: invalid character"},
		{"the clock", "GET", "/__admin/clock", ``, 200, `"now": "2026-09-01T12:00:00Z",
  "speed": 0`},
		{"advance it", "PUT", "/__admin/clock", `{"advance":"36h"}`, 200, "2026-09-03T00:00:00Z"},
		{"set it", "PUT", "/__admin/clock", `{"now":"2027-01-01T00:00:00Z","advance":"1h"}`, 200, "2027-01-01T01:00:00Z"},
		{"no duration", "PUT", "/__admin/clock", `{"advance":"soon"}`, 409, "invalid duration"},
		{"no speed", "PUT", "/__admin/clock", `{"speed":-1}`, 409, "the speed must be from 0 to 100000"},
		{"a time that JSON has not", "PUT", "/__admin/clock", `{"now":"9999-12-31T23:00:00Z","advance":"1h"}`, 500,
			"the response cannot be written: "},
		{"set it back", "PUT", "/__admin/clock", `{"now":"2027-01-01T00:00:00Z"}`, 200, "2027-01-01T00:00:00Z"},
		{"dump", "GET", "/__admin/state", ``, 200, `"快件滞留"`},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			status, body := admin(tt.method, tt.path, tt.body)
			assert.Equal(t, tt.status, status, body)
			assert.Contains(t, body, tt.want)
		})
	}
	st := h.State().Orders
	assert.Equal(t, orders.Limits{Most: 1}, st.Limits[610947572360])
	_, refused := h.Orders().Authorised("dead")
	assert.NotNil(t, refused)
	_, dump := admin("GET", "/__admin/state", "")
	assert.NotContains(t, dump, `"dead"`, "tokens are kept as marks")

	plain, err := mock.NewHandler()
	require.NoError(t, err)
	status, body := adminOf(t, plain)("PUT", "/__admin/clock", `{"advance":"1h"}`)
	assert.Equal(t, 409, status)
	assert.Contains(t, body, "the clock of this mock cannot be set")
}

// TestStateFile writes a state and goes on from it in another mock.
func TestStateFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "state.json")
	start := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	first, err := mock.NewHandler(mock.WithScenario(orders.StagePaid, "one"),
		mock.WithRunningClock(mock.NewClock(start, 0)))
	require.NoError(t, err)
	require.Len(t, first.Started(), 1)
	loaded, err := first.LoadFile(name)
	require.NoError(t, err)
	require.False(t, loaded, "there is no file yet")
	require.NoError(t, first.SaveFile(name))
	require.NoError(t, first.SaveFile(name), "the file may exist")

	second, err := mock.NewHandler(mock.WithRunningClock(mock.NewClock(start.Add(time.Hour), 0)))
	require.NoError(t, err)
	loaded, err = second.LoadFile(name)
	require.NoError(t, err)
	require.True(t, loaded)
	assert.Equal(t, first.State(), second.State(), "the clock, too")
	require.NoError(t, second.Orders().Ship(first.Started()[0]))

	info, err := os.Stat(name)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	left, err := os.ReadDir(filepath.Dir(name))
	require.NoError(t, err)
	assert.Len(t, left, 1, "no temporary file is left")

	require.NoError(t, os.WriteFile(name, []byte("{"), 0o600))
	_, err = second.LoadFile(name)
	require.ErrorContains(t, err, "is not a state")
	require.NoError(t, os.WriteFile(name, []byte(`{"seed":"7"}`), 0o600))
	_, err = second.LoadFile(name)
	require.ErrorContains(t, err, "the state is of seed 7")
	require.Error(t, second.SaveFile(filepath.Join(name, "nowhere")))
}

// TestOptionsAboutOrders refuses options that cannot be right.
func TestOptionsAboutOrders(t *testing.T) {
	cases := []struct {
		option mock.Option
		want   string
	}{
		{mock.WithDialect("page"), `mock: there is no dialect "page"; did you mean pages?`},
		{mock.WithAutomaticOrders(orders.Auto{Pay: -1}), "orders: the times after which orders go on must not be negative"},
		{mock.WithScenario("payed", "one"), `orders: there is no stage "payed"; did you mean paid?`},
		{mock.WithRunningClock(nil), ""},
		{mock.WithDialect(mock.Dialects...), ""},
	}
	for _, tt := range cases {
		_, err := mock.NewHandler(tt.option)
		if tt.want == "" {
			require.NoError(t, err)
			continue
		}
		require.EqualError(t, err, tt.want)
	}
}

// TestAutomaticOrders leaves an order to the clock of a mock.
func TestAutomaticOrders(t *testing.T) {
	clock := mock.NewClock(time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC), 0)
	h, err := mock.NewHandler(mock.WithRunningClock(clock), mock.WithApp(mocktest.AppKey, mocktest.AppSecret),
		mock.WithScenario(orders.StageCreated, "one"),
		mock.WithAutomaticOrders(orders.Auto{Pay: time.Minute, Ship: time.Hour, Receive: time.Hour}))
	require.NoError(t, err)
	look := func() string {
		_, body := mocktest.SignedRequest(t, h, "param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/"+mocktest.AppKey,
			"access_token=one")
		_, rest, _ := strings.Cut(body, `"status":"`)
		status, _, _ := strings.Cut(rest, `"`)
		return status
	}
	for _, want := range []string{"waitbuyerpay", "waitsellersend", "waitbuyerreceive"} {
		assert.Equal(t, want, look())
		clock.Advance(time.Hour)
	}
	clock.Advance(49 * time.Hour)
	assert.Equal(t, "success", look())
}

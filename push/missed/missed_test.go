package missed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/push"
)

// platformSide keeps messages that did not arrive, as the pages describe it: query leaves them, confirm and cursor
// take them away.
type platformSide struct {
	waiting   []int
	requests  []string
	onConfirm func()
}

func (p *platformSide) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	operation := path.Base(path.Dir(r.URL.Path))
	p.requests = append(p.requests, strings.TrimSpace(operation+" "+r.Form.Get("page")))
	size := pageSize
	switch operation {
	case "push.query.messageList":
		page, _ := strconv.Atoi(r.Form.Get("page"))
		from := min((page-1)*size, len(p.waiting))
		to := min(from+size, len(p.waiting))
		fmt.Fprintf(w, `{"pushMessagePage":{"datas":[%s],"totalCount":%d}}`, rows(p.waiting[from:to]), len(p.waiting))
	case "push.cursor.messageList":
		taken := p.waiting[:min(size, len(p.waiting))]
		p.waiting = p.waiting[len(taken):]
		fmt.Fprintf(w, `{"pushMessageList":[%s]}`, rows(taken))
	case "push.message.confirm":
		var ids []int
		_ = json.Unmarshal([]byte(r.Form.Get("msgIdList")), &ids)
		p.waiting = slices.DeleteFunc(p.waiting, func(id int) bool { return slices.Contains(ids, id) })
		fmt.Fprint(w, `{"isSuccess":true}`)
		if p.onConfirm != nil {
			p.onConfirm()
		}
	}
}

func rows(ids []int) string {
	var out []string
	for _, id := range ids {
		out = append(
			out,
			`{"msgId":`+strconv.Itoa(id)+`,"type":"X","userInfo":1,"gmtBorn":1,"data":{},"topicName":"X"}`,
		)
	}
	return strings.Join(out, ",")
}

// start returns a client of a platform where n messages wait, and a receiver whose callback fails for some ids.
func start(t *testing.T, n int, fails func(id string) bool, opts ...openplatform.Option) (
	*platformSide, *openplatform.Client, *push.Receiver, *[]string,
) {
	t.Helper()
	p := new(platformSide)
	for id := range n {
		p.waiting = append(p.waiting, id+1)
	}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	client, err := openplatform.New("1000000", "secret", append(opts, openplatform.WithBaseURL(server.URL))...)
	require.NoError(t, err)
	got := new([]string)
	receiver, err := push.New(push.Config{Secret: "secret", Callbacks: push.Callbacks{
		Other: func(_ context.Context, m *push.Message) error {
			if fails(m.ID) {
				return errors.New("no")
			}
			*got = append(*got, m.ID)
			return nil
		}}})
	require.NoError(t, err)
	return p, client, receiver, got
}

func never(string) bool { return false }

// TestQuery confirms what was done, in pages that shrink by it, and leaves what failed.
func TestQuery(t *testing.T) {
	firstPage := func(id string) bool { n, _ := strconv.Atoi(id); return n <= pageSize }
	cases := []struct {
		name    string
		waiting int
		fails   func(string) bool
		done    int
		left    int
		want    []string
	}{
		{"none", 0, never, 0, 0, []string{"push.query.messageList 1"}},
		{"one page", 3, never, 3, 0, []string{"push.query.messageList 1", "push.message.confirm"}},
		{"two pages", pageSize + 1, never, pageSize + 1, 0, []string{"push.query.messageList 1", "push.message.confirm",
			"push.query.messageList 1", "push.message.confirm"}},
		{
			"a page that fails",
			pageSize + 1,
			firstPage,
			1,
			pageSize,
			[]string{"push.query.messageList 1", "push.query.messageList 2",
				"push.message.confirm"},
		},
		{"all fail", 2, func(string) bool { return true }, 0, 2, []string{"push.query.messageList 1"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, client, receiver, got := start(t, c.waiting, c.fails)
			done, err := Query(t.Context(), client, receiver, Filter{})
			if c.left > 0 {
				require.ErrorIs(t, err, ErrNotDone)
			} else {
				require.NoError(t, err)
			}
			assert.Equal(t, c.done, done)
			assert.Len(t, *got, c.done)
			assert.Len(t, p.waiting, c.left)
			assert.Equal(t, c.want, p.requests)
		})
	}
}

// TestQueryWithCache asks the platform itself again after it confirmed a page, whatever the client keeps.
func TestQueryWithCache(t *testing.T) {
	cached := openplatform.WithResponseCache(apiclient.Cache{Default: time.Hour})
	p, client, receiver, _ := start(t, pageSize+1, never, cached, openplatform.WithStrictDecoding())
	confirmed := 0
	ctx, cancel := context.WithCancel(t.Context())
	p.onConfirm = func() {
		if confirmed++; confirmed > 2 {
			cancel() // or a query of a cache would not end
		}
	}
	done, err := Query(ctx, client, receiver, Filter{})
	require.NoError(t, err)
	assert.Equal(t, pageSize+1, done)
	assert.Empty(t, p.waiting)
}

// TestUnreadable counts every message that nobody can read.
func TestUnreadable(t *testing.T) {
	receiver, err := push.New(push.Config{Secret: "secret"})
	require.NoError(t, err)
	failed := map[string]bool{}
	page := []jsontext.Value{jsontext.Value(`{"msgId":1}`), jsontext.Value(`{"msgId":2}`), jsontext.Value(`7`)}
	assert.Empty(t, handle(t.Context(), receiver, page, failed))
	assert.Len(t, failed, 3)
}

// TestAgain hands on nothing twice: what came by HTTP is confirmed and not done again.
func TestAgain(t *testing.T) {
	p, client, receiver, got := start(t, 3, never)
	require.NoError(t, receiver.Receive(t.Context(), []byte(rows([]int{2}))))
	done, err := Query(t.Context(), client, receiver, Filter{})
	require.NoError(t, err)
	assert.Equal(t, 3, done)
	assert.Equal(t, []string{"2", "1", "3"}, *got)
	assert.Empty(t, p.waiting)
}

// TestCursor takes all messages, and names those that are lost with it.
func TestCursor(t *testing.T) {
	p, client, receiver, got := start(t, pageSize+2, func(id string) bool { return id == "2" },
		openplatform.WithStrictDecoding())
	var lost []string
	done, err := Cursor(t.Context(), client, receiver, Filter{Topic: "X", From: time.UnixMilli(1)},
		func(message []byte, err error) {
			require.ErrorIs(t, err, push.ErrCallback)
			lost = append(lost, string(message))
		})
	require.NoError(t, err)
	assert.Equal(t, pageSize+1, done)
	assert.Len(t, *got, pageSize+1)
	assert.Equal(t, []string{rows([]int{2})}, lost)
	assert.Empty(t, p.waiting)
	assert.Len(t, p.requests, 3)
}

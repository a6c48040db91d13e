package admin

import (
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	"github.com/stretchr/testify/assert"
)

func TestJournal(t *testing.T) {
	var m Journal
	note := func(query, form string) {
		m.Received(httptest.NewRequest("POST", "/", nil),
			&exchange.Call{Platform: "1688", API: "upload_img", Query: exchange.ParseArgs(query),
				Form: exchange.ParseArgs(form)})
	}
	note("key=k3y-of-nobody", "imgcode="+strings.Repeat("A", 1<<20))
	got := m.latest(maxNotes)
	assert.Equal(t, "REDACTED", got[0].Query.Get("key"))
	assert.Regexp(t, `^A{200}…\(1048576 bytes\)$`, got[0].Form.Get("imgcode"), "an image is not kept")

	for n := range maxNotes + 5 {
		note("page="+strconv.Itoa(n), "")
	}
	got = m.latest(maxNotes)
	assert.Len(t, got, maxNotes)
	assert.Equal(t, "5", got[0].Query.Get("page"), "the oldest that is kept")
	assert.Equal(t, "1004", got[maxNotes-1].Query.Get("page"))
	m.clear()
	assert.Empty(t, m.latest(maxNotes))
	assert.Zero(t, m.size)
}

// TestJournalBytes notes requests that are large in every way, and looks at what is kept.
func TestJournalBytes(t *testing.T) {
	for name, large := range map[string]func() *exchange.Call{
		"a query": func() *exchange.Call {
			return &exchange.Call{Query: exchange.ParseArgs("x=" + strings.Repeat("y", 900<<10))}
		},
		"many parameters": func() *exchange.Call {
			var all strings.Builder
			for i := range exchange.MaxArgs {
				all.WriteString("&" + strings.Repeat("n", 900) + strconv.Itoa(i) + "=v")
			}
			return &exchange.Call{Query: exchange.ParseArgs(all.String())}
		},
		"a file":     func() *exchange.Call { return &exchange.Call{Files: map[string][]byte{"image": make([]byte, 1<<20)}} },
		"deviations": func() *exchange.Call { return &exchange.Call{Deviations: make([]exchange.Deviation, 100_000)} },
		"just too small": func() *exchange.Call {
			return &exchange.Call{Query: exchange.ParseArgs("x=" + strings.Repeat("y", largeRequest-1000))}
		},
	} {
		t.Run(name, func(t *testing.T) {
			var m Journal
			c := large()
			for range 300 {
				m.Received(httptest.NewRequest("GET", "/", nil), c)
			}
			assert.LessOrEqual(t, m.size, journalBytes)
			assert.NotEmpty(t, m.latest(maxNotes))
			sum := 0
			for _, r := range m.latest(maxNotes) {
				sum += requestSize(&r)
			}
			assert.LessOrEqual(t, sum, journalBytes, "of what is shown")
		})
	}
}

// TestJournalLatest lists the last requests only.
func TestJournalLatest(t *testing.T) {
	var m Journal
	for n := range 5 {
		m.Received(httptest.NewRequest("GET", "/", nil), &exchange.Call{Query: exchange.ParseArgs("page=" + strconv.Itoa(n))})
	}
	got := m.latest(2)
	assert.Len(t, got, 2)
	assert.Equal(t, "3", got[0].Query.Get("page"))
	assert.Len(t, m.latest(9), 5)
}

// TestJournalDropsFiles keeps no file of a body.
func TestJournalDropsFiles(t *testing.T) {
	var m Journal
	c := &exchange.Call{Files: map[string][]byte{"image": make([]byte, 1<<20)}}
	released := make(chan bool, 1)
	runtime.AddCleanup(c, func(released chan bool) { released <- true }, released)
	m.Received(httptest.NewRequest("POST", "/", nil), c)
	for range 10 {
		runtime.GC()
	}
	select {
	case <-released:
	case <-time.After(10 * time.Second):
		t.Error("the journal keeps a file")
	}
	assert.Len(t, m.latest(maxNotes), 1)
}

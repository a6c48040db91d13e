package mock

import (
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestJournal(t *testing.T) {
	var m journal
	note := func(query, form string) {
		m.called(httptest.NewRequest("POST", "/", nil), &call{platform: "1688", api: "upload_img", query: parseArgs(query), form: parseArgs(form)})
	}
	note("key=k3y-of-nobody", "imgcode="+strings.Repeat("A", 1<<20))
	got := m.list()
	assert.Equal(t, "REDACTED", got[0].Query.Get("key"))
	assert.Regexp(t, `^A{200}…\(1048576 bytes\)$`, got[0].Form.Get("imgcode"), "an image is not kept")

	for n := range remembered + 5 {
		note("page="+strconv.Itoa(n), "")
	}
	got = m.list()
	assert.Len(t, got, remembered)
	assert.Equal(t, "5", got[0].Query.Get("page"), "the oldest that is kept")
	assert.Equal(t, "1004", got[remembered-1].Query.Get("page"))
	m.clear()
	assert.Empty(t, m.list())
	assert.Zero(t, m.size)
}

// TestJournalBytes notes requests that are large in every way, and looks at what is kept.
func TestJournalBytes(t *testing.T) {
	for name, large := range map[string]func() *call{
		"a query": func() *call { return &call{query: parseArgs("x=" + strings.Repeat("y", 900<<10))} },
		"many parameters": func() *call {
			var all strings.Builder
			for i := range maxArgs {
				all.WriteString("&" + strings.Repeat("n", 900) + strconv.Itoa(i) + "=v")
			}
			return &call{query: parseArgs(all.String())}
		},
		"a file":         func() *call { return &call{files: map[string][]byte{"image": make([]byte, 1<<20)}} },
		"deviations":     func() *call { return &call{deviations: make([]Deviation, 100_000)} },
		"just too small": func() *call { return &call{query: parseArgs("x=" + strings.Repeat("y", largeRequest-1000))} },
	} {
		t.Run(name, func(t *testing.T) {
			var m journal
			c := large()
			for range 300 {
				m.called(httptest.NewRequest("GET", "/", nil), c)
			}
			assert.LessOrEqual(t, m.size, journalBytes)
			assert.NotEmpty(t, m.list())
			sum := 0
			for _, r := range m.list() {
				sum += r.size()
			}
			assert.LessOrEqual(t, sum, journalBytes, "of what is shown")
		})
	}
}

// TestJournalLatest lists the last requests only.
func TestJournalLatest(t *testing.T) {
	var m journal
	for n := range 5 {
		m.called(httptest.NewRequest("GET", "/", nil), &call{query: parseArgs("page=" + strconv.Itoa(n))})
	}
	got := m.latest(2)
	assert.Len(t, got, 2)
	assert.Equal(t, "3", got[0].Query.Get("page"))
	assert.Len(t, m.latest(9), 5)
}

// TestJournalDropsFiles keeps no file of a body.
func TestJournalDropsFiles(t *testing.T) {
	var m journal
	c := &call{files: map[string][]byte{"image": make([]byte, 1<<20)}}
	released := make(chan bool, 1)
	runtime.AddCleanup(c, func(released chan bool) { released <- true }, released)
	m.called(httptest.NewRequest("POST", "/", nil), c)
	for range 10 {
		runtime.GC()
	}
	select {
	case <-released:
	case <-time.After(10 * time.Second):
		t.Error("the journal keeps a file")
	}
	assert.Len(t, m.list(), 1)
}

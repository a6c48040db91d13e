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

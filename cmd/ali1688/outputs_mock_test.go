package main

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// quietTest is a test that takes the mock's errors about odd requests, which this one is about.
type quietTest struct{ *testing.T }

// Errorf notes the error without failing.
func (q quietTest) Errorf(format string, args ...any) { q.Logf(format, args...) }

func journalOf(t *testing.T, rows []plant) string {
	var logged bytes.Buffer
	g := mock.New(quietTest{t},
		mock.WithLogger(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	rsp, err := http.DefaultClient.Do(request(t, g.URL(), "form", rows))
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	require.Len(t, g.Requests(), 1)
	return logged.String() + fmt.Sprintf("%+v", g.Requests())
}

// adminOf returns what the mock of the command, with --log, tells over HTTP and in its log.
func adminOf(t *testing.T, rows []plant) string {
	var all bytes.Buffer
	m := mocker{log: true, maxValues: 1 << 18}
	_, handler, err := m.handler(&all)
	require.NoError(t, err)
	server := httptest.NewServer(handler)
	defer server.Close()
	for _, kind := range []string{"query", "form", "multipart", "json"} {
		rsp, err := http.DefaultClient.Do(request(t, server.URL, kind, rows))
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
	}
	for _, path := range []string{"/__admin/requests", "/__admin/state"} {
		rsp, err := http.Get(server.URL + path)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, rsp.StatusCode, path)
		text, err := io.ReadAll(rsp.Body)
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
		all.Write(text)
	}
	return all.String()
}

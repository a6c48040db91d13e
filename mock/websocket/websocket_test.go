package websocket_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	coder "github.com/coder/websocket"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/websocket"
)

// TestAccept carries texts both ways until the connection is closed.
func TestAccept(t *testing.T) {
	taken := make(chan mock.Socket, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if socket, err := websocket.Accept(w, r); assert.NoError(t, err) {
			taken <- socket
		}
	}))
	defer server.Close()
	client, _, err := coder.Dial(t.Context(), server.URL, nil)
	require.NoError(t, err)
	defer func() { _ = client.CloseNow() }()
	socket := <-taken
	require.NoError(t, client.Write(t.Context(), coder.MessageText, []byte("你好")))
	text, err := socket.Read(t.Context())
	require.NoError(t, err)
	assert.Equal(t, "你好", string(text))
	require.NoError(t, socket.Write(t.Context(), []byte(`{"type":"CLOSE"}`)))
	kind, text, err := client.Read(t.Context())
	require.NoError(t, err)
	assert.Equal(t, coder.MessageText, kind, "a text, as the platform sends it")
	assert.Equal(t, `{"type":"CLOSE"}`, string(text))
	require.NoError(t, socket.Close())
	_, _, err = client.Read(t.Context())
	require.Error(t, err)
	_, err = socket.Read(t.Context())
	assert.Error(t, err)
}

// TestAcceptRefuses a request that is not for a WebSocket.
func TestAcceptRefuses(t *testing.T) {
	w := httptest.NewRecorder()
	socket, err := websocket.Accept(w, httptest.NewRequest(http.MethodGet, "/websocket", nil))
	require.Error(t, err)
	assert.Nil(t, socket)
	assert.Equal(t, http.StatusUpgradeRequired, w.Code)
}

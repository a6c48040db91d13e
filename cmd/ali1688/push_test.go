package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/push"
)

const sentMessage = `{"bizKey":"2251947542517135493","data":{"buyerMemberId":"b2b-2217412139","currentStatus":"waitsellersend",` +
	`"orderId":2237938826932135493,"sellerMemberId":"b2b-22121303400","msgSendTime":"2024-08-09 09:44:24"},"gmtBorn":1723167864904,` +
	`"msgId":92705609220,"type":"ORDER_BUYER_VIEW_ORDER_PAY","userInfo":"b2b-2217412139"}`

func pushEnv(name string) string {
	return map[string]string{"ALI1688_APP_KEY": "1000000", "ALI1688_APP_SECRET": "the-secret-of-the-app"}[name]
}

// TestPushReplay prints a message without personal data, and sends what was printed to a receiver that takes it.
func TestPushReplay(t *testing.T) {
	var out, errs bytes.Buffer
	e := &env{streams: streams{out: &out, err: &errs}, ctx: t.Context(), account: accountOf(pushEnv)}
	m, err := push.Parse([]byte(sentMessage))
	require.NoError(t, err)
	require.NoError(t, new(pusher).print(e, m))
	assert.Contains(t, errs.String(), "ORDER_BUYER_VIEW_ORDER_PAY 92705609220: conforms")
	line := out.String()
	for _, id := range []string{"2237938826932135493", "92705609220", "1723167864904"} {
		assert.Contains(t, line, id, "ids of things stay")
	}
	assert.NotContains(t, line, "b2b-2217412139")
	assert.NotContains(t, line, "b2b-22121303400")

	file := filepath.Join(t.TempDir(), "messages.ndjson")
	require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
	var got []string
	receiver, err := push.New(push.Config{Secret: pushEnv("ALI1688_APP_SECRET"), Keep: 1 << 62, Callbacks: push.Callbacks{
		Other: func(_ context.Context, m *push.Message) error { got = append(got, m.String()); return nil }}})
	require.NoError(t, err)
	server := httptest.NewServer(receiver)
	t.Cleanup(server.Close)
	out.Reset()
	errs.Reset()
	run := func(args ...string) int {
		return run(
			t.Context(),
			append([]string{"push"}, args...),
			streams{in: strings.NewReader(""), out: &out, err: &errs},
			pushEnv,
		)
	}
	assert.Equal(t, exitFine, run("replay", "--url", server.URL, file), errs.String())
	assert.Equal(t, []string{"ORDER_BUYER_VIEW_ORDER_PAY 92705609220"}, got)
	assert.Contains(t, errs.String(), "HTTP 200 SUCCESS")
	assert.Equal(t, exitFine, run("replay", "--url", server.URL, file))
	assert.Len(t, got, 1, "done already")

	server.Config.Handler = http.NotFoundHandler()
	assert.Equal(t, exitFindings, run("replay", "--url", server.URL, file))
	for _, wrong := range [][]string{{}, {"play"}, {"listen", "x"}, {"replay", file}, {"replay", "--url", "x", file},
		{"replay", "--url", server.URL}} {
		assert.Equal(t, exitUsage, run(wrong...), wrong)
	}
	assert.NotContains(t, errs.String()+out.String(), "the-secret-of-the-app")
}

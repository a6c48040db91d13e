package transport_test

import (
	"bufio"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

func TestOneLine(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"plain":                         {"订单状态错误", "订单状态错误"},
		"nothing":                       {"", ""},
		"only blanks":                   {" \n\t ", ""},
		"lines":                         {"\r\n a\r\n\tb\n", "a b"},
		"a forged line of a log":        {"x\nlevel=INFO msg=paid", "x level=INFO msg=paid"},
		"a color":                       {"\x1b[31mred\x1b[0m", "[31mred [0m"},
		"C1 controls":                   {"a\u009b31mb\u0085c", "a 31mb c"},
		"NUL and DEL":                   {"a\x00b\x7fc", "a b c"},
		"line and paragraph separators": {"a\u2028b\u2029c", "a b c"},
		"text that turns around":        {"a\u202eb\u2066c\u200bd", "a b c d"},
		"not UTF-8":                     {"a\xffb", "a\ufffdb"},
		"an ideographic space":          {"a\u3000\u3000b", "a b"},
		"as long as may be":             {strings.Repeat("长", 500), strings.Repeat("长", 500)},
		"one longer":                    {strings.Repeat("长", 501), strings.Repeat("长", 499) + "…"},
		"a megabyte":                    {strings.Repeat("a ", 1<<19), strings.TrimSpace(strings.Repeat("a ", 250)) + "…"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, transport.OneLine(c.text))
		})
	}
}

// TestLongErrors has a server whose first line is no status line, which net/http quotes.
func TestLongErrors(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = server.Close() }()
	go func() {
		c, err := server.Accept()
		if err != nil {
			return
		}
		_, _ = http.ReadRequest(bufio.NewReader(c)) // what is left unread at the close resets the connection
		_, _ = c.Write([]byte("SSH-2.0-\x1b[31m" + strings.Repeat("长", 100_000) + "\r\n"))
		_ = c.Close()
	}()
	client := &http.Client{Transport: transport.Gateway(nil,
		transport.Config{Key: loose.SecretOf("k"), Secret: loose.SecretOf("s")})}
	rsp, err := client.Get("http://" + server.Addr().String())
	if !assert.Error(t, err) {
		_ = rsp.Body.Close()
	}
	assert.Contains(t, err.Error(), "malformed HTTP response")
	assert.Less(t, len([]rune(err.Error())), 600)
	assert.NotContains(t, err.Error(), "\x1b")
}

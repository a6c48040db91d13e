package transport_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

func TestClean(t *testing.T) {
	const object = `{"a":"女装","b":[{}]}`
	cases := []struct{ name, body, want string }{
		{"clean", object, object},
		{"space around", " \n" + object + "\r\n", object},
		{"byte order mark", "\xef\xbb\xbf" + object, object},
		{"notice before", "\nWarning: mysql_connect() in /www/core.php on line 507 \n" + object, object},
		{"notice after", object + "<br />\n<b>Deprecated</b>: {old}", object},
		{"both", "Notice: x\n" + object + "\nNotice: y", object},
		{"page with braces", "<html><script>var a={}</script>", "<html><script>var a={}</script>"},
		{"two objects", object + object, object + object},
		{"cut", object[:9], object[:9]},
		{"cut behind a notice", "Warning: x " + object[:9], "Warning: x " + object[:9]},
		{"list", "[1]", "[1]"},
		{"nothing", "", ""},
		{"gbk", `{"a":"` + "\xb9\xd9\xcd\xf8\xb6\xe0\xc7\xd7" + `"}`, `{"a":"官网多亲"}`},
		{"no encoding at all", "{\"a\":\"\xff\xff\"}", "{\"a\":\"\xff\xff\"}"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, string(transport.Clean([]byte(c.body))))
		})
	}
}

func FuzzClean(f *testing.F) {
	f.Add([]byte("Warning: x {}"))
	f.Add([]byte("\xef\xbb\xbf{\"a\":\"\xb9\xd9\"}"))
	f.Fuzz(func(t *testing.T, body []byte) {
		once := transport.Clean(body)
		if again := transport.Clean(once); !bytes.Equal(once, again) {
			t.Errorf("got %q, then %q", once, again)
		}
	})
}

// TestBodyTooLarge reads no further than it must.
func TestBodyTooLarge(t *testing.T) {
	endless := transport.Func(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(zeros{})}, nil
	})
	req, err := http.NewRequest(http.MethodGet, "http://gateway.test/1688/item_get/", strings.NewReader(""))
	require.NoError(t, err)
	_, err = transport.Gateway(endless,
		transport.Config{Key: loose.SecretOf("k"), Secret: loose.SecretOf("s")}).RoundTrip(req)
	assert.ErrorIs(t, err, transport.ErrBodyTooLarge)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

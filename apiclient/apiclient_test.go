package apiclient_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

func TestAddress(t *testing.T) {
	const form = "the base URL must be scheme://host[:port], such as http://127.0.0.1:1688"
	for base, want := range map[string]string{
		"https://api-gw.onebound.cn":  "https://api-gw.onebound.cn/1688/",
		"https://api-gw.onebound.cn/": "https://api-gw.onebound.cn/1688/",
		"http://127.0.0.1:1688":       "http://127.0.0.1:1688/1688/",
		"https://proxy.example/a/b/":  "https://proxy.example/a/b/1688/",
		"https://api-gw.onebound.cn/1688": "the base URL must be scheme://host[:port], without /1688, which the client " +
			"appends",
		"https://api-gw.onebound.cn/1688//": "the base URL must be scheme://host[:port], without /1688, which the client " +
			"appends",
		"api-gw.onebound.cn":         form,
		"ftp://host":                 form,
		"https://user:password@host": form,
		"https://host?key=1":         form,
		"https://host/?":             form,
		"https://host#a":             form,
		"https://ho st":              form,
		"":                           form,
	} {
		c := apiclient.DefaultConfig(base)
		got, err := c.Address("1688")
		if err != nil {
			got = err.Error()
		}
		assert.Equal(t, want, got, base)
	}
}

func TestUserAgent(t *testing.T) {
	assert.Regexp(t, `^ali1688-go/\S+ \(\+https://github\.com/go-ali1688/ali1688\)$`, apiclient.UserAgent())
	for text, ok := range map[string]bool{"": true, "shop/1.2 (+https://shop.example)": true, "a\r\nKey: b": false,
		"店": false} {
		assert.Equal(t, ok, apiclient.CheckUserAgent(text) == nil, "%q", text)
	}
}

// TestSender sends no redirect on, and the configured User-Agent.
func TestSender(t *testing.T) {
	for agent, want := range map[string]string{"": apiclient.UserAgent(), "shop/1.2": "shop/1.2"} {
		var got []string
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			got = append(got, r.UserAgent())
			http.Redirect(w, r, "/elsewhere", http.StatusFound)
		}))
		defer server.Close()
		c := apiclient.DefaultConfig(server.URL)
		c.UserAgent = agent
		rsp, err := c.HTTPClient(transport.OpenPlatform(c.Base(), c.Wire())).Get(server.URL)
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
		assert.Equal(t, http.StatusFound, rsp.StatusCode)
		assert.Equal(t, []string{want}, got)
	}
}

func TestDecode(t *testing.T) {
	respond := func(status int, body string) *http.Response {
		return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"text/html"}},
			Body: io.NopCloser(strings.NewReader(body))}
	}
	var got struct{ A loose.Int }
	body, unread, err := apiclient.Decode(loose.Decoder{}, respond(200, `{"A":"7","B":1}`), &got)
	require.NoError(t, err)
	assert.JSONEq(t, `{"A":"7","B":1}`, string(body))
	assert.Empty(t, unread)
	assert.Equal(t, "7", got.A.String())
	for name, tt := range map[string]struct {
		rsp  *http.Response
		want string
	}{
		"not JSON": {respond(200, "<p>planted"), "HTTP 200 response of 10 bytes cannot be read: "},
		"bad status": {respond(500, `{}`),
			"HTTP 500 response of 2 bytes cannot be read: the API responds with HTTP 200 only"},
	} {
		_, _, err := apiclient.Decode(loose.Decoder{}, tt.rsp, &got)
		var unreadable *apiclient.BodyError
		require.ErrorAs(t, err, &unreadable, name)
		assert.ErrorContains(t, err, tt.want)
		assert.Equal(t, "text/html", unreadable.ContentType)
		assert.NotContains(t, fmt.Sprintf("%#v", err), "planted")
	}
}

// TestPool makes 400 requests by eight workers over a few times as many connections at most. net/http may dial one more
// while another becomes idle; with its own limit of two idle connections a host it dials for most requests.
func TestPool(t *testing.T) {
	var opened atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				c := apiclient.DefaultConfig(server.URL) // a client for each request: they share the connections
				rsp, err := c.HTTPClient(transport.OpenPlatform(c.Base(), c.Wire())).Get(server.URL)
				if assert.NoError(t, err) {
					assert.NoError(t, rsp.Body.Close())
				}
			}
		})
	}
	all.Wait()
	assert.LessOrEqual(t, opened.Load(), int64(40), "net/http alone opens some 150")
}

// TestOwnTransport leaves a Transport of the user's, and one in place of the standard one, as it is.
func TestOwnTransport(t *testing.T) {
	own := &http.Transport{}
	c := apiclient.Config{Client: &http.Client{Transport: own}}
	assert.Same(t, own, c.Base())
}

// TestCheckParameters has what the tables of the document do not: files where images belong.
func TestCheckParameters(t *testing.T) {
	for name, tt := range map[string]struct {
		api    string
		values url.Values
		want   string
	}{
		"allowed": {"item_get", url.Values{"num_iid": {"1"}}, ""},
		"a URL as an id": {"item_get", url.Values{"num_iid": {"https://a"}},
			"item_get: the parameter num_iid must be text that matches"},
		"unknown operation": {"of_an_edition", url.Values{"num_iid": {"https://a"}}, ""},
		"an image":          {"upload_img", url.Values{"imgcode": {"iVBORw0KGgo="}}, ""},
		"an image as a URI": {"upload_img", url.Values{"imgcode": {"data:image/png;base64,iVBORw0KGgo="}}, ""},
		"the name of a file": {"img2text", url.Values{"imgcode": {"nofile.png"}},
			"img2text: imgcode must be the image in base64"},
		"a file of curl": {"upload_img", url.Values{"imgcode": {"@nofile"}},
			"upload_img: imgcode must be the image in base64"},
		"its address": {"upload_img", url.Values{"imgcode": {"https://a.test/b.jpg"}},
			"upload_img: imgcode must be the image in base64"},
		"a file as its id": {"item_search_img", url.Values{"imgid": {"@pic.png"}},
			"item_search_img: imgid must be the name that upload_img returned"},
		"an address as id": {"item_search_img", url.Values{"imgid": {"https://cbu01.alicdn.com/a.jpg"}}, ""},
	} {
		err := apiclient.CheckParameters(tt.api, tt.values)
		if tt.want == "" {
			require.NoError(t, err, name)
			continue
		}
		require.ErrorContains(t, err, tt.want, name)
		require.ErrorIs(t, err, apiclient.ErrNotSent, name)
	}
}

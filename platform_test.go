package ali1688_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

// closedPlatform is a gateway that refuses the platform 1688 and serves 1688global. It notes the paths of requests.
type closedPlatform struct {
	code, text string
	asked      []string
}

func (g *closedPlatform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.asked = append(g.asked, r.URL.Path)
	if strings.HasPrefix(r.URL.Path, "/1688/") {
		_, _ = fmt.Fprintf(w, `{"error":%q,"reason":"","error_code":%q,"success":0}`, g.text, g.code)
		return
	}
	_, _ = fmt.Fprint(w, `{"item":{"num_iid":"610947572360","title":"裤子","price":"1"},"error_code":"0000"}`)
}

// TestFallbackPlatform makes a call twice on a platform that is refused: the first call asks both platforms, the second
// one that which works. What the account is refused for another reason stays.
func TestFallbackPlatform(t *testing.T) {
	const first, second = "/1688/item_get/", "/1688global/item_get/"
	cases := map[string]struct {
		code, text string
		want       []string // the paths of both calls
	}{
		"stopped":               {"4006", "接口已停用", []string{first, second, second}},
		"not added":             {"4012", "Please add api first", []string{first, second, second}},
		"not in the plan":       {"4005", "1688无权访问, 请开通接口", []string{first, second, second}},
		"a wrong key":           {"4005", "密钥错误,无权限访问", []string{first, first}},
		"a used-up quota":       {"4005", "Key[k]已超量", []string{first, first}},
		"an offer that is gone": {"2000", "item-not-found", []string{first, first}},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			server := &closedPlatform{code: tt.code, text: tt.text}
			http := httptest.NewServer(server)
			defer http.Close()
			client := connect(t, http.URL, ali1688.WithFallbackPlatform("1688global"))
			var info apiclient.CallInfo
			for range 2 {
				answer, err := client.ItemGet(apiclient.WithCallInfo(t.Context(), &info),
					&gateway.ItemGetParams{NumIID: "610947572360"})
				if len(tt.want) == 2 {
					assert.True(t, ali1688.IsCode(err, tt.code), "%v", err)
					assert.Empty(t, info.Platform)
					continue
				}
				require.NoError(t, err)
				assert.Equal(t, "裤子", answer.Item.Title)
				assert.Equal(t, "1688global", info.Platform)
			}
			assert.Equal(t, tt.want, server.asked)
			_, err := client.Custom(t.Context(), &gateway.CustomParams{Method: ali1688.Ptr("a/b"), OArgs: ali1688.Ptr("{}")})
			require.Error(t, err)
			assert.Equal(t, "/1688/custom/", server.asked[len(server.asked)-1], "custom stays")
		})
	}
	for _, platform := range []string{"1688", "a/b"} {
		_, err := ali1688.New("k", "s", ali1688.WithFallbackPlatform(platform))
		require.ErrorContains(t, err, "platform must be", platform)
	}
}

package gatewayapi_test

import (
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// script returns a call of every operation, and some more, in a fixed order.
func script() [][]string {
	random := rand.New(rand.NewPCG(5, 5))
	var out [][]string
	for range 12 {
		id := strconv.FormatUint(450_000_000_000+random.Uint64N(540_000_000_000), 10)
		sid := "b2b-" + strconv.FormatUint(2_200_000_000_000+random.Uint64N(8_000_000_000), 10) + "ab12"
		q := mocktest.Queries[random.IntN(len(mocktest.Queries))]
		out = append(out,
			[]string{"item_get", "num_iid", id}, []string{"item_get_pro", "num_iid", id},
			[]string{"item_get_app", "num_iid", id},
			[]string{"item_get_specifications", "num_iid", id}, []string{"item_cat_get", "num_iid", id},
			[]string{"item_review", "num_iid", id, "user_id", "1", "nick", "x"},
			[]string{"item_fee", "num_iid", id, "area_id", "510100"},
			[]string{"item_search_peerbuy", "num_iid", id, "sid", sid},
			[]string{"item_password", "word", "https://qr.1688.com/share.html?x=" + id},
			[]string{"item_search", "q", q}, []string{"item_search_new", "q", q}, []string{"item_search_factory", "q", q},
			[]string{"item_search_seller", "q", q}, []string{"item_search_suggest", "q", q},
			[]string{"item_search_img", "imgid", "https://example.com/" + id},
			[]string{"item_search_best", "rankid", id, "rank_type", "complex"},
			[]string{"item_search_shop", "seller_nick", sid}, []string{"seller_info", "sid", sid},
			[]string{"item_get_shop", "sid", sid},
			[]string{"item_get_hy", "sid", sid}, []string{"item_get_company", "sid", sid},
			[]string{"item_get_factory", "sid", sid},
			[]string{"item_get_strength", "sid", sid}, []string{"item_get_contact", "sid", sid}, []string{"cat_get", "cid", "0"},
			[]string{"upload_img", "imgcode", id}, []string{"img2text", "imgcode", id}, []string{"buyer_order_list"},
			[]string{"custom", "method", "com.alibaba.trade/alibaba.trade.addresscode.parse", "_o_args",
				`{"addressInfo":"网商路699号"}`},
		)
	}
	return out
}

// TestEverythingConforms validates responses of all operations against the document: of several seeds, on both
// platforms, in three languages, fresh and from the cache.
func TestEverythingConforms(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(4) {
		a := mocktest.NewAsker(t, mock.WithSeed(seed))
		for i, call := range script() {
			seen[call[0]] = true
			pairs := append(call[1:], "lang", []string{"cn", "en", "ru"}[i%3])
			platform := []string{"1688", "1688global"}[i/29%2]
			for range 2 {
				b := a.On(platform, call[0], pairs...)
				assert.Equal(t, "0000", b.Text("error_code"), call)
			}
		}
	}
	for api := range mocktest.Requests(t) {
		assert.True(t, seen[api], "the script has no call of %s", api)
	}
}

// golden is what the script hashes to, on every machine. It changes when the world does: that is a change to be told
// of.
const golden = "2d936491e2fcd9357429f9274ab44a026eb0701c2a7c230f1e0977953b440825"

func TestSameBytesOnEveryMachine(t *testing.T) {
	first, second := hashOf(t, 1688), hashOf(t, 1688)
	assert.Equal(t, first, second)
	assert.Equal(t, golden, first)
	assert.NotEqual(t, first, hashOf(t, 1689))
}

func hashOf(t *testing.T, seed uint64) string {
	t.Helper()
	rt, sum := mock.Transport(mock.WithClock(mocktest.At), mock.WithSeed(seed)), sha256.New()
	for _, call := range append(script(), script()...) {
		text, _ := mocktest.SendRaw(t, rt, mocktest.Request(t, http.MethodGet, "/1688/"+call[0]+"/?"+mocktest.Auth+"&"+
			mocktest.Pairs(call[1:]...), ""))
		sum.Write([]byte(text))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func TestCache(t *testing.T) {
	now := mocktest.At()
	a := mocktest.NewAsker(t, mock.WithClock(func() time.Time { return now }))
	const fetched = "2026-03-04 20:00:00"
	for _, step := range []struct {
		name        string
		later       time.Duration
		pairs       []string
		cache, date string
	}{
		{"fetched", 0, nil, "0", fetched},
		{"from the cache", time.Hour, nil, "1", fetched},
		{"in another order, with a parameter that changes nothing", 0, []string{"api_name", "item_get"}, "1", fetched},
		{"another language", 0, []string{"lang", "en"}, "0", "2026-03-04 21:00:00"},
		{"asked for afresh", time.Hour, []string{"cache", "no"}, "0", "2026-03-04 22:00:00"},
		{"from the cache, which was renewed", 0, []string{"cache", "yes"}, "1", "2026-03-04 22:00:00"},
		{"kept for a day", 24 * time.Hour, nil, "0", "2026-03-05 22:00:00"},
	} {
		now = now.Add(step.later)
		b := a.Ask("item_get", append([]string{"num_iid", "5"}, step.pairs...)...)
		assert.Equal(t, step.cache, b.Text("cache"), step.name)
		assert.Equal(t, step.date, b.Text("secache_date"), step.name)
		assert.Regexp(t, `^[0-9a-f]{32}$`, b.Text("secache"))
		when, err := time.Parse(time.DateTime, b.Text("secache_date"))
		require.NoError(t, err)
		assert.EqualValues(t, when.Add(-8*time.Hour).Unix(), b["secache_time"])
	}
	assert.Equal(t, a.Ask("item_get", "num_iid", "5").Text("secache"),
		a.Ask("item_get", "num_iid", "5", "cache", "no").Text("secache"))
	assert.NotEqual(t, a.Ask("item_get", "num_iid", "5").Text("secache"),
		a.Ask("item_get", "num_iid", "6").Text("secache"))
}

// TestCachedBodiesFollowTheWorld shows the stock of before while a body is cached, and never an offer that was taken
// down.
func TestCachedBodiesFollowTheWorld(t *testing.T) {
	s := mocktest.NewShopper(t)
	s.Client = mocktest.DirectClient(t, s.Mock.Transport(), s.Clock.Read)
	cargo, offer := s.Cargo(t, 1)
	read := func(member string, pairs ...string) string {
		t.Helper()
		return mocktest.Get(t, s.Mock.Transport(), "/1688/item_get/?"+mocktest.Auth+"&num_iid="+
			strconv.FormatInt(offer, 10)+"&"+mocktest.Pairs(pairs...)).Text(member)
	}
	var before string
	for range 3 {
		before = read("item.num")
	}
	s.Order(t, 1)
	n, err := strconv.Atoi(before)
	require.NoError(t, err)
	after := strconv.Itoa(n - int(cargo[0].Quantity))
	assert.Equal(t, before, read("item.num"), "cached")
	assert.Equal(t, after, read("item.num", "cache", "no"), "fetched again")
	assert.Equal(t, after, read("item.num"), "cached since")

	s.Mock.Orders().Limit(offer, orders.Limits{Gone: true})
	assert.Equal(t, "2000", read("error_code"))
	s.Mock.Orders().Limit(offer, orders.Limits{})
	assert.Equal(t, "0000 0", read("error_code")+" "+read("cache", "lang", "en"))
	assert.Equal(t, after, read("item.num"))
}

func TestWhatIsNotCached(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, call := range [][]string{
		{"upload_img", "imgcode", "AAAA"}, {"item_password", "word", "https://x"}, {"item_get_contact", "sid", "x"},
		{"custom", "method", "com.alibaba.trade/alibaba.trade.addresscode.parse", "_o_args", `{"addressInfo":"网商路699号"}`},
		{"item_get_specifications", "num_iid", "5"}, {"buyer_order_list"},
	} {
		for range 2 {
			b := a.Ask(call[0], call[1:]...)
			assert.Equal(t, "0", b.Text("cache"), call[0])
			assert.NotContains(t, b, "secache", call[0])
		}
	}
	for range 2 { // failures are not kept
		b := a.Ask("item_get", "num_iid", "0")
		assert.Equal(t, "0", b.Text("cache"))
		assert.NotContains(t, b, "secache")
	}
}

func TestCachedAnswersAreTheSame(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, call := range [][]string{{"item_get", "num_iid", "5"}, {"item_search", "q", "连衣裙"}, {"cat_get", "cid", "0"}} {
		first := a.Ask(call[0], call[1:]...)
		for range 3 {
			again := a.Ask(call[0], call[1:]...)
			for _, name := range []string{"item", "items", "itmes"} {
				assert.Equal(t, first[name], again[name])
			}
			assert.NotEqual(t, first.Text("request_id"), again.Text("request_id"))
		}
	}
}

func TestLanguages(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, tt := range []struct{ lang, status, translated, current string }{
		{"", "", "zh-CN", "cn"}, {"cn", "", "zh-CN", "cn"}, {"zh-CN", "", "zh-CN", "zh-CN"}, {"en", "ok", "en", "en"},
		{"ko", "error", "ko", "ko"}, {"ru", "error", "ru", "ru"},
	} {
		b := a.Ask("item_get", "num_iid", "5", "lang", tt.lang)
		assert.Equal(t, tt.status, b.Text("translate_status"), tt.lang)
		assert.Equal(t, tt.translated, b.Text("translate_language"), tt.lang)
		assert.Equal(t, tt.current, b.Text("language.current_lang"), tt.lang)
		assert.Equal(t, tt.status == "", b.Number(t, "translate_time") == 0)
		assert.Equal(t, tt.status == "ok", !chinese(b.Text("item.title")+b.Text("item.props_name")), tt.lang)
	}
	row := a.Ask("item_search", "q", "连衣裙", "lang", "en").Rows("items.item")[0]
	detail := a.Ask("item_get", "num_iid", row.Text("num_iid"), "lang", "en")
	assert.Equal(t, row.Text("title"), detail.Text("item.title"))
	for _, prop := range detail.Rows("item.props") {
		assert.False(t, chinese(prop.Text("name")+prop.Text("value")))
	}
}

func chinese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 0x3400 && r < 0xa000 })
}

func TestCallArgsOfOperationsThatShowNone(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, call := range [][]string{{"item_password", "word", "https://x"}, {"item_get_contact", "sid", "x"},
		{"item_get_specifications", "num_iid", "5"}} {
		assert.Equal(t, []any{}, a.Ask(call[0], call[1:]...)["call_args"], call[0])
	}
}

package world_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestFacts checks what is true of what offers state about themselves.
func TestFacts(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, o := range offers(w, 200) {
		attributes := o.Attributes()
		assert.Equal(t, world.Attribute{ID: attributes[0].ID, Name: world.Text{Chinese: "货号",
			English: "Article number"},
			Value: world.Text{Chinese: o.Article(), English: o.Article()}}, attributes[0])
		assert.Regexp(t, `^[A-Z]\d{4}$`, o.Article())
		for _, a := range attributes[1:] {
			require.Contains(t, o.Title(false), a.Value.Chinese, "the title says what the attributes say")
			require.Contains(t, o.TitleIn("en"), a.Value.English)
			require.NotEmpty(t, a.Name.English)
		}
		require.NotEmpty(t, o.Unit().Chinese)
		require.NotEmpty(t, o.Unit().English, o.Unit().Chinese)
		length, width, height := o.Millimetres()
		require.True(t, length >= 60 && width >= 40 && height >= 10 && o.Grams() > 0)
		created := o.Created(w)
		require.True(t, created.Before(time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)) && created.After(time.Date(2023, 6,
			1, 0, 0, 0, 0, time.UTC)), created)
		gallery := o.Gallery("http://x")
		require.Equal(t, o.Picture("http://x", 0), gallery[0])
		g := o.Goods()
		require.Equal(t, gallery[0], g.Picture("http://x"))
		require.Equal(t, o.Shop.ID, g.Shop().ID)
		all := slices.Concat(gallery, o.Illustrations("http://x"))
		for _, v := range g.Variants {
			all = append(all, o.VariantPicture("http://x", &v))
		}
		colours := map[string]bool{}
		for _, v := range g.Variants {
			colours[v.Properties[0].Value.Chinese] = true
		}
		slices.Sort(all)
		require.Len(t, slices.Compact(all), len(gallery)+len(o.Illustrations(""))+len(colours),
			"variants of one colour share a picture")
	}
}

// TestLanguages writes titles in the languages that the documents name, and in Chinese for any other code.
func TestLanguages(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	scripts := map[string]string{"en": `^\[mock\] [ -~]+$`, "ja": `[\p{Hiragana}\p{Katakana}\p{Han}]`,
		"ko": `\p{Hangul}`}
	for _, o := range offers(w, 60) {
		for language, want := range scripts {
			require.Regexp(t, want, o.TitleIn(language), language)
			require.True(t, strings.HasPrefix(o.TitleIn(language), "[mock] "))
		}
		for _, language := range []string{"", "zh", "xx", "de"} {
			require.Equal(t, o.Title(false), o.TitleIn(language))
		}
		leaf := o.Categories()[2].Name
		for _, language := range []string{"ja", "ko"} {
			if word := leaf.In(language); len([]rune(word)) > 1 {
				require.Equal(t, leaf.Chinese, world.InChinese(word, language), "a word leads back")
			}
		}
		require.Equal(t, leaf.Chinese, leaf.In("xx"))
	}
	assert.Equal(t, "dress", world.InChinese("dress", "en"))
	assert.Equal(t, "whatever", world.InChinese("whatever", "ko"))
}

// TestMadeUp recognises what worlds of any seed make up, and nothing that 1688 has shown.
func TestMadeUp(t *testing.T) {
	for seed := range uint64(3) {
		w := world.New(world.Options{Seed: seed, LongIDs: seed == 1})
		for i := range 100 {
			o := w.ListedOffer(i)
			g := o.Goods()
			for _, value := range []string{
				fmt.Sprint(o.ID), fmt.Sprint(g.Variants[0].SKUID), o.Title(false), o.Title(true), o.TitleIn("ko"),
				o.Picture("https://y", 3),
				fmt.Sprint(world.OrderID(2_600_000_000_000_000_000 + uint64(i)*12345)),
			} {
				require.True(t, world.MadeUp(value), value)
			}
		}
	}
	for _, value := range []string{
		"", "610947572360", "4386921834563", "154051432607498520", "2024新款连衣裙", "x【模拟】", "-1", "1.5",
		"2600000000000000000",
		"https://cbu01.alicdn.com/img/ibank/O1CN01IDpcD81zHbpHs1YgT_!!2200811456689-0-cib.jpg",
		"http://x/img/ibank/other.svg",
	} {
		assert.False(t, world.MadeUp(value), value)
	}
}

// TestPictures draws every picture of an offer as an SVG of its own, the same every time.
func TestPictures(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	other := world.New(world.Options{Seed: 5})
	drawn := map[string]bool{}
	for _, o := range offers(w, 20) {
		for _, address := range slices.Concat(o.Gallery("http://x"), o.Illustrations("http://x")) {
			name := strings.TrimPrefix(address, "http://x"+world.PicturePath)
			body, ok := w.AppendPicture(nil, name)
			require.True(t, ok)
			again, _ := w.AppendPicture([]byte("before"), name)
			require.Equal(t, "before"+string(body), string(again))
			require.NoError(t, wellFormed(string(body)))
			require.Contains(t, string(body), "模拟 MOCK")
			require.Contains(t, string(body), o.Categories()[2].Name.Chinese)
			require.Contains(t, string(body), strconv.FormatUint(o.ID, 10))
			require.False(t, drawn[string(body)], "each picture is its own")
			drawn[string(body)] = true
			_, ok = other.AppendPicture(nil, name)
			require.False(t, ok, "another world's")
		}
	}
	for _, name := range []string{"", "x.svg", "O1CN01IDpcD81zHbpHs1YgT_!!2200811456689-0-cib.svg"} {
		_, ok := w.AppendPicture(nil, name)
		assert.False(t, ok, name)
	}
}

func wellFormed(body string) error {
	d := xml.NewDecoder(strings.NewReader(body))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// TestHotWords has the words of a category, from its leaves on.
func TestHotWords(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, root := range w.Subcategories(0) {
		words := w.HotWords(root.ID)
		leaves := 0
		for _, sub := range w.Subcategories(root.ID) {
			below := w.Subcategories(sub.ID)
			for i, leaf := range below {
				require.Equal(t, leaf.Name, words[leaves+i])
				require.Equal(t, leaf.Name, w.HotWords(leaf.ID)[0])
				require.Len(t, w.HotWords(leaf.ID), 4)
			}
			leaves += len(below)
			require.Len(t, w.HotWords(sub.ID), len(below)+3)
		}
		require.Len(t, words, leaves+3)
		for _, word := range words {
			_, total := w.Find(world.Search{Keyword: word.Chinese, Page: 1, Size: 1})
			require.Positive(t, total, word.Chinese)
		}
	}
}

// TestGatewayCategories compares cat_get at every level, and item_cat_get, with the tree.
func TestGatewayCategories(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	one := func(id int64) map[string]any {
		return answer(t, w, "cat_get", url.Values{"cid": {fmt.Sprint(id)}})["itme"].(map[string]any)
	}
	roots := answer(t, w, "cat_get", url.Values{"cid": {"0"}})["itmes"].(map[string]any)["itme"].([]any)
	require.Len(t, roots, len(w.Subcategories(0)))
	for i, root := range w.Subcategories(0) {
		row := roots[i].(map[string]any)
		require.Equal(t, []string{fmt.Sprint(root.ID), root.Name.Chinese, "0"},
			[]string{fmt.Sprintf("%.0f", row["id"]), row["name"].(string), fmt.Sprint(row["pid"])})
		subs := one(root.ID)["sub"].([]any)
		require.Len(t, subs, len(w.Subcategories(root.ID)))
		for j, sub := range w.Subcategories(root.ID) {
			require.Equal(t, sub.Name.Chinese, subs[j].(map[string]any)["name"])
			self := one(sub.ID)
			require.Equal(t, []any{fmt.Sprint(sub.ID), sub.Name.Chinese, fmt.Sprint(root.ID), fmt.Sprint(root.ID)},
				[]any{self["id"], self["name"], self["pid"], self["root_id"]})
			require.Len(t, self["sub"], len(w.Subcategories(sub.ID)))
			for _, leaf := range w.Subcategories(sub.ID) {
				self := one(leaf.ID)
				require.Equal(t, []any{fmt.Sprint(leaf.ID), leaf.Name.Chinese, fmt.Sprint(sub.ID), fmt.Sprint(root.ID)},

					[]any{self["id"], self["name"], self["pid"], self["root_id"]})
				require.Empty(t, self["sub"])
			}
		}
	}
	_, failure := w.Append(nil, world.Query{Operation: "cat_get", Get: url.Values{"cid": {"5"}}.Get})
	assert.Equal(t, "2000", failure.Code)
	for _, o := range offers(w, 50) {
		item := answer(t, w, "item_cat_get", url.Values{"num_iid": {fmt.Sprint(o.ID)}})["item"].(map[string]any)
		require.Equal(t, []any{o.Title(false), fmt.Sprint(o.Categories()[2].ID), fmt.Sprint(o.Categories()[0].ID)},
			[]any{item["item_name"], item["cat_id"], item["root_cat_id"]})
	}
}

// TestImageSearch finds offers like a picture, sorted and paged.
func TestImageSearch(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	o := w.ListedOffer(77)
	search := func(args ...string) (ids []string) {
		values := url.Values{"imgid": {o.Picture("http://x", 0)}}
		for i := 0; i < len(args); i += 2 {
			values.Set(args[i], args[i+1])
		}
		for _, row := range answer(t, w, "item_search_img", values)["items"].(map[string]any)["item"].([]any) {
			ids = append(ids, row.(map[string]any)["num_iid"].(string))
		}
		return ids
	}
	all := search("page_size", "50")
	require.Equal(t, fmt.Sprint(o.ID), all[0])
	assert.Equal(t, all[:20], search(), "twenty a page")
	assert.Equal(t, all[10:20], search("page", "2", "page_size", "10"))
	keys := func(ids []string, key func(*world.Offer) int64) (out []int64) {
		for _, text := range ids {
			id, err := strconv.ParseUint(text, 10, 64)
			require.NoError(t, err)
			offer, ok := w.Offer(id)
			require.True(t, ok)
			require.Equal(t, o.Categories()[2], offer.Categories()[2])
			out = append(out, key(&offer))
		}
		return out
	}
	price := func(o *world.Offer) int64 { return o.Tiers()[0].Price }
	sales := func(o *world.Offer) int64 { _, n := o.Totals(); return n }
	for sort, tt := range map[string]struct {
		key  func(*world.Offer) int64
		down bool
	}{"bid": {price, false}, "_bid": {price, true}, "sale": {sales, false}, "_sale": {sales, true}} {
		got := keys(search("sort", sort, "page_size", "50"), tt.key)
		if tt.down {
			slices.Reverse(got)
		}
		assert.True(t, slices.IsSorted(got), sort)
	}
}

// TestShopFacts compares what a shop states about itself with seller_info, for listed shops and others.
func TestShopFacts(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	factories, selected := 0, 0
	for _, o := range offers(w, 80) {
		s := &o.Shop
		province, city, code := s.Place()
		require.Equal(t, s.City, city)
		require.Regexp(t, `^\d{6}$`, code)
		require.True(t, strings.HasPrefix(s.Address(), province+city), s.Address())
		require.Equal(t, s.Trade(), mustCategory(t, w, s.Trade().ID))
		if s.Factory() {
			factories++
		}
		if s.Selected() {
			selected++
		}
		info := answer(t, w, "seller_info", url.Values{"sid": {s.SID}})
		require.Contains(t, fmt.Sprint(info), s.Company)
		require.Regexp(t, regexp.QuoteMeta(s.City), fmt.Sprint(info))
	}
	assert.True(t, factories > 0 && factories < 80 && selected > 0 && selected < 80)
}

func mustCategory(t *testing.T, w *world.World, id int64) world.Category {
	t.Helper()
	c, ok := w.Category(id)
	require.True(t, ok)
	return c
}

// TestKnows knows all operations of the gateway and no other.
func TestKnows(t *testing.T) {
	assert.True(t, world.Knows("item_get") && world.Knows("custom"))
	assert.False(t, world.Knows("item_got") || world.Knows(""))
}

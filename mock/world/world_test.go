package world

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ids are numbers of all lengths, and those where windows begin and end.
func ids(n int) []uint64 {
	random := rand.New(rand.NewPCG(1, 2))
	out := []uint64{1, 255, 256, idWindow - 1, idWindow, idWindow + 1<<idBits - 1, idWindow + 1<<idBits, shopWindow,
		shopPlaces, idLimit - 1}
	for range n {
		out = append(out, 1+random.Uint64()>>random.IntN(63)%(idLimit-1))
	}
	return out
}

func TestIDsThereAndBack(t *testing.T) {
	for seed := range uint64(5) {
		w := New(Options{Seed: seed, LongIDs: seed%2 == 1})
		for _, id := range append(ids(2000), longWindow, longWindow+1, longWindow+1<<(idBits+1)-1, longWindow+1<<(idBits+1)) {
			assert.Equal(t, id, w.idAt(w.placeOf(id)))
			assert.Equal(t, id, w.shopPlace(w.shopIDAt(id)))
			assert.Equal(t, id, w.unsealed(w.sealed(id)))
		}
	}
}

// TestEveryOfferHasOneShop counts off the offers of shops, which leaves no gap and no overlap.
func TestEveryOfferHasOneShop(t *testing.T) {
	w := New(Options{Seed: 3})
	for _, id := range ids(500) {
		place := w.placeOf(id)
		shop := w.shopPlaceOf(place)
		from, to := w.span(shop)
		assert.True(t, from <= place && place < to, "%d is in its shop's span", id)
		assert.GreaterOrEqual(t, int(to-from), 15)
		next, _ := w.span(shop + 1)
		assert.Equal(t, to, next)
	}
}

func TestSeals(t *testing.T) {
	w, other := New(Options{Seed: 1}), New(Options{Seed: 2})
	for _, id := range ids(500) {
		o, ok := w.Offer(id)
		require.True(t, ok)
		for _, c := range []struct{ text, mark string }{
			{o.Picture("http://x", 7), markPicture}, {w.UploadName(id), markUpload}, {w.ShareLink(id), markShare},
		} {
			got, ok := w.unseal(c.text, c.mark)
			assert.True(t, ok)
			assert.Equal(t, id, got)
			_, ok = other.unseal(c.text, c.mark)
			assert.False(t, ok, "another world's")
			_, ok = w.unseal(c.text[:len(c.mark)+10], c.mark)
			assert.False(t, ok, "cut off")
		}
	}
	_, ok := w.unseal("https://g/O1CN01IDpcD81zHbpHs1YgT_!!2200811456689.jpg", markPicture)
	assert.False(t, ok, "nobody's")
}

func TestNamesThereAndBack(t *testing.T) {
	w := New(Options{Seed: 9})
	for _, id := range ids(3000) {
		s, ok := w.Shop(id)
		if !ok {
			continue
		}
		for _, name := range []string{s.Company, s.SID, s.OpenID()} {
			got, ok := w.ShopNamed(name)
			assert.True(t, ok)
			assert.Equal(t, id, got.ID, name)
		}
	}
	for _, name := range []string{"", "义乌", "义乌星", "义乌星悦", "b2b-", "_sopid@", "_sopid@!", "99999999999999999999"} {
		_, ok := w.ShopNamed(name)
		assert.True(t, ok, name)
		_, ok = New(Options{Closed: true}).ShopNamed(name)
		assert.False(t, ok, name)
	}
}

// TestWords reads the lists of words: all of the sizes that bits choose from, every word with its English, no name
// twice.
func TestWords(t *testing.T) {
	v := words()
	assert.Len(t, v.places, 64)
	assert.Len(t, v.names, 256)
	assert.Len(t, v.forms, 8)
	assert.LessOrEqual(t, len(v.leaves), 128)
	seen := map[int64]bool{}
	for _, r := range v.roots {
		assert.Len(t, r.subs, len(v.roots[0].subs))
		assert.False(t, seen[r.id])
		seen[r.id] = true
		for _, list := range [][]word{r.materials, r.styles, r.features, r.uses, r.values[0], r.values[1], r.props[:],
			{r.name}, v.seasons} {
			for _, w := range list {
				assert.NotEmpty(t, w.zh)
				assert.NotEmpty(t, w.en, w.zh)
				assert.NotContains(t, w.zh+w.en, `"`)
				if _, ok := east()[w.zh]; w.zh != w.en {
					assert.True(t, ok, "%s has no Japanese and no Korean", w.zh)
				}
				assert.False(t, strings.ContainsFunc(w.en, func(r rune) bool { return r > 0x2000 }), w.zh)
			}
		}
		assert.LessOrEqual(t, len(r.values[1]), len(small))
	}
	for _, l := range v.leaves {
		assert.False(t, seen[l.id] || seen[l.sub.id] && l.sub.leaves[0] == l)
		seen[l.id], seen[l.sub.id] = true, true
		assert.True(t, 0 < l.low && l.low < l.high && l.grams > 0, l.name.zh)
	}
	seenPlaces := map[string]bool{}
	for _, p := range v.places {
		assert.False(t, seenPlaces[p.city], p.city)
		seenPlaces[p.city] = true
		name, _, ok := v.destination(p.code)
		assert.True(t, ok)
		assert.Equal(t, p.province+" "+p.city, name)
		assert.Equal(t, p.zone, v.origin(locationCode(p.code), 9))
	}
}

func TestReadingKeywords(t *testing.T) {
	x := New(Options{}).index()
	for text, want := range map[string]string{
		"女装连衣裙": "女装,连衣裙", "纯棉 T恤": "纯棉,t恤", "女士T恤": "女士t恤", "2025新款 dress": "2025新款,dress", "xyzzy": "", "": "", "连衣": "",
		"手机壳磁吸防摔": "手机壳,磁吸,防摔", "\xff女\xff装": "",
	} {
		var got []string
		for _, term := range x.read(text) {
			got = append(got, term.text)
		}
		assert.Equal(t, want, strings.Join(got, ","), text)
	}
	assert.NotPanics(t, func() { x.read(strings.Repeat("连衣", 1000)) })
}

func TestSmallThings(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 9: "9", 10: "10+", 45: "40+", 2345: "2000+", 99999: "99000+"} {
		assert.Equal(t, want, rounded(n))
	}
	for text, want := range map[string]money{"": 0, "0": 0, "-3": 0, "x": 0, "39.9": 399, "39.95": 399, "1e30": 0,
		"NaN": 0} {
		assert.Equal(t, want, parsed(text, false), text)
	}
	assert.Equal(t, money(400), parsed("39.95", true))
	for n, want := range map[int64]string{0: "0", 5: "0.005", 108: "0.108", 1200: "1.2", 3000: "3"} {
		e := encoder{}
		e.thousandths("x", n)
		assert.Equal(t, `"x":`+want, string(e.b))
	}
	e := encoder{}
	e.text("x", "a\"\\\n\x1f\xff女")
	assert.Equal(t, `"x":"a\"\\\u000a\u001f`+"\uFFFD"+`女"`, string(e.b))
}

// TestMemoryStaysFlat asks for many distinct ids.
func TestMemoryStaysFlat(t *testing.T) {
	w := New(Options{Seed: 1})
	var b []byte
	ask := func(n int) {
		for i := range n {
			q := Query{Operation: "item_get",
				Get: func(string) string { return strconv.FormatInt(500_000_000_000+int64(i)*7919, 10) }}
			b, _ = w.Append(b[:0], q)
		}
	}
	ask(1000)
	before := heapInUse()
	ask(100_000)
	assert.Less(t, heapInUse()-before, 1.0)
}

// heapInUse is in MiB, without garbage.
func heapInUse() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

func TestManyAtOnce(t *testing.T) {
	ask := func(w *World) (out string) {
		for _, q := range []string{"女装", "复古", "dress", "xyzzy"} {
			for _, api := range []string{"item_search", "item_search_new", "item_search_factory", "item_search_suggest"} {
				body, err := w.Append(nil, Query{Operation: api, Get: url.Values{"q": {q}}.Get})
				out += fmt.Sprintf("%s %s: %s %v\n", api, q, body, err)
			}
		}
		return out
	}
	want, w := ask(New(Options{})), New(Options{})
	require.Contains(t, want, "num_iid")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { assert.Equal(t, want, ask(w), "one after the other it is the same") })
	}
	wg.Wait()
}

// FuzzAppend gives every operation values that no document allows.
func FuzzAppend(f *testing.F) {
	w := New(Options{})
	f.Add("7", "b2b-1", "女装", "-1")
	f.Add("610947572360", "b2b-1\xff1", "0", "0")
	f.Add("610947572360", "b2b-1\"}", "0", "0")
	f.Add("99999999999999999999", "_sopid@AAAA", "\xff\"", "1e400")
	f.Fuzz(func(t *testing.T, id, name, text, n string) {
		values := map[string]string{
			"num_iid": id, "cid": id, "cat": id, "rankid": id, "seller_id": id, "area_id": id, "temp_id": id, "sid": name,
			"seller_nick": name,
			"nick":        name, "shop_url": name, "q": text, "word": text, "imgid": text, "imgcode": text, "filter": text,
			"sku_list": text,
			"page":     n, "page_size": n, "num": n, "unitweight": n, "start_price": n, "end_price": n, "location": n,
			"quantityBegin": n,
		}
		for api := range answers {
			b, _ := w.Append([]byte("{"), Query{Operation: api, Get: func(name string) string { return values[name] }})
			require.True(t, valid(append(b, '}')), "%s: %q", api, b)
		}
	})
}

func valid(b []byte) bool { return jsontext.Value(b).IsValid() }

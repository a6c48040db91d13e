package world_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestPasswords resolves links to offers, wherever they are in a text.
func TestPasswords(t *testing.T) {
	open, closed := world.New(world.Options{Seed: 1688}), world.New(world.Options{Seed: 1688, Closed: true})
	listed := open.ListedOffer(21)
	id, link := digits(listed.ID), open.ShareLink(listed.ID)
	unlisted := open.ShareLink(7)
	for name, c := range map[string]struct{ text, open, closed string }{
		"a share link":           {link, id, id},
		"within a text":          {"看看这个 " + link + " 复制", id, id},
		"a page":                 {"https://detail.1688.com/offer/" + id + ".html", id, id},
		"a page of phones":       {"https://m.1688.com/offer/" + id + ".html?spm=1", id, id},
		"no scheme":              {"detail.1688.com/offer/" + id, id, id},
		"an unlisted offer":      {unlisted, "7", ""},
		"a page of an unlisted":  {"https://detail.1688.com/offer/7.html", "7", ""},
		"a page without a digit": {"https://detail.1688.com/offer/x.html", "", ""},
		"no link":                {"7", "", ""},
		"nothing":                {"", "", ""},
		"a spoiled link":         {link[:len(link)-1] + "!", "some", ""},
		"a cut link":             {link[:len(link)-1], "some", ""},
		"a link of others":       {"https://qr.1688.com/s/AbCdEf", "some", ""},
	} {
		for w, want := range map[*world.World]string{open: c.open, closed: c.closed} {
			got := bodyWith(t, w, "item_password", "word", c.text)
			if want == "some" {
				want = text(t, got, "item", "num_iid")
				_, ok := closed.Offer(numberAt(t, got, "item", "num_iid"))
				assert.True(t, ok, "%s: a listed offer", name)
				assert.Equal(t, got, bodyWith(t, w, "item_password", "word", c.text), "always the same")
			}
			url, message := "", "error taobao password"
			if want != "" {
				url, message = "https://detail.1688.com/offer/"+want+".html", ""
			}
			equalMembers(t, object{"item": object{"num_iid": want, "url": url, "word": c.text, "error": message}}, got, name)
		}
	}
}

// bodyWith returns the members that an operation writes for one argument, whose text may be anything.
func bodyWith(t *testing.T, w *world.World, operation, name, value string) string {
	t.Helper()
	members, failure := w.Append([]byte("{"), queryWith(operation, name, value))
	require.Nil(t, failure, value)
	return string(append(members, '}'))
}

func queryWith(operation, name, value string) world.Query {
	get := func(parameter string) string {
		if parameter == name {
			return value
		}
		return ""
	}
	return world.Query{Operation: operation, Base: base, Get: get}
}

// TestEcho shows of the caller's texts what the caller of the world allows.
func TestEcho(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for operation, c := range map[string]struct {
		parameter string
		path      []any
		want      string
	}{
		"item_password":       {"word", []any{"item", "word"}, "***"},
		"item_search_suggest": {"q", []any{"items", "result", 0, 0}, "_***% "},
		"item_search_seller":  {"q", []any{"items", "keyword"}, "***"},
	} {
		q := queryWith(operation, c.parameter, "连衣裙")
		q.Echo = func(text string) string { return strings.Repeat("*", len([]rune(text))) }
		members, failure := w.Append([]byte("{"), q)
		require.Nil(t, failure)
		assert.True(t, strings.HasPrefix(text(t, string(members)+"}", c.path...), c.want), "%s", members)
	}
}

// TestSuggestions compares item_search_suggest with the best-selling offers of the keyword.
func TestSuggestions(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, keyword := range []string{"连衣裙", "复古", "dress", "螺丝刀", "xyzzy"} {
		for _, english := range []bool{false, true} {
			got := bodyOf(t, w, world.Query{Operation: "item_search_suggest", English: english}, "q="+keyword)
			var rows []any
			for _, word := range suggestions(w, keyword) {
				rows = append(rows, []any{"_" + keyword + "% " + in(word, english)})
			}
			equalMembers(t, object{"items": object{"result": rows}}, got, keyword)
		}
	}
	wantRefusal(t, world.New(world.Options{Closed: true}), "item_search_suggest", "q=xyzzy", "2000", "")
}

// suggestions returns one word of each of the ten offers: style, material, feature, category and season in turn, apart
// from those that the keyword has, each once.
func suggestions(w *world.World, keyword string) (out []world.Text) {
	list, _ := w.Find(world.Search{Keyword: keyword, By: world.BySales, Down: true, Page: 1, Size: 10})
	seen := map[world.Text]bool{}
	for i := range list {
		a := list[i].Attributes() // the article's number first
		word := []world.Text{a[2].Value, a[1].Value, a[3].Value, a[5].Value, a[6].Value}[i%5]
		if !seen[word] && !strings.Contains(keyword, word.Chinese) {
			seen[word] = true
			out = append(out, word)
		}
	}
	return out
}

// TestSuggestionEscapes repeats a keyword with quotation marks in valid JSON.
func TestSuggestionEscapes(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	got := bodyWith(t, w, "item_search_suggest", "q", "连衣裙\"\\\n")
	assert.True(t, strings.HasPrefix(text(t, got, "items", "result", 0, 0), "_连衣裙\"\\\n% "), got)
}

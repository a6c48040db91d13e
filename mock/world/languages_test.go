package world_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestWordsIn writes words in each language, and in Chinese for every code that is not served.
func TestWordsIn(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	dress, _ := w.Category(1031910)
	unknown, same := world.Text{Chinese: "未知", English: "unknown"}, world.Text{Chinese: "ABS", English: "ABS"}
	for _, c := range []struct {
		text           world.Text
		language, want string
	}{
		{dress.Name, "", "连衣裙"}, {dress.Name, "zh", "连衣裙"}, {dress.Name, "en", "dress"}, {dress.Name, "EN", "连衣裙"},
		{dress.Name, "ja", "ワンピース"}, {dress.Name, "ko", "원피스"}, {dress.Name, "fr", "连衣裙"},
		{unknown, "ja", "unknown"}, {unknown, "ko", "unknown"}, {unknown, "fr", "未知"}, {unknown, "en", "unknown"},
		{same, "ja", "ABS"}, {same, "ko", "ABS"},
		{world.Text{Chinese: "保温杯", English: "vacuum flask"}, "ja", "保温ボトル"},
		{world.Text{Chinese: "保温杯", English: "vacuum flask"}, "ko", "텀블러"},
	} {
		assert.Equal(t, c.want, c.text.In(c.language), "%v in %q", c.text, c.language)
	}
}

// TestKeywordsInChinese replaces the longest words that the world knows, and keeps the rest.
func TestKeywordsInChinese(t *testing.T) {
	for _, c := range []struct{ keyword, language, want string }{
		{"ワンピース", "ja", "连衣裙"}, {"원피스", "ko", "连衣裙"}, {"ワンピース", "ko", "ワンピース"}, {"ワンピース", "en", "ワンピース"},
		{"ワンピース", "", "ワンピース"}, {"シフォン ワンピース xyz", "ja", "雪纺 连衣裙 xyz"}, {"公主", "ja", "公主"},
		{"プリンセスドレス", "ja", "公主裙"}, {"공주 드레스", "ko", "公主裙"}, {"キャミワンピース", "ja", "吊带裙"},
		{"", "ja", ""}, {"dress", "ja", "dress"},
	} {
		assert.Equal(t, c.want, world.InChinese(c.keyword, c.language), "%q in %q", c.keyword, c.language)
	}
}

// TestForeignKeywords finds the same by a word of each language.
func TestForeignKeywords(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, c := range w.CategoriesNamed("裙", "") {
		if c.Level == 2 {
			continue
		}
		for _, language := range []string{"ja", "ko"} {
			keyword := world.InChinese(c.Name.In(language), language)
			assert.Equal(t, finds(w, c.Name.Chinese), finds(w, keyword), "%s is %s", c.Name.In(language), keyword)
		}
		assert.Equal(t, finds(w, c.Name.Chinese), finds(w, c.Name.English))
	}
}

// TestCategoryNames finds categories by a part of their names in a language.
func TestCategoryNames(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, c := range []struct {
		text, language string
		want           []string
	}{
		{"连衣裙", "", []string{"连衣裙"}}, {"裙", "", []string{"裙装", "连衣裙", "半身裙", "吊带裙", "公主裙"}},
		{"dress", "", nil}, {"DRESS", "en", []string{"裙装", "连衣裙", "吊带裙", "公主裙"}}, {"ワンピ", "ja", []string{"裙装", "连衣裙", "吊带裙"}},
		{"원피스", "ko", []string{"裙装", "连衣裙", "吊带裙"}}, {"xyzzy", "en", nil},
	} {
		var got []string
		for _, found := range w.CategoriesNamed(c.text, c.language) {
			got = append(got, found.Name.Chinese)
		}
		assert.Equal(t, c.want, got, "%q in %q", c.text, c.language)
	}
}

// TestAreaLists has all provinces, the cities with shops and one district, sorted by their codes.
func TestAreaLists(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	read := func(code string) (out []string) {
		for _, a := range w.AreasBelow(code) {
			assert.Equal(t, code, a.Parent)
			again, ok := w.Area(a.Code)
			assert.True(t, ok)
			assert.Equal(t, a, again)
			out = append(out, a.Code+a.Name)
		}
		return out
	}
	provinces := read("")
	assert.Len(t, provinces, 31)
	assert.Equal(t, []string{"110000北京", "120000天津", "130000河北"}, provinces[:3])
	assert.Equal(t, "650000新疆", provinces[30])
	assert.Equal(t, []string{"330100杭州", "330200宁波", "330300温州", "330400嘉兴", "330500湖州", "330600绍兴", "330700金华",
		"330782义乌", "330784永康", "331000台州"}, read("330000"))
	assert.Equal(t, []string{"500100重庆"}, read("500000"))
	assert.Equal(t, []string{"330108滨江区"}, read("330100"))
	for _, code := range []string{"540000", "330108", "999999", "33"} {
		assert.Empty(t, read(code), code)
	}
	cities := 0
	for _, p := range w.AreasBelow("") {
		cities += len(w.AreasBelow(p.Code))
	}
	assert.Equal(t, 64, cities)
}

package site

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const changelog = `# Changelog

About it.

## [Unreleased]

### Added

- ` + "`item_get`" + ` & more.

## [1.1.0] - 2026-10-02

- Second.

## [1.0.0] - 2026-01-31

- First.
`

func TestReleases(t *testing.T) {
	for _, c := range []struct {
		name, changelog string
		want            []release
		version, date   string
	}{
		{"releases and changes since", changelog, []release{{unreleased, "", "### Added\n\n- `item_get` & more."},
			{"1.1.0", "2026-10-02", "- Second."}, {"1.0.0", "2026-01-31", "- First."}}, "1.1.0+", "2026-10-02"},
		{"nothing since", "## [Unreleased]\n\n## [1.0.0] - 2026-01-31\n- First.\n",
			[]release{{"1.0.0", "2026-01-31", "- First."}}, "1.0.0", "2026-01-31"},
		{"no release", "# Changelog\n## [Unreleased]\n- New.\n", []release{{unreleased, "", "- New."}}, "unreleased", ""},
		{"a release without a day", "## [0.1.0]\n- x\n", []release{{"0.1.0", "", "- x"}}, "0.1.0", ""},
		{"nothing", "# Changelog\n", nil, "unreleased", ""},
	} {
		got := releases(c.changelog)
		assert.Equal(t, c.want, got, c.name)
		assert.Equal(t, c.version, versionOf(got), c.name)
		assert.Equal(t, c.date, newestDate(got), c.name)
	}
}

func TestDates(t *testing.T) {
	assert.Equal(t, "2026-01-31", epochDate("1769817600"))
	assert.Equal(t, "1970-01-01", epochDate("0"))
	assert.Empty(t, epochDate(""))
	assert.Empty(t, epochDate("yesterday"))
	assert.Empty(t, commitDate(t.TempDir()), "a folder that is no repository")
	for given, want := range map[Options]Options{
		{}:                                     {Release: "1.1.0+", Date: "2026-10-02"},
		{Release: "2.0.0", Date: "2027-01-01"}: {Release: "2.0.0", Date: "2027-01-01"},
	} {
		t.Setenv("SOURCE_DATE_EPOCH", "")
		b := &builder{source: t.TempDir(), Options: given}
		require.NoError(t, os.WriteFile(b.path("CHANGELOG.md"), []byte(changelog), 0o600))
		require.NoError(t, b.readHistory())
		assert.Equal(t, want, b.Options)
	}
}

// fed returns the feed of a change history, or nil if there is none.
func fed(t *testing.T, b *builder, text string) *atomFeed {
	t.Helper()
	b.source, b.out, b.history = "../..", t.TempDir(), releases(text)
	e := &edition{builder: b, lang: "en"}
	require.NoError(t, e.readWords())
	b.editionList = []*edition{e}
	require.NoError(t, b.feed())
	content, err := os.ReadFile(filepath.Join(b.out, feedFile))
	if os.IsNotExist(err) {
		return nil
	}
	require.NoError(t, err)
	feed := new(atomFeed)
	require.NoError(t, xml.Unmarshal(content, feed))
	return feed
}

func TestFeed(t *testing.T) {
	b := &builder{base: "https://docs.example.org/x/", Options: Options{Title: "Ours", Date: "2026-11-29"}}
	feed := fed(t, b, changelog)
	require.Len(t, feed.Entries, 3)
	assert.Equal(t, "https://docs.example.org/x/changes.xml", feed.ID)
	assert.Equal(t, "Ours · Changes", feed.Title)
	assert.Equal(t, "2026-11-29T00:00:00Z", feed.Updated)
	assert.Equal(t, []atomLink{{"", "https://docs.example.org/x/en/changes.html"}, {"self", feed.ID}}, feed.Links)
	first := feed.Entries[0]
	assert.Equal(t, "2026-11-29T00:00:00Z", first.Updated)
	assert.Contains(t, first.Content.Text, "<code>item_get</code> &amp; more.")
	assert.Equal(t, repository+"/releases#1.1.0", feed.Entries[1].ID)
	assert.Equal(t, "2026-10-02T00:00:00Z", feed.Entries[1].Updated)
	assert.Equal(t, "1.0.0", feed.Entries[2].Title)

	assert.Nil(t, fed(t, &builder{}, changelog[:60]), "no date")
	assert.Nil(t, fed(t, &builder{Options: Options{Date: "2026-11-29"}}, "# Changelog\n"), "no change")
	feed = fed(t, &builder{Options: Options{Date: "2026-11-29"}}, changelog)
	assert.Equal(t, []atomLink{{"", "en/changes.html"}}, feed.Links)
}

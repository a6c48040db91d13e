package site

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// release is a section of the change history.
type release struct {
	Version string // or Unreleased
	Date    string // YYYY-MM-DD, or ""
	text    string // Markdown
}

var releaseHeading = regexp.MustCompile(`(?m)^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?.*$`)

// releases returns the sections of a change history, the newest first. Sections without a text are left out.
func releases(changelog string) []release {
	var out []release
	at := releaseHeading.FindAllStringSubmatchIndex(changelog, -1)
	for i, m := range at {
		end := len(changelog)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		r := release{Version: changelog[m[2]:m[3]], text: strings.TrimSpace(changelog[m[1]:end])}
		if m[4] >= 0 {
			r.Date = changelog[m[4]:m[5]]
		}
		if r.text != "" {
			out = append(out, r)
		}
	}
	return out
}

const unreleased = "Unreleased"

// readHistory reads the change history, and from it the version and the date of the site unless they were given.
func (b *builder) readHistory() error {
	content, err := os.ReadFile(b.path("CHANGELOG.md"))
	if err != nil {
		return fmt.Errorf("read the change history: %w", err)
	}
	b.history = releases(string(content))
	b.Release = cmp.Or(b.Release, versionOf(b.history))
	if b.Date == "" {
		b.Date = cmp.Or(epochDate(os.Getenv("SOURCE_DATE_EPOCH")), commitDate(b.source), newestDate(b.history))
	}
	return nil
}

// versionOf returns the newest release, with a plus if there are changes since, or unreleased.
func versionOf(history []release) string {
	later := ""
	for _, r := range history {
		if r.Version != unreleased {
			return r.Version + later
		}
		later = "+"
	}
	return strings.ToLower(unreleased)
}

func newestDate(history []release) string {
	for _, r := range history {
		if r.Date != "" {
			return r.Date
		}
	}
	return ""
}

// epochDate returns the day of SOURCE_DATE_EPOCH, which reproducible builds set, or "".
func epochDate(seconds string) string {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return ""
	}
	return time.Unix(n, 0).UTC().Format(time.DateOnly)
}

// commitDate returns the day of the last commit of a checkout, or "" where there is no git or no repository.
func commitDate(source string) string {
	if _, err := os.Stat(source + "/.git"); err != nil {
		return ""
	}
	out, err := exec.Command("git", "-C", source, "log", "-1", "--format=%cs").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// feedFile is the feed of the changes, in the root of the site.
const feedFile = "changes.xml"

// Atom, as RFC 4287 has it.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomAuthor  `xml:"author"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomAuthor struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Link    atomLink    `xml:"link"`
		Content atomContent `xml:"content"`
	}
	atomContent struct {
		Type string `xml:"type,attr"`
		Base string `xml:"xml:base,attr"` // of the links in it
		Text string `xml:",chardata"`
	}
)

// feed writes the feed of the changes: one entry a release, and one for the changes since. What has no date, for want
// of a release and of a commit, is left out, and without any entry there is no feed.
func (b *builder) feed() error {
	f := atomFeed{ID: cmp.Or(b.base, repository+"/") + feedFile,
		Title: b.Title + " · " + b.editionList[0].words["changes"], Author: atomAuthor{b.Title},
		Links: []atomLink{{Href: b.base + "en/changes.html"}}}
	if b.base != "" {
		f.Links = append(f.Links, atomLink{"self", b.base + feedFile})
	}
	for _, r := range b.history {
		entry, err := b.entry(r)
		if err != nil {
			return err
		}
		if entry.Updated != "" {
			f.Entries, f.Updated = append(f.Entries, entry), max(f.Updated, entry.Updated)
		}
	}
	if !b.hasFeed() {
		return nil
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	encoder := xml.NewEncoder(&out)
	encoder.Indent("", " ")
	if err := encoder.Encode(f); err != nil {
		return err
	}
	return b.write(feedFile, append(out.Bytes(), '\n'))
}

// hasFeed reports whether some part of the history has a date.
func (b *builder) hasFeed() bool { return b.Date != "" && len(b.history) > 0 }

// entry returns the entry of a release. Its id stays the same wherever the site is published.
func (b *builder) entry(r release) (atomEntry, error) {
	date := r.Date
	if r.Version == unreleased {
		date = b.Date
	}
	if date == "" {
		return atomEntry{}, nil
	}
	text, err := b.editionList[0].markdown([]byte(r.text), "changes.html")
	if err != nil {
		return atomEntry{}, err
	}
	return atomEntry{
		ID: repository + "/releases#" + r.Version, Title: r.Version, Updated: date + "T00:00:00Z",
		Link: atomLink{Href: b.base + "en/changes.html"}, Content: atomContent{"html", b.base + "en/", string(text.HTML)},
	}, nil
}

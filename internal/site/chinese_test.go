package site

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/ledger"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/phpwire"
)

var (
	// notProse is what a page shows as it is in either language.
	notProse = regexp.MustCompile(`(?s)<(?:code|pre|script|style|kbd|svg|head|textarea|select)\b.*?` +
		`</(?:code|pre|script|style|kbd|svg|head|textarea|select)>|` +
		`<a [^>]*rel="external nofollow".*?</a>|<[a-z]+ [^>]*lang="en".*?</[a-z]+>`)
	tag     = regexp.MustCompile(`(?s)<[^>]*>`)
	quoted  = regexp.MustCompile(`"[^"]*"|\([^)]*\)`) // what the provider says, beside its meaning
	english = regexp.MustCompile(`\b[A-Za-z][a-z']+(?:,? [a-z'-]+){2,}`)
)

// TestNothingLeftInEnglish reads the Chinese pages for sentences that nobody has translated. The changelog is written
// in English only.
func TestNothingLeftInEnglish(t *testing.T) {
	assert.Equal(t, "of two orders", english.FindString("退款 of two orders"), "the pattern finds a sentence")
	for name, page := range built(t) {
		if !strings.HasPrefix(name, "zh-CN/") || !strings.HasSuffix(name, ".html") || name == "zh-CN/changes.html" {
			continue
		}
		for _, piece := range tag.Split(notProse.ReplaceAllString(page, "<x>"), -1) {
			found := english.FindString(quoted.ReplaceAllString(html.UnescapeString(piece), ""))
			assert.Empty(t, found, "%s: translate it in an overlay, or in docs/zh-CN/words.yaml", name)
		}
	}
}

// TestCommentsOfSamples looks for comments of samples that nobody has translated.
func TestCommentsOfSamples(t *testing.T) {
	code := regexp.MustCompile(`(?s)<pre[^>]*>(.*?)</pre>`)
	for name, page := range built(t) {
		if !strings.HasPrefix(name, "zh-CN/gateway/") && name != "zh-CN/openplatform/alibaba.trade.cancel.html" {
			continue // the samples of the others differ by what they send
		}
		for _, block := range code.FindAllStringSubmatch(page, -1) {
			for _, line := range comment.FindAllStringSubmatch(html.UnescapeString(tag.ReplaceAllString(block[1], "")), -1) {
				assert.Empty(t, english.FindString(line[3]), "%s: translate the comment in docs/zh-CN/words.yaml", name)
			}
		}
	}
}

// TestTranslatedSentences looks for translations of sentences that neither the code nor a document states any more.
func TestTranslatedSentences(t *testing.T) {
	known, err := ledger.Known()
	require.NoError(t, err)
	e, err := (&builder{source: "../..", ledger: known}).edition("zh-CN")
	require.NoError(t, err)
	stated := sources(e)
	for _, c := range comments(t, e) {
		stated[c] = true
	}
	for _, f := range mock.Faults() {
		stated[f.Summary] = true
	}
	for _, l := range phpwire.Losses() {
		stated[l.What], stated[l.Becomes] = true, true
	}
	for key := range e.words {
		if sentence, ok := strings.CutPrefix(key, "= "); ok {
			assert.True(t, stated[sentence], "docs/zh-CN/words.yaml translates %q, which nothing says", sentence)
		}
	}
}

// sources returns the sources that pages name in words.
func sources(e *edition) map[string]bool {
	out := map[string]bool{}
	for _, v := range e.docs {
		for _, op := range v.Operations {
			for _, s := range op.Evidence.Sources {
				out[s] = true
			}
		}
	}
	return out
}

// comments returns the comments of the samples of all operations.
func comments(t *testing.T, e *edition) []string {
	t.Helper()
	var out []string
	for _, v := range e.docs {
		for i := range v.Operations {
			page := operationPage{Operation: &v.Operations[i], Volume: v}
			require.NoError(t, page.call())
			for _, s := range append(page.Samples, page.Direct...) {
				for _, m := range comment.FindAllStringSubmatch(s.Code, -1) {
					out = append(out, strings.TrimSpace(m[3]))
				}
			}
		}
	}
	return out
}

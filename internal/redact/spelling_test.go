package redact

import (
	"encoding/base64"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestSpellingEdges redacts complete spellings of a secret, and keeps spellings that lack a character.
func TestSpellingEdges(t *testing.T) {
	cases := []struct {
		secret string
		whole  []string
		stay   []string
	}{
		{"pass word", []string{"pass+word", "pass%20word", "PASS%20WORD", "pass&#32;word", `pass\u0020word`},
			[]string{"pass_word", "pass%2word", "pass%2", "pass%2gword", "pass&#32word", "pass"}},
		{"s3cret", []string{`\x73\x33cret`, `\U0073\u0033cret`, "&#X73;3cret", "&#115;3cret", "&amp;amp;#115;3cret",
			"%5cu0073%5Cu0033cret", `\\\\u00733cret`, "%2525733cret", "s3cre%74", `s3cre\x74`,
			`s3cre\u0074`, "s3cre&#116;"},
			[]string{`\x733cre`, `\x7g3cret`, `\u007`, `\u00743cret`, "&#115", "&#xg;3cret", "&s;3cret", "s3cre%7", `s3cre\x7`,
				`s3cre\u007`, "s3cre&#116", "s3cre", `\s\3\c\r\e\t`, "s+3cret", "&;3cret"}},
		{`a\b/c`, []string{`a\\b\/c`, `a\\\\b\\/c`, "a%5Cb%2fc", "a&#92;b&#47;c", `a\u005cb\u002Fc`},
			[]string{"ab/c", `a\b\c`, "a%5Cbc"}},
		{"a<b>c'd\"e&f", []string{"a&lt;b&gt;c&apos;d&quot;e&amp;f", "a&lt;b>c'd&quot;e&amp;amp;f",
			"a&#60;b&#62;c&#39;d&#34;e&#38;f", `a\u003cb\u003ec\'d\"e\u0026f`},
			[]string{"a&gt;b&gt;c'd\"e&f", "a&lt;b&gt;c&lt;d\"e&f", "a&ltb>c'd\"e&f"}},
		{"s3cr😀t", []string{
			`s3cr\ud83d\ude00t`, `s3cr\\uD83D\\uDE00t`, "s3cr%F0%9F%98%80t", "s3cr&#128512;t", "s3cr&#x1F600;t",
		},
			[]string{`s3cr\ud83d\ude01t`, `s3cr\ud83e\ude00t`, `s3cr\ud83dt`, `s3cr\ud83d\ude0`, `s3cr\ud83dude00t`,
				"s3cr%F0%9F%98%81t", "s3cr%F0%9F%98t", "s3cr&#128513;t"}},
		{"Äöü-12", []string{"äÖÜ-12", "%c3%84%C3%B6%c3%bc-12", `\u00e4\u00d6\u00fc-12`, "&#228;&#214;&#252;-12"},
			[]string{"aou-12", "%c3%84%C3%B6%c3-12"}},
	}
	for _, c := range cases {
		r := New(c.secret)
		for _, text := range append(c.whole, c.secret) {
			assert.Equal(t, "<REDACTED>", r.values("<"+text+">"), "%s as %s", c.secret, text)
			assert.Equal(t, "REDACTED", r.values(text), "%s as all of the text", text)
		}
		for _, text := range c.stay {
			assert.Equal(t, "<"+text+">", r.values("<"+text+">"), "%s is not %s", text, c.secret)
		}
	}
}

// TestCodedSecrets finds secrets in base64 and in hex, with everything around them that belongs to the same text.
func TestCodedSecrets(t *testing.T) {
	r := New("s3cr", "planted-5")
	code := base64.StdEncoding.EncodeToString([]byte("planted-5"))
	for text, want := range map[string]string{
		"<" + code + ">": "<REDACTED>", "AAAA" + code + "zz09+/=_-": Mark, "(" + code + ")" + code: "(REDACTED)REDACTED",
		"planted-5" + code: "REDACTEDREDACTED", "planted-5planted-5": "REDACTEDREDACTED", "s3crs3cr": "REDACTEDREDACTED",
		"x" + hex.EncodeToString([]byte("planted-5")) + "y": "xREDACTEDy", "73336372": Mark,
		"{" + code + "[": "{REDACTED[", "`" + code + "@": "`REDACTED@", ":" + code + ".": ":REDACTED.",
	} {
		assert.Equal(t, want, r.values(text), text)
	}
	for _, text := range []string{
		base64.StdEncoding.EncodeToString([]byte("s3cr")), "cgxhbnrlzc01", "737267", "",
		base64.StdEncoding.EncodeToString([]byte("planted-6")),
	} {
		assert.Equal(t, text, r.values(text), "of four characters there is too little, and letters have their case")
	}
	assert.Equal(t, "733637 REDACTED", New("s3c7").values("733637 s3c7"))
	assert.Equal(t, "616263", New("abc").values("616263"))
}

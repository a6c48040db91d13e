package phpwire_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

// TestXMLRefuses names the byte and the fault of what is not XML, and of what is more than one value.
func TestXMLRefuses(t *testing.T) {
	const mixed = "text beside elements"
	check(t, phpwire.XML, []fault{
		{"", 0, early}, {" ", 1, early}, {"<", 1, early}, {"<a", 2, early}, {"<a ", 3, early}, {"<a b", 4, early},
		{"<a b=", 5, early}, {"<a b='", 5, early}, {"<a b='c'", 8, early}, {"<a/", 3, early}, {"<a>", 3, early},
		{"<a><", 4, early}, {"<a></", 5, early}, {"<a></a", 6, early}, {"<a><!", 3, early}, {"<a><!--", 3, early},
		{"<a><![CDATA[x]]", 3, early}, {"<?xml", 0, early}, {"<!DOCTYPE a", 11, early}, {"<a><1", 4, early},
		{"< a/>", 1, noValue}, {"<-a/>", 1, noValue}, {"<a b/>", 4, noValue}, {"<a b=c/>", 5, noValue},
		{"<a b='<'/>", 8, noValue}, {"<a b='&c;'/>", 10, noValue}, {"<a:b:c/>", 6, noValue}, {"<1a/>", 1, noValue},
		{"<a/x>", 3, noValue}, {"<a></b>", 7, noValue}, {"<a></a x>", 7, noValue}, {"</a>", 4, noValue},
		{"<a><!-x></a>", 3, noValue}, {"<a><![x]></a>", 3, noValue}, {"<a>]]></a>", 3, noValue},
		{"<a>&b;</a>", 6, noValue}, {"<a>&amp</a>", 7, noValue}, {"<a>&;</a>", 5, noValue}, {"<a>&#;</a>", 6, noValue},
		{"<a>&#x110000;</a>", 13, noValue}, {"<a>&#0;</a>", 7, noValue}, {"<a>\x01</a>", 4, noValue},
		{"<a><![CDATA[\x01]]></a>", 16, noValue},
		{"x", 1, behind}, {"<a/>x", 5, behind}, {"<a/><b/>", 8, behind}, {"x<a/>", 5, behind},
		{"<a>x<b/></a>", 12, mixed}, {"<a><b/>x</a>", 12, mixed}, {"<a><b>x<c/></b></a>", 15, mixed},
	})
}

// TestXMLDepth refuses the element that is one too many, and counts lists of repeated names.
func TestXMLDepth(t *testing.T) {
	const n = phpwire.MaxDepth
	nest := func(depth int) string {
		return strings.Repeat("<a>", depth) + "x" + strings.Repeat("</a>", depth)
	}
	v, err := phpwire.Decode(phpwire.XML, []byte(nest(n+1)))
	require.NoError(t, err)
	assert.Equal(t, 1, v.Len())
	for _, body := range []string{nest(n + 2), strings.Repeat("<a>", n+2)} {
		_, err = phpwire.Decode(phpwire.XML, []byte(body))
		assert.ErrorIs(t, err, phpwire.ErrTooDeep)
	}
	repeated := func(depth int) string { // each is a map and a list in it, but for the innermost
		return strings.Repeat("<a><a/>", depth) + strings.Repeat("</a>", depth)
	}
	_, err = phpwire.Decode(phpwire.XML, []byte(repeated(n/2)))
	require.NoError(t, err)
	_, err = phpwire.Decode(phpwire.XML, []byte(repeated(n/2+1)))
	assert.ErrorIs(t, err, phpwire.ErrTooDeep)
}

// TestXMLTexts reads entities, line ends and CDATA as XML has them.
func TestXMLTexts(t *testing.T) {
	for body, want := range map[string]string{
		"&lt;&gt;&amp;&quot;&apos;": `<>&"'`, "&#65;&#x4e2d;&#x1F600;": "A中😀", "&nbsp;&euro;&semi;": "\u00a0€;",
		"a\r\nb\rc\nd": "a\nb\nc\nd", "&#13;&#10;": "\r\n", "<![CDATA[a\r\nb&amp;<c>]]>": "a\nb&amp;<c>",
		"a<![CDATA[]]>b<!-- c -->d<?e f?>g": "abdg", "<![CDATA[ ]]]]><![CDATA[>]]>": " ]]>", " a ": " a ", "\t": "\t",
		"&#xd800;": "\ufffd", "&#9;": "\t", "&amp;amp;": "&amp;",
	} {
		v, err := phpwire.Decode(phpwire.XML, []byte("<a>"+body+"</a>"))
		require.NoError(t, err, body)
		assert.Equal(t, phpwire.String(want), v, body)
	}
}

// TestXMLKeys reads the key of an element from its attributes, the first that names one, or from its name.
func TestXMLKeys(t *testing.T) {
	for element, want := range map[string]string{
		`<b id="x">`: "x", `<b key='y'>`: "y", `<b index="7">`: "7", `<b id="x" key="y">`: "x", `<b key="y" id="x">`: "y",
		`<b c="d" id="x">`: "x", `<b ID="x">`: "b", `<b n:id="x">`: "x", `<b id = "x" >`: "x", `<b id="">`: "",
		`<b id="&lt;&#65;">`: "<A", `<b id=' x '>`: " x ", `<b id="05">`: "05", `<b id="-5">`: "-5", "<n:b>": "b", "<:b>": ":b",
		"<b:>": "b:", "<b\n>": "b", "<item5>": "5", "<item_5>": "5", "<item05>": "item05", "<_5>": "5", "<5>": "5", "<key_5>": "5",
		"<row9>": "9", "<xrow9>": "xrow9", "<item-5>": "item-5", "<中>": "中", "<b.c-d_e9>": "b.c-d_e9", "<item99999999999999999999>": "item99999999999999999999",
	} {
		name, _, _ := strings.Cut(strings.TrimSuffix(element[1:], ">"), " ")
		body := "<a>" + element + "1</" + strings.TrimSpace(name) + "><other/></a>"
		v, err := phpwire.Decode(phpwire.XML, []byte(body))
		require.NoError(t, err, body)
		one, other := phpwire.Pair(want, phpwire.String("1")), phpwire.Pair("other", phpwire.String(""))
		assert.Equal(t, phpwire.Map(one, other), v, body)
	}
}

// TestXMLDeclarations skips document types with everything that may stand in them, and replaces no entity of theirs.
func TestXMLDeclarations(t *testing.T) {
	for _, declaration := range []string{
		"<!DOCTYPE a>", `<!DOCTYPE a SYSTEM "b>c">`, "<!DOCTYPE a SYSTEM 'b>c\"'>", `<!DOCTYPE a [<!ENTITY b "c>">]>`,
		"<!DOCTYPE a [<!-- > ' -->]>", "<!-- a --><!DOCTYPE a><?b c>?>", `<?xml version="1.0" encoding="utf-8"?>`, "\n",
	} {
		v, err := phpwire.Decode(phpwire.XML, []byte(declaration+"<a>x</a>"+"<!-- b -->"))
		require.NoError(t, err, declaration)
		assert.Equal(t, phpwire.String("x"), v, declaration)
	}
	_, err := phpwire.Decode(phpwire.XML, []byte(`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`))
	assert.EqualError(t, err, "phpwire: xml: at byte 36: "+noValue)
}

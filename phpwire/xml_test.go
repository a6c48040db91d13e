package phpwire_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/phpwire"
)

func TestXMLForms(t *testing.T) {
	tests := []struct {
		name string
		body string
		want string // as JSON
	}{
		{"any root", `<?xml version="1.0"?><response><item><title>a</title></item></response>`, `{"item":{"title":"a"}}`},
		{"id", `<root><imgs><item id="0">a</item><item id="1">b</item></imgs></root>`, `{"imgs":["a","b"]}`},
		{"id on another name", `<root><imgs><img id="0">a</img><img id="1">b</img></imgs></root>`, `{"imgs":["a","b"]}`},
		{"ids with a hole", `<root><imgs><item id="0">a</item><item id="2">b</item></imgs></root>`,
			`{"imgs":{"0":"a","2":"b"}}`},
		{"id that is a name", `<root><props><item id="1:2">a</item></props></root>`, `{"props":{"1:2":"a"}}`},
		{"key", `<root><imgs><item key="0">a</item></imgs></root>`, `{"imgs":["a"]}`},
		{"item0", `<root><imgs><item0>a</item0><item1>b</item1></imgs></root>`, `{"imgs":["a","b"]}`},
		{"item_0", `<root><imgs><item_0>a</item_0><item_1>b</item_1></imgs></root>`, `{"imgs":["a","b"]}`},
		{"_0", `<root><imgs><_0>a</_0></imgs></root>`, `{"imgs":["a"]}`},
		{"0", `<root><imgs><0>a</0><1/></imgs><d><![CDATA[<0>]]></d></root>`, `{"imgs":["a",""],"d":"<0>"}`},
		{"number in a name of its own", `<root><price1>a</price1></root>`, `{"price1":"a"}`},
		{"repeated name", `<root><skus><sku>a</sku><sku>b</sku></skus></root>`, `{"skus":{"sku":["a","b"]}}`},
		{"repeated among others", `<root><a>1</a><b>2</b><a>3</a></root>`, `{"a":["1","3"],"b":"2"}`},
		{"repeated item", `<root><imgs><item>a</item><item>b</item></imgs></root>`, `{"imgs":["a","b"]}`},
		{"one item", `<root><imgs><item>a</item></imgs></root>`, `{"imgs":["a"]}`},
		{"item of a search", `<root><items><page>1</page><item>a</item><item>b</item></items></root>`,
			`{"items":{"page":"1","item":["a","b"]}}`},
		{"item alone in items", `<root><items><item>a</item><item>b</item></items></root>`, `{"items":{"item":["a","b"]}}`},
		{"CDATA", `<root><desc><![CDATA[<p>1 & 2</p>]]>!</desc></root>`, `{"desc":"<p>1 & 2</p>!"}`},
		{"entities", `<root><a>&lt;&amp;&#x6dd8;&nbsp;</a></root>`, `{"a":"<&淘` + "\u00a0" + `"}`},
		{"indented", "<root>\n  <a>\n    <b> x </b>\n  </a>\n</root>\n", `{"a":{"b":" x "}}`},
		{"empty", `<root><a/><b></b></root>`, `{"a":"","b":""}`},
		{"attributes that are no keys", `<root type="array"><a nil="1">x</a></root>`, `{"a":"x"}`},
		{"comments and a document type", `<!DOCTYPE root [<!ENTITY x "y">]><root><!-- c --><a>x</a></root>`, `{"a":"x"}`},
		{"namespace", `<n:root xmlns:n="urn:x"><n:a>x</n:a></n:root>`, `{"a":"x"}`},
		{"byte order mark", "\ufeff<root><a>x</a></root>", `{"a":"x"}`},
		{"GBK", "<?xml version=\"1.0\" encoding=\"gbk\"?><root><a>\xcc\xd4\xb1\xa6</a></root>", `{"a":"淘宝"}`},
		{"UTF-8 labelled GBK", `<?xml version="1.0" encoding="gbk"?><root><a>淘宝</a></root>`, `{"a":"淘宝"}`},
		{"text alone", `<root>x</root>`, `"x"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v, err := phpwire.Decode(phpwire.XML, []byte(test.body))
			require.NoError(t, err)
			assert.JSONEq(t, test.want, string(must(phpwire.Encode(phpwire.JSON, v))))
		})
	}
}

func TestXMLRefused(t *testing.T) {
	for _, body := range []string{
		"", "x", "<root>", "<root></wrong>", "<root/><root/>", "<root/>x", "<root>x<a/></root>", "<root>&unknown;</root>",
		strings.Repeat("<a>", 100_000), strings.Repeat("<a>", 600) + strings.Repeat("</a>", 600),
		strings.Repeat("<a><a/>", 400) + strings.Repeat("</a>", 400), // repeated names nest twice
	} {
		_, err := phpwire.Decode(phpwire.XML, []byte(body))
		assert.Error(t, err, "%.40s", body)
	}
}

func TestXMLWritten(t *testing.T) {
	v := must(phpwire.Decode(phpwire.JSON,
		[]byte(`{"item":{"title":"a<b","imgs":[1,{"item":2}],"1:2":null,"item_0":true}}`)))
	want := `<?xml version="1.0" encoding="utf-8"?>` + "\n" +
		`<root><item><title>a&lt;b</title><imgs><item id="0">1</item><item id="1"><item id="item">2</item></item></imgs>` +
		`<item id="1:2"></item><item id="item_0">1</item></item></root>`
	assert.Equal(t, want, string(must(phpwire.Encode(phpwire.XML, v))))
}

// asXMLCarries returns the value without what Losses states about xml.
func asXMLCarries(v phpwire.Value) phpwire.Value {
	if v.Len() == 0 {
		return phpwire.String(xmlText(string(must(phpwire.Encode(phpwire.VarExport, v))), v))
	}
	var entries []phpwire.Entry
	for k, element := range v.All() {
		if _, isInt := k.Int(); !isInt {
			k = phpwire.StringKey(xmlChars(k.String()))
		}
		entries = append(entries, phpwire.Entry{Key: k, Value: asXMLCarries(element)})
	}
	return phpwire.Map(entries...)
}

func xmlText(exported string, v phpwire.Value) string {
	switch v.Kind() {
	case phpwire.KindBool:
		return map[bool]string{true: "1"}[v.Bool()]
	case phpwire.KindInt:
		return strings.Replace(exported, "807-1", "808", 1)
	case phpwire.KindFloat:
		serialized := string(must(phpwire.Encode(phpwire.Serialize, v)))
		return strings.Trim(serialized, "d:;")
	}
	return xmlChars(v.Str())
}

func xmlChars(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == '\ufffe' || r == '\uffff' {
			return '\ufffd'
		}
		return r
	}, s)
}

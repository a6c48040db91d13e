package translate

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const document = `openapi: 3.0.3
info: {title: Shop, description: A shop., version: "1"}
tags:
  - {name: product, description: Goods.}
paths:
  /item_get/:
    get:
      summary: Get an offer
      description: Everything.
      parameters:
        - {name: num_iid, in: query, description: The offer's id.}
        - {$ref: '#/components/parameters/lang'}
      responses:
        "200": {description: An offer., content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}
components:
  schemas:
    Item:
      allOf:
        - type: object
          properties:
            description: {type: array, items: {type: string, description: A line.}, example: {description: Not a text.}}
            price: {type: string, description: The price.}
            a-b: {type: string, x-error-codes: {"1": {description: Not a text.}}}
  parameters:
    lang: {name: lang, in: query, description: The language.}
`

// texts are the actions of a whole translation, by their targets.
var texts = []string{
	"$.info\n    update: {title: 店, description: 一个店。}",
	"$.tags[?(@.name == 'product')]\n    update: {description: 商品。}",
	"$.paths['/item_get/'].get\n    update: {summary: 获得商品, description: 全部。}",
	"$.paths['/item_get/'].get.parameters[?(@.name == 'num_iid')]\n    update: {description: 商品 ID。}",
	"$.paths['/item_get/'].get.responses['200']\n    update: {description: 一个商品。}",
	"$.components.schemas.Item.allOf[0].properties.description.items\n    update: {description: 一行。}",
	"$.components.parameters.lang\n    update: {description: 语言。}",
	"$.components.schemas.Item.allOf[0].properties.price\n    update: {description: 价格。}",
}

func overlayOf(actions ...string) string {
	return "overlay: 1.0.0\nx-speakeasy-jsonpath: rfc9535\ninfo: {title: zh, version: \"1\"}\nactions:\n  - target: " +
		strings.Join(actions, "\n  - target: ") + "\n"
}

// stamped returns a whole translation that was just read beside its English.
func stamped(t *testing.T) string {
	t.Helper()
	o, err := parse(overlayOf(texts...), document)
	require.NoError(t, err)
	out, err := o.Stamp(false)
	require.NoError(t, err)
	return string(out[0].Content)
}

// parse reads an overlay of one file.
func parse(overlay, document string) (*Overlay, error) {
	return Parse([]File{{"openapi.yaml", []byte(overlay)}}, []byte(document))
}

func TestCheck(t *testing.T) {
	cases := []struct {
		name              string
		overlay, document func(string) string
		want              string
	}{
		{"up to date", same, same, ""},
		{"stale", same, replace("Everything.", "Almost everything."), "$.paths['/item_get/'].get is stale"},
		{"space does not count", same, replace("Everything.", "Everything. "), ""},
		{"never read", replace("    x-source-hash:", "    x-other:"), same, "is stale"},
		{"missing operation", without(2), same,
			"$.paths['/item_get/'].get has no summary: add an action for it\n$.paths['/item_get/'].get has no description"},
		{"missing tag", without(1), same, "$.tags[?(@.name == 'product')] has no description"},
		{"missing parameter", without(3), same,
			"$.paths['/item_get/'].get.parameters[?(@.name == 'num_iid')] has no description"},
		{"missing response", without(4), same, "$.paths['/item_get/'].get.responses['200'] has no description"},
		{"missing element", without(5), same,
			"$.components.schemas.Item.allOf[0].properties.description.items has no description"},
		{"missing shared parameter", without(6), same, "$.components.parameters.lang has no description"},
		{"missing member", without(7), same, "$.components.schemas.Item.allOf[0].properties.price has no description"},
		{"missing summary", replace("summary: 获得商品, ", ""), same, "$.paths['/item_get/'].get has no summary"},
		{"gone", same, replace("num_iid", "offer_id"), "is nowhere in the document"},
		{"two places", replace("[?(@.name == 'num_iid')]", "[*]"), same, "is in 2 places"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o, err := parse(c.overlay(stamped(t)), c.document(document))
			require.NoError(t, err)
			var got []string
			for _, p := range o.Check() {
				got = append(got, p.Message)
			}
			if c.want == "" {
				assert.Empty(t, got)
				return
			}
			assert.Contains(t, strings.Join(got, "\n"), c.want)
		})
	}
}

func same(s string) string { return s }

func replace(old, with string) func(string) string {
	return func(s string) string { return strings.ReplaceAll(s, old, with) }
}

func without(i int) func(string) string {
	return func(s string) string {
		parts := strings.Split(s, "  - target: ")
		return strings.Join(append(parts[:i+1:i+1], parts[i+2:]...), "  - target: ")
	}
}

// TestStamp changes the lines of hashes and no others, and twice is as good as once.
func TestStamp(t *testing.T) {
	once := stamped(t)
	var kept []string
	for line := range strings.Lines(once) {
		if !strings.Contains(line, HashKey) {
			kept = append(kept, line)
		}
	}
	assert.Equal(t, overlayOf(texts...), strings.Join(kept, ""))
	o, err := parse(once, document)
	require.NoError(t, err)
	twice, err := o.Stamp(false)
	require.NoError(t, err)
	assert.Equal(t, once, string(twice[0].Content))
}

// TestStampAgain takes a changed English over by changing the one line of its hash.
func TestStampAgain(t *testing.T) {
	once := stamped(t)
	o, err := parse(once, replace("The language.", "Its language.")(document))
	require.NoError(t, err)
	problems := o.Check()
	require.Len(t, problems, 1)
	lines := strings.Split(once, "\n")
	at := problems[0].Line // counted from 1, so the line behind the target
	assert.Equal(t, "  - target: $.components.parameters.lang", lines[at-1])

	out, err := o.Stamp(false)
	require.NoError(t, err)
	again := strings.Split(string(out[0].Content), "\n")
	assert.NotEqual(t, lines[at], again[at])
	again[at] = lines[at]
	assert.Equal(t, lines, again)
}

// TestStale shows the changed English beside the text that was written for the former one.
func TestStale(t *testing.T) {
	once := stamped(t)
	o, err := parse(once, document)
	require.NoError(t, err)
	none, err := o.Stale()
	require.NoError(t, err)
	assert.Empty(t, none)

	o, err = parse(once, replace("The language.", "Its language.")(document))
	require.NoError(t, err)
	stale, err := o.Stale()
	require.NoError(t, err)
	assert.Equal(t, []Pair{{"$.components.parameters.lang", "description", "Its language.", "语言。"}}, stale)
}

// TestStampRefuses does not stamp a text that is about nothing, or about several places.
func TestStampRefuses(t *testing.T) {
	for target, want := range map[string]string{
		"$.paths['/item_gone/'].get":              "is nowhere in the document",
		"$.paths['/item_get/'].get.parameters[*]": "is in 2 places",
	} {
		t.Run(want, func(t *testing.T) {
			o, err := parse(overlayOf(texts[0], target+"\n    update: {description: x}"), document)
			require.NoError(t, err)
			_, err = o.Stamp(false)
			assert.ErrorContains(t, err, target+" "+want)
		})
	}
}

// TestApply replaces the texts that the overlay has, and nothing else.
func TestApply(t *testing.T) {
	o, err := parse(stamped(t), document)
	require.NoError(t, err)
	out, err := o.Apply()
	require.NoError(t, err)
	want := strings.NewReplacer(
		"title: Shop, description: A shop.", "title: 店, description: 一个店。",
		"description: Goods.", "description: 商品。",
		"description: An offer.", "description: 一个商品。",
		"description: A line.", "description: 一行。",
		"description: The price.", "description: 价格。",
		"summary: Get an offer", "summary: 获得商品",
		"description: Everything.", "description: 全部。",
		"description: The offer's id.", "description: 商品 ID。",
		"description: The language.", "description: 语言。",
	).Replace(document)
	assert.YAMLEq(t, want, string(out))
}

func TestParseRefuses(t *testing.T) {
	cases := map[string]struct{ overlay, want string }{
		"no YAML": {"actions: [", "not YAML"},
		"an action on one line": {"overlay: 1.0.0\nactions: [{target: $.info, update: {title: x}}]",
			"must begin with a line"},
		"a member before the target": {overlayOf(texts...) + "  - update: {description: x}\n    target: $.info\n",
			"8 do, of 9"},
		"actions set in too far": {"overlay: 1.0.0\nactions:\n    - target: $.info\n      update: {title: x}\n",
			"0 do, of 1"},
		"a target that is no path": {overlayOf("$.info[\n    update: {title: x}"), "is no JSONPath"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			o, err := parse(c.overlay, document)
			if err == nil {
				_, err = o.Stamp(false)
			}
			assert.ErrorContains(t, err, c.want)
		})
	}
}

package lint

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// refusalRow is a row with nothing to mend.
const refusalRow = `Item:
  type: object
  description: An offer.
  x-error-codes:
    "5001":
      name: gone
      en: The offer is gone.
      zh: 商品已下架
      retry: never
      action: tell_customer
      do: {en: Tell the customer., zh: 告知客户。}
      texts: ["商品[{offers}]已下架"]
      status: 200
      evidence: {level: official, sources: [a page], seen: 2026-09}
  properties:
    title: {type: string, description: The title., example: "5.40"}
`

// TestRefusals breaks the row, one member at a time.
func TestRefusals(t *testing.T) {
	cases := []struct{ name, old, new, want string }{
		{"nothing", "", "", ""},
		{"name missing", "      name: gone\n", "", "name what the code means"},
		{"name of another form", "name: gone", "name: Gone", "name what the code means"},
		{"meaning missing", "      zh: 商品已下架\n", "", "say in Chinese what the code means"},
		{"retry missing", "      retry: never\n", "", "retry must be one of never, soon"},
		{"retry of another word", "retry: never", "retry: maybe", "retry must be one of never, soon"},
		{"action of another word", "action: tell_customer", "action: cry", "action must be one of none, retry"},
		{"sentence missing", "en: Tell the customer., ", "", "say in English what to do about it"},
		{"evidence missing", "      evidence: {level: official, sources: [a page], seen: 2026-09}\n", "",
			"level must be one of"},
		{"status out of range", "status: 200", "status: 20", "write the HTTP status as a number"},
		{"placeholder of another word", "{offers}", "{offer}", "{offer} is no placeholder"},
		{"match of another word", "name: gone", "name: gone\n      match: roughly", "match must be one of end, digits, text"},
		{"unknown operation", "name: gone", "name: gone\n      operations: [item_gone]", "there is no operation item_gone"},
		{"unknown operation, inferred", "name: gone", "name: gone\n      inferred: [item_gone]",
			"there is no operation item_gone"},
		{"operation stated and inferred", "name: gone",
			"name: gone\n      operations: [item_get]\n      inferred: [item_get]",
			"item_get is in operations"},
		{"month of another form", "seen: 2026-09", "seen: autumn", "write when it was last seen"},
		{"month unknown", "seen: 2026-09", "seen: unknown", ""},
		{"case without its words", "name: gone",
			"name: gone\n      cases: [{name: x, en: A case., zh: 情况, retry: soon, action: retry, do: {en: Try it again., zh: " +
				"重试}, " +
				"evidence: {level: live, sources: [a client], seen: 2026-09}}]", "write as `text` the words"},
		{"a name twice", "    \"5001\":",
			"    \"5000\": {name: gone, en: x, zh: 一, retry: never, action: none, do: {en: Try it again., zh: 重试}, " +
				"evidence: {level: live, sources: [a client], seen: 2026-09}}\n    \"5001\":", "5000 has this name already"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			got := lint(t, files{"schemas/item.yaml": exchange(refusalRow, tt.old, tt.new)})
			if tt.want == "" {
				assert.Empty(t, got)
				return
			}
			assert.Contains(t, got, "refusal: ")
			assert.Contains(t, got, tt.want)
			assert.Equal(t, strings.Count(got, "refusal: "), strings.Count(got, "\n")+1, "of this rule only:\n%s", got)
		})
	}
}

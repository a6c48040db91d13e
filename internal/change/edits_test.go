package change

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shop is a document of one operation, to be changed in one place.
const shop = `openapi: 3.0.3
info: {title: Shop, description: A shop., version: 1.2.3}
servers: [{url: "https://old.example/1688"}]
paths:
  /item_get/:
    get:
      operationId: item_get
      summary: Get an offer
      description: Everything of an offer.
      parameters:
        - {name: num_iid, in: query, required: true, description: The id., schema: {type: string}, example: "1"}
        - {name: sort, in: query, description: The order., schema: {$ref: "#/components/schemas/Sort"}}
        - {name: page, in: query, description: The page., schema: {type: integer, format: int64, default: 1}}
      responses:
        "200":
          description: An offer.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/ItemGetResponse"}
            text/plain:
              schema: {type: string}
        "400":
          description: An inline schema.
          content:
            application/json:
              schema: {type: object, properties: {reason: {type: string}}}
components:
  schemas:
    Sort: {type: string, enum: [price_asc, price_desc]}
    ItemGetResponse:
      type: object
      required: [title]
      properties:
        title: {type: string, description: Its title., example: Mug}
        price: {type: string, description: Its price.}
        code: {type: string, x-go-type: string}
        count: {type: integer, format: int32}
        fee: {type: integer, x-unit: fen}
        note: {type: string, nullable: true}
        state: {$ref: "#/components/schemas/State"}
        weight: {$ref: "#/components/schemas/Weight"}
    State: {type: string, enum: [sold_out, on_sale]}
    Weight: {oneOf: [{type: string}, {type: number}]}
`

// edits are those of a study of today's tools, in its order. The columns of others are what the tools say by
// themselves about the whole document and the whole package.
var edits = []struct {
	name         string
	old, new     string // what stands in shop, and instead
	oasdiff      Level
	incompatible int // changes, of apidiff
	line         string
	wire, golang Level
	text         bool
	step         Semver
}{
	{"optional response field removed", "        price: {type: string, description: Its price.}\n", "",
		Adds, 1, "ItemGetResponse price: removed", Breaks, Breaks, false, Major},
	{"operationId renamed", "operationId: item_get", "operationId: offer_get",
		Adds, 2, "offer_get the operationId item_get became offer_get", Adds, Breaks, false, Major},
	{"x-go-type changed", "x-go-type: string", "x-go-type: int64",
		None, 1, "ItemGetResponse code: x-go-type string became int64", None, Breaks, false, Major},
	{"response field added, component schema", "        price: {", "        sku: {type: string}\n        price: {",
		Adds, 0, "ItemGetResponse sku: added: string", Adds, Adds, false, Minor},
	{"response field added, inline schema", "properties: {reason: {type: string}}",
		"properties: {reason: {type: string}, hint: {type: string}}",
		Adds, 0, "item_get hint: added: string", Adds, None, false, Minor},
	{"response enum value added", "[sold_out, on_sale]", "[sold_out, on_sale, gone]",
		Breaks, 0, "State may be gone, too", Warns, Adds, false, Minor},
	{"request enum value removed", "[price_asc, price_desc]", "[price_asc]",
		Breaks, 1, "Sort is price_desc no longer", Breaks, Breaks, false, Major},
	{"property string to number", "price: {type: string,", "price: {type: number,",
		Breaks, 1, "ItemGetResponse price: string became number", Breaks, Breaks, false, Major},
	{"property string to oneOf(string, number)", "price: {type: string,",
		"price: {oneOf: [{type: string}, {type: number}],",
		Breaks, 1, "ItemGetResponse price: string became string | number", Breaks, Breaks, false, Major},
	{"oneOf member added", "oneOf: [{type: string}, {type: number}]",
		"oneOf: [{type: string}, {type: number}, {type: boolean}]",
		Breaks, 0, "Weight may be boolean, too", Breaks, Adds, false, Major},
	{"int32 to int64", "format: int32", "format: int64",
		Breaks, 1, "ItemGetResponse count: format int32 became int64", Breaks, Breaks, false, Major},
	{"required to optional", "      required: [title]\n", "",
		Breaks, 0, "ItemGetResponse title: became optional", Breaks, None, false, Major},
	{"became nullable", "price: {type: string,", "price: {type: string, nullable: true,",
		Breaks, 0, "ItemGetResponse price: may be null now", Breaks, None, false, Major},
	{"nullable removed", "note: {type: string, nullable: true}", "note: {type: string}",
		Adds, 0, "ItemGetResponse note: is never null any more", Adds, None, false, Minor},
	{"media type removed", "            text/plain:\n              schema: {type: string}\n", "",
		Breaks, 0, "item_get comes as text/plain no longer", Breaks, None, false, Major},
	{"parameter default changed", "default: 1", "default: 2",
		Adds, 0, "item_get page: default 1 became 2", Adds, None, false, Minor},
	{"server URL changed", "https://old.example", "https://new.example",
		None, 0, "document the servers https://old.example/1688 became https://new.example/1688", Warns, None, true, Minor},
	{"description changed", "Everything of an offer.", "Nearly everything of an offer.",
		None, 0, "item_get description", None, None, true, Patch},
	{"example changed", "example: Mug", "example: Cup",
		None, 0, "ItemGetResponse title: example", None, None, true, Patch},
	{"unit changed", "x-unit: fen", "x-unit: yuan",
		None, 1, "ItemGetResponse fee: the unit fen became yuan", Breaks, Breaks, false, Major},
	{"unit changed to another member's currency", "x-unit: fen", "x-unit: currency",
		None, 1, "ItemGetResponse fee: the unit fen became currency", Breaks, Breaks, false, Major},
	{"unit withdrawn", "x-unit: fen", "x-unit: unknown",
		None, 1, "ItemGetResponse fee: the unit is no longer stated, it was fen", Warns, Breaks, false, Major},
	{"unit stated", "count: {type: integer,", "count: {x-unit: piece, type: integer,",
		None, 0, "ItemGetResponse count: the unit is piece", Adds, None, false, Minor},
	{"enum value begins to collide with another enum", "[price_asc, price_desc]", "[price_asc, price_desc, on_sale]",
		Adds, 0, "Sort may be on_sale, too", Adds, Adds, false, Minor},
}

// TestAnOperationMore is news for whoever implements the generated interfaces, and breaks nobody else.
func TestAnOperationMore(t *testing.T) {
	const more = `  /cat_get/:
    get:
      operationId: cat_get
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/ItemGetResponse"}}}}}
components:`
	for _, c := range []struct {
		old, new string
		line     string
		level    Level
		step     Semver
	}{
		{shop, strings.Replace(shop, "components:", more, 1), "cat_get added", Warns, Minor},
		{strings.Replace(shop, "components:", more, 1), shop, "cat_get removed", Breaks, Major},
	} {
		report, err := Compare(sides(t, c.old, c.new))
		require.NoError(t, err)
		assert.Equal(t, c.line, lines(report))
		assert.Equal(t, c.level.String(), report.Edits[0].Go.String(), "%v", report.Edits[0].GoChanges)
		assert.Equal(t, c.step, report.Calls)
	}
}

// TestEdits makes every edit alone: it is one line, and our verdict stands beside those of the tools.
func TestEdits(t *testing.T) {
	var table bytes.Buffer
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "EDIT\toasdiff\tapidiff\tWIRE\tGO\tTEXT\tSTEP")
	for _, e := range edits {
		t.Run(e.name, func(t *testing.T) {
			require.Equal(t, 1, strings.Count(shop, e.old), "the edit must be one")
			old, new := sides(t, shop, strings.Replace(shop, e.old, e.new, 1))
			wire, incompatible := others(t, old, new)
			report, err := Compare(old, new)
			require.NoError(t, err)
			require.Len(t, report.Edits, 1, "one edit, one line: %s", lines(report))
			got := report.Edits[0]
			assert.Equal(t, e.line, lines(report))
			assert.Equal(t, e.oasdiff.String(), wire.String(), "oasdiff by itself")
			assert.Equal(t, e.incompatible, incompatible, "apidiff by itself: %v", got.GoChanges)
			assert.Equal(t, e.wire.String(), got.Wire.String(), "wire: %v", got.Rules)
			assert.Equal(t, e.golang.String(), got.Go.String(), "Go: %v", got.GoChanges)
			assert.Equal(t, e.text, got.Text)
			assert.Equal(t, e.step, report.Calls)
			fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%v\t%s\n", e.name, wire, incompatible, got.Wire, got.Go, got.Text, report.Calls)
		})
	}
	_ = w.Flush()
	t.Log("\n" + table.String())
}

// others returns the verdicts of the tools on the whole: the worst level of oasdiff, the incompatible changes of
// apidiff.
func others(t *testing.T, old, new *Side) (Level, int) {
	t.Helper()
	wire, _, err := verdict(old.Documents["shop"].Root, new.Documents["shop"].Root)
	require.NoError(t, err)
	a, err := old.packages()
	require.NoError(t, err)
	b, err := new.packages()
	require.NoError(t, err)
	imports := newImports("", a, b)
	before, err := imports.check(a)
	require.NoError(t, err)
	after, err := imports.check(b)
	require.NoError(t, err)
	require.Empty(t, imports.note)
	incompatible := 0
	for name := range before {
		for _, c := range goChanges(name, before[name], after[name]) {
			if !c.Compatible {
				incompatible++
			}
		}
	}
	return wire, incompatible
}

// lines returns the edits of a report as people read them.
func lines(r *Report) string {
	var out []string
	for _, e := range r.Edits {
		out = append(out, e.Group+" "+dictionary["en"].line(e))
	}
	return strings.Join(out, "\n")
}

func sides(t *testing.T, old, new string) (*Side, *Side) {
	t.Helper()
	return side(t, old), side(t, new)
}

func side(t *testing.T, document string) *Side {
	t.Helper()
	file := filepath.Join(t.TempDir(), "shop.yaml")
	require.NoError(t, os.WriteFile(file, []byte(document), 0o600))
	s, err := Load(file)
	require.NoError(t, err)
	return s
}

package idtext_test

import (
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/idtext"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

func TestEdition(t *testing.T) {
	for _, c := range []struct{ name, property, want string }{
		{"a number", `"orderId":{"type":"integer","format":"int64","example":202711458975969812}`,
			`"orderId":{"example":"202711458975969812","type":"string"}`},
		{"a reference", `"skuID":{"allOf":[{"$ref":"#/components/schemas/PlainInteger"}],"description":"The variant."}`,
			`"skuID":{"description":"The variant.","type":"string"}`},
		{"a list", `"orderIds":{"type":"array","items":{"type":"integer"},"example":[1]}`,
			`"orderIds":{"example":["1"],"items":{"type":"string"},"type":"array"}`},
		{"a count", `"quantity":{"type":"integer","example":2}`, `"quantity":{"example":2,"type":"integer"}`},
		{"paid is not an id", `"paid":{"type":"integer","example":2}`, `"paid":{"example":2,"type":"integer"}`},
		{"inside an example", `"row":{"type":"object","example":{"id":7,"n":7}}`,
			`"row":{"example":{"id":"7","n":7},"type":"object"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := idtext.Edition([]byte(`{"components":{"schemas":{"S":{"properties":{` + c.property + `}}}}}`))
			require.NoError(t, err)
			assert.JSONEq(t, `{"components":{"schemas":{"S":{"properties":{`+c.want+`}}}}}`, string(got))
		})
	}
}

func TestParameterAndUnion(t *testing.T) {
	got, err := idtext.Edition([]byte(`{"p":[{"name":"order_id","in":"query","schema":{"type":"integer"},"example":1}],
		"schemas":{"LooseID":{"anyOf":[{"$ref":"#/a"},{"$ref":"#/b"}],"example":"1"}}}`))
	require.NoError(t, err)
	assert.JSONEq(t, `{"p":[{"name":"order_id","in":"query","schema":{"type":"string"},"example":"1"}],
		"schemas":{"LooseID":{"type":"string","example":"1"}}}`, string(got))
}

// script is what people use beside the edition.
const script = "../../docs/assets/ali1688.mjs"

func TestScriptHasTheSameNames(t *testing.T) {
	text, err := os.ReadFile(script)
	require.NoError(t, err)
	assert.Contains(t, string(text), "const ids = /"+idtext.Names+"/;")
}

func TestQuoteIDs(t *testing.T) {
	node := testenv.Program(t, "node", "node")
	for _, c := range []struct{ name, body, want string }{
		{"an id", `{"orderId":202711458975969812,"n":1}`, `{"orderId":"202711458975969812","n":1}`},
		{"a list", `{"orderIds":[202711458975969812, 2],"count":2}`, `{"orderIds":["202711458975969812", "2"],"count":2}`},
		{"a text that looks like one", `{"memo":"\"id\":202711458975969812"}`, `{"memo":"\"id\":202711458975969812"}`},
		{"a text", `{"num_iid":"1"}`, `{"num_iid":"1"}`},
		{"a price", `{"price":-1.5e3}`, `{"price":-1.5e3}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			program := "import {quoteIDs} from '" + script + "'; process.stdout.write(quoteIDs(process.argv[1]))"
			got, err := exec.Command(node, "--input-type=module", "-e", program, c.body).CombinedOutput()
			require.NoError(t, err, "%s", got)
			assert.Equal(t, c.want, string(got))
		})
	}
}

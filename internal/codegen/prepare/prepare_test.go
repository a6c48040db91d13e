package prepare

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// schemas writes components as they stand in a document.
func schemas(lines string) string {
	return "components:\n    schemas:\n" + strings.TrimPrefix(lines, "\n")
}

// TestGateway changes one thing a case; the rest stays as it is written.
func TestGateway(t *testing.T) {
	cases := []struct{ name, document, want string }{
		{"properties are numbered as they were written", schemas(`
        Offer: {properties: {title: {type: string}, price: {properties: {min: {type: number}}}}}
`), schemas(`
        Offer: {properties: {title: {type: string, x-order: 1}, price: {properties: {min: {type: number, x-order: 1}}, x-order: 2}}}
`)},
		{"those of the envelope are behind all others", schemas(`
        Envelope: {properties: {error: {type: string}, reason: {type: string}}}
        Answer: {allOf: [{$ref: '#/components/schemas/Envelope'}, {properties: {item: {type: object}}}]}
`), schemas(`
        Envelope: {properties: {error: {type: string, x-order: 1000}, reason: {type: string, x-order: 1001}}}
        Answer: {allOf: [{$ref: '#/components/schemas/Envelope'}, {properties: {item: {type: object, x-order: 1}}}]}
`)},
		{"examples of parameters are printed", `
parameters:
    - {name: q, in: query, description: "The word.\n", example: 杯}
    - {name: page, in: query, description: The page.}
    - {name: list, in: query, description: The list., example: [1]}
`, `
parameters:
    - {name: q, in: query, description: "The word.\n\nExample: 杯", example: 杯}
    - {name: page, in: query, description: The page.}
    - {name: list, in: query, description: The list., example: [1]}
`},
		{"amounts have a type, and every unit is said", schemas(`
        Fen: {type: integer, x-unit: fen, description: The price.}
        Yuan: {allOf: [{$ref: '#/components/schemas/LooseDecimal'}], x-unit: yuan, description: The price.}
        Text: {type: string, x-unit: yuan, description: The price.}
        Word: {type: string, enum: [a], x-unit: yuan, description: The price.}
        Kept: {type: integer, x-go-type: int, x-unit: fen, description: The price.}
        List: {type: array, x-unit: fen, description: Prices.}
        Mass: {type: number, x-unit: kg, description: The mass.}
        Time: {type: integer, x-unit: unix_ms}
`), schemas(`
        Fen: {type: integer, x-unit: fen, description: "The price.\n\nUnit: 分 (fen, a hundredth of a yuan).", x-go-type: loose.Fen, x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}}
        Yuan: {allOf: [{$ref: '#/components/schemas/LooseDecimal'}], x-unit: yuan, description: "The price.\n\nUnit: 元 (yuan).", x-go-type: loose.Yuan, x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}}
        Text: {type: string, x-unit: yuan, description: "The price.\n\nUnit: 元 (yuan).", x-go-type: loose.Yuan, x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}}
        Word: {type: string, enum: [a], x-unit: yuan, description: "The price.\n\nUnit: 元 (yuan)."}
        Kept: {type: integer, x-go-type: int, x-unit: fen, description: "The price.\n\nUnit: 分 (fen, a hundredth of a yuan)."}
        List: {type: array, x-unit: fen, description: "Prices.\n\nUnit: 分 (fen, a hundredth of a yuan)."}
        Mass: {type: number, x-unit: kg, description: "The mass.\n\nUnit: kg."}
        Time: {type: integer, x-unit: unix_ms}
`)},
		{"the type of an amount among the parameters is that of its schema", `
parameters:
    - {name: p, in: query, description: The price., x-unit: fen, schema: {type: integer}}
`, `
parameters:
    - {name: p, in: query, description: "The price.\n\nUnit: 分 (fen, a hundredth of a yuan).", x-unit: fen, schema: {type: integer, x-go-type: loose.Fen, x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}}}
`},
		{"open enumerations list their values, and members with numbers of them are loose", schemas(`
        Word: {type: string, x-enum-open: {b: {en: bee}, a: {en: ay}}}
        Number: {type: integer, x-enum-open: {"2": {en: two}, "1": {en: one}}}
        Both: {properties: {word: {allOf: [{$ref: '#/components/schemas/Word'}]}, number: {allOf: [{$ref: '#/components/schemas/Number'}]}}}
`), schemas(`
        Word: {type: string, x-enum-open: {b: {en: bee}, a: {en: ay}}, enum: [b, a]}
        Number: {type: integer, x-enum-open: {"2": {en: two}, "1": {en: one}}, enum: ["2", "1"]}
        Both: {properties: {word: {allOf: [{$ref: '#/components/schemas/Word'}], x-order: 1}, number: {allOf: [{$ref: '#/components/schemas/Number'}], x-go-type: 'loose.Enum[Number]', x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}, x-order: 2}}}
`)},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			document := strings.TrimPrefix(tt.document, "\n")
			if !strings.Contains(document, "schemas:") {
				document += schemas("        None: {}\n")
				tt.want += schemas("        None: {}\n")
			}
			got, err := Gateway([]byte(document))
			require.NoError(t, err)
			assert.Equal(t, strings.TrimPrefix(tt.want, "\n"), string(got))
		})
	}
}

const request = `
paths:
    /param2/1/ns/a/{appKey}:
        post: {requestBody: {content: {form: {schema: {$ref: '#/components/schemas/ARequest'}}}}}
`

const clientFields = `raw: {description: The whole body as it came. Members that no field names are found here., ` +
	`x-go-name: Raw, x-go-type: jsontext.Value, ` +
	`x-go-type-import: {path: github.com/go-json-experiment/json/jsontext}, x-go-json-ignore: true, x-order: 2}, ` +
	`unread: {description: 'The members whose values do not fit their types. They are zero here, and are found in ` +
	`Raw.', x-go-name: Unread, ` +
	`x-go-type: loose.Unread, x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}, x-go-json-ignore: true, x-order: 3}`

func TestPlatform(t *testing.T) {
	cases := []struct{ name, schemas, want string }{
		{"what a request may leave out is a pointer, unless nil can say so without one", `
        ARequest: {required: [id], properties: {id: {type: integer}, name: {type: string}, list: {type: array}, map: {additionalProperties: true}, any: {}}}
`, `
        ARequest: {required: [id], properties: {id: {type: integer, x-order: 1}, name: {type: string, x-go-type-skip-optional-pointer: false, x-order: 2}, list: {type: array, x-order: 3}, map: {additionalProperties: true, x-order: 4}, any: {x-order: 5}}}
`},
		{"so are the members of what a request holds, and of nothing else", `
        ARequest: {properties: {to: {allOf: [{$ref: '#/components/schemas/To'}]}}}
        To: {properties: {city: {type: string}, up: {allOf: [{$ref: '#/components/schemas/To'}]}}}
        Other: {properties: {city: {type: string}}}
`, `
        ARequest: {properties: {to: {allOf: [{$ref: '#/components/schemas/To'}], x-go-type-skip-optional-pointer: false, x-order: 1}}}
        To: {properties: {city: {type: string, x-go-type-skip-optional-pointer: false, x-order: 1}, up: {allOf: [{$ref: '#/components/schemas/To'}], x-go-type-skip-optional-pointer: false, x-order: 2}}}
        Other: {properties: {city: {type: string, x-order: 1}}}
`},
		{"files are bytes", `
        ARequest: {properties: {picture: {type: string, format: binary}}}
`, `
        ARequest: {properties: {picture: {type: string, format: binary, x-go-type: '[]byte', x-order: 1}}}
`},
		{"responses keep their bodies", `
        AResponse: {properties: {city: {type: string}}}
`, `
        AResponse: {properties: {city: {type: string, x-order: 1}, ` + clientFields + `}}
`},
		{"a value alone is put into a member", `
        AResponse: {type: integer, description: The time., example: 7}
        A: {type: integer, example: 7}
`, `
        AResponse: {type: object, description: The time., properties: {value: {type: integer, description: The time., example: 7, x-order: 1}, ` + clientFields + `}}
        A: {type: integer, example: 7}
`},
		{"unions stay as they came", `
        Either: {anyOf: [{type: string}, {type: object}]}
`, `
        Either: {anyOf: [{type: string}, {type: object}], x-go-type: jsontext.Value, x-go-type-import: {path: github.com/go-json-experiment/json/jsontext}}
`},
		{"long numbers in examples are texts, and in nothing else", `
        One: {type: integer, example: 202711458975969812, maximum: 202711458975969812}
        Two: {type: object, example: {id: 202711458975969812, short: 20271145897596}}
`, `
        One: {type: integer, example: "202711458975969812", maximum: 202711458975969812}
        Two: {type: object, example: {id: "202711458975969812", short: 20271145897596}}
`},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			head := strings.TrimPrefix(request, "\n")
			got, err := Platform([]byte(head + schemas(tt.schemas)))
			require.NoError(t, err)
			assert.Equal(t, head+schemas(tt.want), string(got))
		})
	}
}

func TestNoYAML(t *testing.T) {
	_, err := Gateway([]byte("a: ["))
	require.Error(t, err)
	_, err = Platform([]byte("a: ["))
	assert.Error(t, err)
}

const sent = `openapi: 3.0.3
info: {title: T}
x-webhooks:
    PAID: {post: {requestBody: {content: {form: {schema: {allOf: [{$ref: '#/components/schemas/Form'}, {properties: {message: {properties: {data: {$ref: '#/components/schemas/Paid'}}}}}]}}}}}}
paths:
    /a/: {post: {responses: {"200": {$ref: '#/components/responses/R'}}}}
components:
    responses:
        R: {content: {json: {schema: {$ref: '#/components/schemas/A'}}}}
    schemas:
        A: {type: string}
        Form: {type: object}
        Paid: {properties: {id: {allOf: [{$ref: '#/components/schemas/ID'}]}}}
        ID: {type: integer, example: 202711458975969812}
        Unused: {type: string}
`

// TestMessages splits a document: the contents of messages on one side, everything else on the other.
func TestMessages(t *testing.T) {
	messages, err := Messages([]byte(sent))
	require.NoError(t, err)
	_, got, _ := strings.Cut(string(messages), "components:\n")
	assert.Equal(t, `    schemas:
        Paid: {properties: {id: {allOf: [{$ref: '#/components/schemas/ID'}], x-order: 1}}}
        ID: {type: integer, example: "202711458975969812"}
`, got)
	assert.Contains(t, string(messages), "PAID")
	calls, err := Platform([]byte(sent))
	require.NoError(t, err)
	_, got, _ = strings.Cut(string(calls), "    schemas:\n")
	assert.Equal(t, "        A: {type: string}\n        Unused: {type: string}\n", got)
	none, err := Messages([]byte("openapi: 3.0.3\npaths: {}\n"))
	require.NoError(t, err)
	assert.Nil(t, none)
	_, err = Messages([]byte("a: ["))
	assert.Error(t, err)
}

package lintgates

import "strings"

// toy is a third document with two operations, and the evidence that its texts claim.
var toy = map[string]string{
	"openapi/toy/openapi.yaml": `openapi: 3.0.3
info: {title: Toy, version: 0.1.0, description: A document with two operations.}
servers: [{url: "https://toy.example/toy"}]
tags: [{name: tool, description: Tools.}]
paths:
  /toy_get: {$ref: paths/toy_get.yaml}
  /toy_list: {$ref: paths/toy_list.yaml}
`,
	"openapi/toy/paths/toy_get.yaml":  strings.ReplaceAll(toyOperation, "NAME", "toy_get"),
	"openapi/toy/paths/toy_list.yaml": strings.ReplaceAll(toyOperation, "NAME", "toy_list"),
	"openapi/toy/schemas/toy.yaml": `Toy:
  type: object
  description: A toy.
  required: [price]
  properties:
    price: {type: string, description: The price of the toy., x-unit: yuan, example: "5.40"}
`,
	"evidence/toy/fields.tsv": "toy_get\t/price\ntoy_list\t/price\nitem_toy\t/item\nalibaba.toy.get\t/price\n",
}

const toyOperation = `get:
  operationId: NAME
  summary: Get a toy
  description: Everything about a toy.
  tags: [tool]
  x-family: tool
  x-effect: read
  x-evidence: {level: documented, sources: ["https://toy.example/"], seen: 2026-11}
  responses:
    "200":
      description: The toy.
      content:
        application/json:
          schema: {$ref: ../schemas/toy.yaml#/Toy}
`

// toyRow is its row.
const toyRow = `	{
		Name: "toy", Go: "Toy", Title: "the toys", Server: "https://toy.example", Base: "/toy", Path: "/{api}",
		Package: "toy", Config: "generated/platform.config.yaml", Root: "toy",
	},
}

// Folder`

// operations are an operation more of each of the two existing documents: its YAML. The evidence stands above.
var operations = map[string]string{
	"openapi/gateway/paths/item_toy.yaml": `get:
  operationId: item_toy
  summary: Get a toy
  description: Everything about a toy.
  tags: [product]
  x-family: product
  x-methods: [GET, POST]
  x-evidence: {level: documented, sources: ["https://toy.example/"], seen: 2026-11}
  parameters:
    - name: toy_id
      in: query
      required: true
      description: The toy's id.
      schema: {type: string, pattern: "^[0-9]{1,19}$"}
      example: "7"
    - $ref: ../parameters.yaml#/lang
  responses:
    "200":
      description: The toy, or an error in the envelope.
      content:
        application/json:
          schema: {$ref: ../schemas/toys.yaml#/ItemToyResponse}
`,
	"openapi/gateway/schemas/toys.yaml": `ItemToyResponse:
  description: The response of item_toy.
  allOf:
    - $ref: envelope.yaml#/Envelope
    - type: object
      properties:
        item:
          allOf: [{$ref: '#/ToyItem'}]
          description: The toy.
          example: {price: "5.40"}
  x-required-on-success: [item]
  example: {item: {price: "5.40"}}
ToyItem:
  type: object
  description: A toy.
  properties:
    price: {type: string, description: The price of the toy., x-unit: yuan, example: "5.40"}
`,
	"openapi/openplatform/paths/alibaba.toy.get.yaml": `post:
  operationId: alibaba.toy.get
  summary: Get a toy
  description: Everything about a toy.
  tags: [product]
  x-family: product
  x-service: product
  x-effect: read
  x-evidence: {level: documented, sources: ["https://toy.example/"], seen: 2026-11}
  parameters:
    - $ref: ../parameters.yaml#/appKey
    - $ref: ../parameters.yaml#/timestamp
  requestBody:
    required: true
    content:
      application/x-www-form-urlencoded:
        schema: {$ref: ../schemas/toys.yaml#/ToyGetRequest}
  responses:
    "200":
      description: The toy.
      content:
        application/json:
          schema: {$ref: ../schemas/toys.yaml#/ToyGetResponse}
    "400": {$ref: ../responses.yaml#/Refused}
    "401": {$ref: ../responses.yaml#/Unauthorized}
    default: {$ref: ../responses.yaml#/AnyRefusal}
`,
	"openapi/openplatform/schemas/toys.yaml": `ToyGetRequest:
  type: object
  description: The arguments of alibaba.toy.get.
  required: [toyId]
  example: {toyId: 7}
  properties:
    toyId: {type: integer, format: int64, description: The toy's id., example: 7}
ToyGetResponse:
  type: object
  description: The response of alibaba.toy.get.
  x-outcome: {success: [success]}
  example: {price: "5.40", success: true}
  properties:
    price: {type: string, description: The price of the toy., x-unit: yuan, example: "5.40"}
    success:
      allOf: [{$ref: values.yaml#/Boolean}]
      description: Whether it was done.
      example: true
`,
}

// edits are what the operations need in files of their documents: their paths.
var edits = []struct{ file, before, added string }{
	{"openapi/gateway/openapi.yaml", "\npaths:\n", "  /item_toy/:\n    $ref: paths/item_toy.yaml\n"},
	{
		"openapi/openplatform/openapi.yaml", "\npaths:\n",
		"  /param2/1/com.alibaba.toy/alibaba.toy.get/{appKey}:\n    $ref: paths/alibaba.toy.get.yaml\n",
	},
}

// chinese are their texts, in files that mirror those of the documents. The hashes are stamped by the command that
// translators use.
var chinese = map[string]string{
	"openapi/overlays/zh-CN/gateway/paths/item_toy.yaml": `actions:
  - target: $.paths['/item_toy/'].get
    x-source-hash: "000000000000"
    update: {summary: 获取玩具, description: 玩具的全部信息。}
  - target: $.paths['/item_toy/'].get.parameters[?(@.name == 'toy_id')]
    x-source-hash: "000000000000"
    update: {description: 玩具 ID。}
  - target: $.paths['/item_toy/'].get.responses['200']
    x-source-hash: "000000000000"
    update: {description: 玩具，或错误。}
`,
	"openapi/overlays/zh-CN/gateway/schemas/toys.yaml": `actions:
  - target: $.components.schemas.ItemToyResponse
    x-source-hash: "000000000000"
    update: {description: item_toy 的返回。}
  - target: $.components.schemas.ItemToyResponse.allOf[1].properties.item
    x-source-hash: "000000000000"
    update: {description: 玩具。}
  - target: $.components.schemas.ToyItem
    x-source-hash: "000000000000"
    update: {description: 玩具。}
  - target: $.components.schemas.ToyItem.properties.price
    x-source-hash: "000000000000"
    update: {description: 玩具的价格。}
`,
	"openapi/overlays/zh-CN/openplatform/paths/alibaba.toy.get.yaml": `actions:
  - target: $.paths['/param2/1/com.alibaba.toy/alibaba.toy.get/{appKey}'].post
    x-source-hash: "000000000000"
    update: {summary: 获取玩具, description: 玩具的全部信息。}
  - target: $.paths['/param2/1/com.alibaba.toy/alibaba.toy.get/{appKey}'].post.responses['200']
    x-source-hash: "000000000000"
    update: {description: 玩具。}
`,
	"openapi/overlays/zh-CN/openplatform/schemas/toys.yaml": `actions:
  - target: $.components.schemas.ToyGetRequest
    x-source-hash: "000000000000"
    update: {description: alibaba.toy.get 的参数。}
  - target: $.components.schemas.ToyGetRequest.properties.toyId
    x-source-hash: "000000000000"
    update: {description: 玩具 ID。}
  - target: $.components.schemas.ToyGetResponse
    x-source-hash: "000000000000"
    update: {description: alibaba.toy.get 的返回。}
  - target: $.components.schemas.ToyGetResponse.properties.price
    x-source-hash: "000000000000"
    update: {description: 玩具的价格。}
  - target: $.components.schemas.ToyGetResponse.properties.success
    x-source-hash: "000000000000"
    update: {description: 是否成功。}
`,
}

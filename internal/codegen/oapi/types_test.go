package oapi

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// golden has a single quotation mark for each backquote.
func golden(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "'", "`")) }

const params = `

// AskParams holds the parameters of Ask.
type AskParams struct {
	// The id.
	OfferID string 'form:"offer_id" json:"offer_id"'

	// The page.
	Page *int64 'form:"page,omitempty" json:"page,omitempty"'
}`

func TestTypes(t *testing.T) {
	cases := []struct{ name, components, want string }{
		{"fields are described by their descriptions alone", `
    AskResponse:
      type: object
      description: What the shop answers.
      properties:
        price: {type: number, description: The price., x-order: 1}
        sku_ids: {type: array, items: {type: string}, x-order: 2}
        orginal_price: {type: number, description: "The price before.\n\nUnit: 元.", x-go-name: OriginalPrice, x-order: 3}
      required: [price]
`, `
// AskResponse: What the shop answers.
type AskResponse struct {
	// The price.
	Price  float32  'json:"price"'
	SKUIDs []string 'json:"sku_ids,omitempty,omitzero"'

	// The price before.
	//
	// Unit: 元.
	OriginalPrice float32 'json:"orginal_price,omitempty,omitzero"'
}`},
		{"a description that goes on after the name has no colon, and none at all is said", `
    AskResponse:
      type: object
      description: is the answer.
      properties: {part: {$ref: '#/components/schemas/Part'}}
    Part: {type: object, properties: {n: {type: string}}}
`, `
// AskResponse is the answer.
type AskResponse struct {
	Part Part 'json:"part,omitempty,omitzero"'
}

// Part is a schema of the document.
type Part struct {
	N string 'json:"n,omitempty,omitzero"'
}`},
		{"a component without members keeps its type", `
    AskResponse: {type: array, description: All., items: {type: string}}
`, `
// AskResponse: All.
type AskResponse = []string`},
		{"constants come in the order of the document, named by words and explained", `
    AskResponse: {type: object, properties: {status: {$ref: '#/components/schemas/Status'}}}
    Status:
      type: string
      description: The state.
      enum: [WAIT_PAY, paid, DONE]
      x-enum-descriptions: {WAIT_PAY: "待付款, waiting for the payment", paid: "已付款, paid"}
`, `
// The values of Status.
const (
	// StatusWaitPay means 待付款, waiting for the payment.
	StatusWaitPay Status = "WAIT_PAY"
	// StatusPaid means 已付款, paid.
	StatusPaid Status = "paid"
	// StatusDone is DONE on the wire.
	StatusDone Status = "DONE"
)

// Valid reports whether e is a value of Status.
func (e Status) Valid() bool {
	switch e {
	case StatusWaitPay, StatusPaid, StatusDone:
		return true
	}
	return false
}

// AskResponse is a schema of the document.
type AskResponse struct {
	// The state.
	Status Status 'json:"status,omitempty,omitzero"'
}

// Status: The state.
type Status string`},
		{"numbers are named by x-enum-varnames", `
    AskResponse: {type: object, properties: {flag: {$ref: '#/components/schemas/Flag'}}}
    Flag: {type: integer, format: int64, description: A flag., enum: [2, 1], x-enum-varnames: [Blue, Red]}
`, `
// The values of Flag.
const (
	// FlagBlue is 2 on the wire.
	FlagBlue Flag = 2
	// FlagRed is 1 on the wire.
	FlagRed Flag = 1
)

// Valid reports whether e is a value of Flag.
func (e Flag) Valid() bool {
	switch e {
	case FlagBlue, FlagRed:
		return true
	}
	return false
}

// AskResponse is a schema of the document.
type AskResponse struct {
	// A flag.
	Flag Flag 'json:"flag,omitempty,omitzero"'
}

// Flag: A flag.
type Flag int64`},
		{"an open enumeration has names beside the meanings, and no Valid", `
    AskResponse: {type: object, properties: {way: {$ref: '#/components/schemas/Way'}}}
    Way:
      type: string
      description: A way.
      enum: ["1", ALIPAY]
      x-enum-open: {"1": {name: Credit, en: on credit, zh: 诚e赊}, ALIPAY: {en: Alipay}}
`, `
// The known values of Way. Others may come.
const (
	// WayCredit means 诚e赊, on credit.
	WayCredit Way = "1"
	// WayAlipay means Alipay.
	WayAlipay Way = "ALIPAY"
)

// AskResponse is a schema of the document.
type AskResponse struct {
	// A way.
	Way Way 'json:"way,omitempty,omitzero"'
}

// Way: A way.
type Way string`},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, golden(tt.want+params), declared(t, tt.components))
		})
	}
}

func TestRefusedConstants(t *testing.T) {
	cases := []struct{ name, flag, want string }{
		{"a number", `{type: integer, enum: [1]}`, `Flag: the value "1" needs a name in the document, after its meaning`},
		{"a number in a text", `{type: string, enum: ["1688"]}`, `the value "1688" needs a name`},
		{"a value without letters", `{type: string, enum: [失败]}`, `the value "失败" needs a name`},
		{"two values of one name", `{type: string, enum: [paid, PAID]}`,
			`Flag: the values "paid" and "PAID" would both be FlagPaid: name one of them`},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Generate([]byte(tiny(`
    AskResponse: {type: object, properties: {flag: {$ref: '#/components/schemas/Flag'}}}
    Flag: `+tt.flag+"\n")), options(t))
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

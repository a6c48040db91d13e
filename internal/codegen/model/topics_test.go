package model

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// toyMessage is a message with the contents of the test.
func toyMessage(topic, members, contents string) string {
	return `"` + topic + `":{"post":{"summary":"An order is paid","description":" By the buyer.\n","x-family":"order"` + members +
		`,"requestBody":{"content":{"application/x-www-form-urlencoded":{"schema":{"allOf":[{"$ref":"#/components/schemas/Form"},
		{"properties":{"message":{"properties":{"data":` + contents + `}}}}]}}}}}}`
}

// TestTopics names topics by the wire, or as the overlay states.
func TestTopics(t *testing.T) {
	got, err := BuildTopics([]byte(`{"x-webhooks":{` +
		toyMessage("ORDER_PAY", "", `{"$ref":"#/components/schemas/Paid"}`) + "," +
		toyMessage("ORDER_PAID2", `,"x-go-name":"PaidAgain"`, `{"allOf":[{"$ref":"#/components/schemas/Paid"}]}`) +
		`},"components":{"schemas":{"Form":{"properties":{"message":{"properties":{"data":{}}}}},"Paid":{}}}}`))
	require.NoError(t, err)
	assert.Equal(t, []Topic{
		{Name: "ORDER_PAY", Go: "OrderPay", Type: "Paid", Summary: "An order is paid", Text: "By the buyer.", Family: "order"},
		{Name: "ORDER_PAID2", Go: "PaidAgain", Type: "Paid", Summary: "An order is paid", Text: "By the buyer.",
			Family: "order"},
	}, got)
}

// TestTopicsRefuse contents without a type of their own, and what is no document.
func TestTopicsRefuse(t *testing.T) {
	_, err := BuildTopics([]byte(`{"x-webhooks":{` + toyMessage("PAY", "", `{"type":"object"}`) + `}}`))
	assert.EqualError(t, err, "PAY: its form must refer to the schema of message.data")
	_, err = BuildTopics([]byte(`{`))
	assert.ErrorContains(t, err, "read the document: ")
	none, err := BuildTopics([]byte(`{}`))
	require.NoError(t, err)
	assert.Nil(t, none)
}

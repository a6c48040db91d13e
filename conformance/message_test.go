package conformance_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/openapi"

	reader "github.com/go-ali1688/ali1688/internal/document"
)

const paid = `{"msgId": 92705609220, "type": "ORDER_BUYER_VIEW_ORDER_PAY", "userInfo": "b2b-1", "gmtBorn": 1723167864904, "data": `

const paidOrder = `{"orderId": 2237938826932135493, "currentStatus": "waitsellersend", "msgSendTime": "2024-08-09 09:44:24"}`

// TestMessages validates messages by their topic, whatever form their contents have.
func TestMessages(t *testing.T) {
	quoted, err := json.Marshal(paidOrder)
	require.NoError(t, err)
	wrong := strings.Replace(paidOrder, `2237938826932135493`, `[]`, 1)
	quotedWrong, err := json.Marshal(wrong)
	require.NoError(t, err)
	cases := []struct {
		name, api, body string
		want            []string
	}{
		{"by its type", conformance.Messages, paid + paidOrder + "}", nil},
		{"contents as a text", conformance.Messages, paid + string(quoted) + "}", nil},
		{"by the topic", "ORDER_BUYER_VIEW_ORDER_PAY", paid + paidOrder + "}", nil},
		{"the contents alone", "ORDER_BUYER_VIEW_ORDER_PAY", paidOrder, nil},
		{"wrong contents", conformance.Messages, paid + wrong + "}", []string{"/data/orderId type"}},
		{"wrong contents in a text", conformance.Messages, paid + string(quotedWrong) + "}", []string{"/data/orderId type"}},
		{"wrong contents alone", "ORDER_BUYER_VIEW_ORDER_PAY", wrong, []string{"/orderId type"}},
		{"an unknown topic", conformance.Messages, `{"msgId": 1, "type": "X", "gmtBorn": 1, "data": {"a": {"b": 1}}}`, nil},
		{"no topic", conformance.Messages, `{"msgId": 1, "gmtBorn": 1, "data": {}}`, []string{"/type required"}},
		{
			"an unknown member of the contents",
			conformance.Messages,
			paid + strings.Replace(paidOrder, "{", `{"more": 1, `, 1) + "}",
			[]string{"/data/more undocumented"},
		},
		{"an unknown member", conformance.Messages, paid + paidOrder + `, "more": 1}`, []string{"/more undocumented"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			found, err := conformance.OpenPlatform().Check(c.api, []byte(c.body), conformance.Options{Strict: true})
			require.NoError(t, err)
			var got []string
			for _, f := range found {
				got = append(got, f.Pointer+" "+f.Rule)
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// TestMessageSamples validates the samples of all topics, and the real messages of the evidence.
func TestMessageSamples(t *testing.T) {
	files, err := filepath.Glob("../evidence/openplatform/messages/*.json")
	require.NoError(t, err)
	doc, err := reader.Parse(openapi.OpenPlatform().JSON)
	require.NoError(t, err)
	assert.Len(t, files, len(doc.Messages()))
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			body, err := os.ReadFile(file)
			require.NoError(t, err)
			conformance.Check(t, strings.TrimSuffix(filepath.Base(file), ".json"), body)
		})
	}
}

// TestMessageIndex compares the document with every member that the pages name of the contents of messages.
func TestMessageIndex(t *testing.T) {
	doc := loadOpenPlatform(t)
	read, err := reader.Parse(openapi.OpenPlatform().JSON)
	require.NoError(t, err)
	topics := map[string]bool{}
	for _, row := range table(t, "openplatform/index-messages", 3) {
		topics[row[0]] = true
		contents := node{"$ref": string(read.MessageContents(read.Webhooks.Get(row[0]).Operations[0]).Ref)}
		path := strings.Split(strings.ReplaceAll(row[2], "[]", ".[]"), ".")
		assert.True(t, doc.hasPath(contents, path),
			"%s: the page names %s, which the document does not describe", row[0], row[2])
	}
	assert.Len(t, topics, len(read.Messages()))
}

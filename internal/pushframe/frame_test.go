package pushframe

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

// TestSignature has the vectors of a public port of the official client.
func TestSignature(t *testing.T) {
	for content, want := range map[string]string{
		"": "B9E65D4592778AE92A46050E139FABC6", "content-str": "252610EA907DCC37211639F39097455A",
	} {
		f := Frame{Type: Connect, AppKey: "mykey", Content: content, PubTime: 1700000000000}
		assert.Equal(t, want, f.Signature("secretXYZ"))
		f.Sign = want
		assert.True(t, f.Signed("secretXYZ"))
		assert.False(t, f.Signed("mykey"))
	}
}

// TestText leaves out what is empty, and reads ids of either kind.
func TestText(t *testing.T) {
	text, err := Frame{Type: Connect, AppKey: "1", PubTime: 5, Sign: "A"}.Text()
	require.NoError(t, err)
	assert.JSONEq(t, `{"type": "CONNECT", "appKey": "1", "pubTime": 5, "sign": "A"}`, string(text))
	cost := int64(0)
	text, err = Frame{Type: Confirm, ID: loose.IDOf("u"), RelatedID: loose.IntNumber(7), CostInISV: &cost}.Text()
	require.NoError(t, err)
	assert.JSONEq(t, `{"type": "CONFIRM", "id": "u", "relatedId": 7, "costInIsv": 0}`, string(text))
	for _, id := range []string{`5`, `"5"`} {
		f, err := Read([]byte(`{"type": "SERVER_PUSH", "id": ` + id + `, "content": "{}", "more": 1}`))
		require.NoError(t, err)
		assert.Equal(t, "5", f.ID.String())
	}
	_, err = Read([]byte(`[]`))
	assert.Error(t, err)
}

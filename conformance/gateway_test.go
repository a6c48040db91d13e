package conformance

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGateway(t *testing.T) {
	for _, op := range Gateway().Operations() {
		assert.NotEmpty(t, op.Family, op.Name)
		assert.NotEmpty(t, op.Evidence, op.Name)
		assert.Equal(t, "/"+op.Name+"/", op.Path)
	}
	got := check(t, Gateway(), "item_get", []byte(`{"item":{"price":{}}}`), Options{Excerpt: true})
	require.Len(t, got, 1)
	assert.Regexp(t, `^openapi/gateway/schemas/.*\.yaml:[0-9]+$`, got[0].Schema)
}

func TestCheckerIsShared(t *testing.T) {
	c := newChecker(t, documentOf(shop))
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 200 {
				body, want := `{"item":{"num_iid":"12","price":1}}`, 0
				if i%2 == 0 {
					body, want = `{"item":{"num_iid":12,"price":[1]}}`, 2
				}
				findings, err := c.Check("op", []byte(body), Options{})
				assert.NoError(t, err)
				assert.Len(t, findings, want)
			}
		})
	}
	all.Wait()
}

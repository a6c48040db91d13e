package ali1688_test

import (
	"testing"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

// FuzzAnswers reads whatever a gateway may send as the response of every operation: an error or none, never a panic.
func FuzzAnswers(f *testing.F) {
	for _, body := range []string{
		`{"item":{"num_iid":1,"skus":{"sku":[{"price":"1"}]},"props_list":[]},"error_code":"0000"}`,
		`{"items":{"item":[{"title":"a"}]},"error_code":2000}`,
		`{"item":[],"error":"data error","error_code":"5000"}`, `{"response":{"error_code":"gw.x"}}`, `{"user":null}`, `[]`,
		`null`, ``, `{"call_args":[1,{}]}`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		for api := range gateway.Answers {
			if err := ali1688.ErrorOf(api, body); err != nil && err.Error() == "" {
				t.Errorf("%s: an error without a word", api)
			}
		}
	})
}

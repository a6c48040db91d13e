package conformance_test

import (
	"fmt"

	"github.com/go-ali1688/ali1688/conformance"
)

func ExampleChecker_Check() {
	body := []byte(`{"item": {"num_iid": "610947572360", "title": {"zh": "手机"}}, "error_code": "0000"}`)
	findings, err := conformance.Gateway().Check("item_get", body, conformance.Options{Excerpt: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range findings {
		fmt.Printf("%s: %s: want %s, got %s\n", f.Pointer, f.Rule, f.Want, f.Got)
	}
	// Output: /item/title: type: want string, got object
}

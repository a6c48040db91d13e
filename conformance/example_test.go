package conformance_test

import (
	"fmt"
	"strings"

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

// A test of yours validates what your code received against the documents.
func ExampleCheck() {
	t := printing{}
	conformance.Check(t, "item_fee", []byte(`{"item": {"express_fee": true}, "error_code": "0000"}`))
	// Output: item_fee: /item/express_fee: type: want string or number, got true
}

// printing is a test that prints its failures.
type printing struct{}

func (printing) Helper()                             {}
func (p printing) Fatalf(format string, args ...any) { p.Errorf(format, args...) }

func (printing) Errorf(format string, args ...any) {
	line, _, _ := strings.Cut(fmt.Sprintf(format, args...), " (openapi/") // where to look changes with the documents
	fmt.Println(line)
}

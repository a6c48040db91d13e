package conformance_test

import (
	"fmt"

	"github.com/go-ali1688/ali1688/conformance"
)

// Any document of OpenAPI 3.0 can be compared with its responses.
func ExampleNew() {
	checker, err := conformance.New(
		[]byte(`{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/hello/": {"get": {
		"operationId": "hello", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {
			"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}}}}}}}}}`), nil)
	if err != nil {
		panic(err)
	}
	findings, err := checker.Check("hello", []byte(`{"name": 5}`), conformance.Options{})
	fmt.Println(len(findings), findings[0].Pointer, findings[0].Rule, err)
	// Output: 1 /name type <nil>
}

package conformance_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
)

// Any document of OpenAPI 3.0 can be held against its answers.
func ExampleNew() {
	checker, err := conformance.New([]byte(`{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/hello/": {"get": {
		"operationId": "hello", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {
			"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}}}}}}}}}`), nil)
	if err != nil {
		panic(err)
	}
	findings, err := checker.Check("hello", []byte(`{"name": 5}`), conformance.Options{})
	fmt.Println(len(findings), findings[0].Pointer, findings[0].Rule, err)
	// Output: 1 /name type <nil>
}

// What a folder or an archive holds, one body after the other.
func ExampleRead() {
	lines := strings.NewReader(`{"api": "item_get", "body": {"item": {"title": 5}}}
{"api": "cat_get", "body": {"error": "x", "error_code": "2000"}}`)
	var report conformance.Report
	for body, err := range conformance.Read(lines, "kept.ndjson") {
		if err != nil {
			panic(err)
		}
		if err := report.Check(conformance.Gateway(), body, conformance.Options{Excerpt: true}); err != nil {
			panic(err)
		}
	}
	fmt.Println(len(report.Verdicts), "answers,", report.Bad(), "with findings")
	// Output: 2 answers, 1 with findings
}

// The recordings of this repository, checked as strictly as it goes.
func ExampleBodies() {
	var report conformance.Report
	for body, err := range conformance.Bodies("testdata/recordings/item_get") {
		if err != nil {
			panic(err)
		}
		if err := report.Check(conformance.Gateway(), body, conformance.Options{Strict: true}); err != nil {
			panic(err)
		}
	}
	if err := report.WriteText(os.Stderr); err != nil { // also JSON, JUnit and SARIF
		panic(err)
	}
	fmt.Println(report.Bad())
	// Output: 0
}

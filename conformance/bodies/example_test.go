package bodies_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/conformance/report"
)

// What a folder or an archive holds, one body after the other.
func ExampleRead() {
	lines := strings.NewReader(`{"api": "item_get", "body": {"item": {"title": 5}}}
{"api": "cat_get", "body": {"error": "x", "error_code": "2000"}}`)
	var r report.Report
	for body, err := range bodies.Read(lines, "kept.ndjson") {
		if err != nil {
			panic(err)
		}
		findings, err := conformance.Gateway().CheckBody(body, conformance.Options{Excerpt: true})
		if err != nil {
			panic(err)
		}
		r.Add(body, findings, nil)
	}
	fmt.Println(len(r.Verdicts), "responses,", r.Bad(), "with findings")
	// Output: 2 responses, 1 with findings
}

// The recordings of this repository, checked as strictly as it goes.
func ExampleAll() {
	var r report.Report
	for body, err := range bodies.All("../../evidence/recordings/item_get") {
		if err != nil {
			panic(err)
		}
		findings, err := conformance.Gateway().CheckBody(body, conformance.Options{Strict: true})
		if err != nil {
			panic(err)
		}
		r.Add(body, findings, nil)
	}
	if err := r.WriteText(os.Stderr); err != nil { // also JSON, JUnit and SARIF
		panic(err)
	}
	fmt.Println(r.Bad())
	// Output: 0
}

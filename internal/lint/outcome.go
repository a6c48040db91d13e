package lint

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// checkOutcomes asks of every operation that changes something where its response states what happened to the call, and
// what proves it: clients decide from that whether an order was made. The paths must exist.
func checkOutcomes(d *inputs, report report) {
	for _, op := range d.Operations() {
		if op.Effect == "" {
			continue // the document says nothing of effects
		}
		response := d.Response(op)
		outcome := d.Resolve(response).Outcome
		if outcome == nil {
			outcome = new(document.Outcome)
		}
		d.checkOutcomePaths(response, outcome, report)
		if op.Effect == "read" {
			continue
		}
		if outcome.Proof == nil {
			report(op.At(document.XEffect),
				"name in x-outcome.proof of the response what proves that it was done; [] if nothing but success tells")
		}
		if len(outcome.Success)+len(outcome.Proof) == 0 && !d.alwaysHasCode(response, outcome) {
			report(op.At(document.XEffect),
				"name in x-outcome of the response a member under success or proof, or a required one under code: without one the "+
					"outcome is never known")
		}
	}
}

// alwaysHasCode reports whether every response has a code: then it states a success, too.
func (d *inputs) alwaysHasCode(response *document.Schema, outcome *document.Outcome) bool {
	return slices.ContainsFunc(outcome.Code, func(code string) bool {
		return slices.Contains(d.Resolve(response).Required, code)
	})
}

func (d *inputs) checkOutcomePaths(response *document.Schema, outcome *document.Outcome, report report) {
	at := response.Ref.Pointer() + "/" + document.XOutcome
	for key := range outcome.Unknown {
		report(at+"/"+key, "x-outcome has the lists %s", strings.Join(outcome.Lists().Names(), ", "))
	}
	for key, paths := range outcome.Lists().All() {
		for _, path := range paths {
			if !d.reaches(response, strings.Split(path, ".")) {
				report(at+"/"+key, "%q is no path of the response's schema: name the members as they are, with [] behind a list",
					path)
			}
		}
	}
}

// reaches reports whether a path of property names exists in a schema, through references, allOf and every branch of
// a union.
func (d *inputs) reaches(s *document.Schema, path []string) bool {
	if len(path) == 0 {
		return true
	}
	name, isList := strings.CutSuffix(path[0], "[]")
	return slices.ContainsFunc(d.Shapes(s), func(shape *document.Schema) bool {
		property := shape.Properties.Get(name)
		if isList && property != nil {
			property = d.Elements(property)
		}
		return property != nil && d.reaches(property, path[1:])
	})
}

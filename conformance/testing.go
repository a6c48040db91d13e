package conformance

// TB is as much of a *testing.T as Check needs.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Check fails the test for everything that is wrong with the answer of an operation, members that no schema names
// included, and says on which line of the documents to look. Options given replace that strictness.
//
//	conformance.Check(t, "item_get", body)
func Check(t TB, api string, body []byte, options ...Options) {
	t.Helper()
	o := Options{Strict: true}
	if len(options) > 0 {
		o = options[len(options)-1]
	}
	findings, err := For(api).Check(api, body, o)
	if err != nil {
		t.Fatalf("%v", err)
		return
	}
	for _, f := range findings {
		t.Errorf("%s: %s", api, f)
	}
}

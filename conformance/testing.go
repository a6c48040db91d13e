package conformance

// TB is the part of testing.TB that Check uses.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Check fails the test for every finding in a response, including members that no schema names, with the line of the
// documents. Given options replace the strict ones.
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

package conformance

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/go-ali1688/ali1688/internal/document"
)

// kinPlaces returns the JSON pointers of what kin-openapi found. Of an allOf it returns those of its members.
func kinPlaces(err error) (places []string) {
	switch found := err.(type) { //nolint:errorlint // kin-openapi returns them bare
	case nil:
		return nil
	case openapi3.MultiError:
		for _, e := range found {
			places = append(places, kinPlaces(e)...)
		}
		return places
	case *openapi3.SchemaError:
		if inner := allOfErrors(found); len(inner) > 0 {
			return kinPlaces(inner)
		}
		return []string{document.Pointer(found.JSONPointer()...)}
	}
	return []string{"kin-openapi: " + err.Error()}
}

// allOfErrors returns the errors of the members of an allOf, whose type is not exported.
func allOfErrors(e *openapi3.SchemaError) openapi3.MultiError {
	if e.SchemaField != "allOf" || e.Origin == nil {
		return nil
	}
	inner, multi := reflect.ValueOf(errors.Unwrap(e.Origin)), reflect.TypeFor[openapi3.MultiError]()
	if !inner.IsValid() || !inner.CanConvert(multi) {
		return nil
	}
	return inner.Convert(multi).Interface().(openapi3.MultiError)
}

// differ compares the verdicts and the places of kin-openapi with those of the checker: each place of kin-openapi has
// a finding at it or below it, and each finding is at or below such a place. It returns the first difference, or "".
func differ(kin error, findings []Finding) string {
	theirs, ours := kinPlaces(kin), placesOf(findings)
	if (len(theirs) == 0) != (len(ours) == 0) {
		return fmt.Sprintf("kin-openapi has findings at %q, the checker at %q", theirs, ours)
	}
	for _, place := range theirs {
		if !anyBelow(ours, place) {
			return fmt.Sprintf("kin-openapi has a finding at %q, the checker only at %q", place, ours)
		}
	}
	for _, place := range ours {
		if !isBelowAny(place, theirs) {
			return fmt.Sprintf("the checker has a finding at %q, kin-openapi only at %q", place, theirs)
		}
	}
	return ""
}

// placesOf returns the pointers of the findings that kin-openapi can have, too.
func placesOf(findings []Finding) (places []string) {
	for _, f := range findings {
		if !extraRules[f.Rule] {
			places = append(places, f.Pointer)
		}
	}
	return places
}

func isBelow(place, top string) bool { return place == top || strings.HasPrefix(place, top+"/") }

func anyBelow(places []string, top string) bool {
	for _, p := range places {
		if isBelow(p, top) {
			return true
		}
	}
	return false
}

func isBelowAny(place string, tops []string) bool {
	for _, top := range tops {
		if isBelow(place, top) {
			return true
		}
	}
	return false
}

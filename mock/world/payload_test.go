package world_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// object is a JSON object that a test wants.
type object = map[string]any

// base is where the pictures of these tests are.
const base = "https://pictures.test"

// body returns the members that an operation writes, as an object. The arguments are a query, such as num_iid=1.
func body(t *testing.T, w *world.World, operation, args string) string {
	t.Helper()
	return bodyOf(t, w, world.Query{Operation: operation}, args)
}

// bodyOf does the same for a query with settings of its own.
func bodyOf(t *testing.T, w *world.World, q world.Query, args string) string {
	t.Helper()
	q.Get, q.Base = queryOf(t, q.Operation, args).Get, base
	members, failure := w.Append([]byte("{"), q)
	require.Nil(t, failure, "%s %s: %s", q.Operation, args, members)
	return string(append(members, '}'))
}

// queryOf returns a call of an operation.
func queryOf(t *testing.T, operation, args string) world.Query {
	t.Helper()
	values, err := url.ParseQuery(args)
	require.NoError(t, err)
	return world.Query{Operation: operation, Get: values.Get}
}

// equalMembers compares whole JSON objects.
func equalMembers(t *testing.T, want object, got string, about ...any) {
	t.Helper()
	text, err := json.Marshal(want)
	require.NoError(t, err)
	require.JSONEq(t, string(text), got, about...)
}

// member returns the member of an object at a path of names and of numbers of rows.
func member(t *testing.T, body string, path ...any) any {
	t.Helper()
	var value any
	require.NoError(t, json.Unmarshal([]byte(body), &value))
	for _, step := range path {
		switch step := step.(type) {
		case string:
			members, ok := value.(object)
			require.True(t, ok, "%v is not an object at %v", value, path)
			value, ok = members[step]
			require.True(t, ok, "%v of %v is missing", step, path)
		case int:
			rows, ok := value.([]any)
			require.True(t, ok && step < len(rows), "no row %d of %v", step, path)
			value = rows[step]
		}
	}
	return value
}

// text returns a member as a text.
func text(t *testing.T, body string, path ...any) string {
	t.Helper()
	return fmt.Sprint(member(t, body, path...))
}

// yuan writes an amount in 分 as the gateway writes prices.
func yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }

// tenths writes a score or a share of ten times its value.
func tenths(n int) string { return fmt.Sprintf("%d.%d", n/10, n%10) }

func digits[T int | int64 | uint64](n T) string { return fmt.Sprint(n) }

// about returns the argument that names an offer.
func about(o *world.Offer) string { return "num_iid=" + strconv.FormatUint(o.ID, 10) }

// detailURL returns the address of an offer's page.
func detailURL(o *world.Offer) string {
	return "https://detail.1688.com/offer/" + digits(o.ID) + ".html"
}

// valuesOf returns the values of both properties, in the order of the variants.
func valuesOf(o *world.Offer) (values [2][]world.Text) {
	for _, v := range o.Variants() {
		for which, p := range v.Properties {
			if !slices.Contains(values[which], p.Value) {
				values[which] = append(values[which], p.Value)
			}
		}
	}
	return values
}

// in returns a text in Chinese or in English.
func in(text world.Text, english bool) string {
	if english {
		return text.English
	}
	return text.Chinese
}

package conformance_test

import (
	"testing"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRefusals validates the platform's own errors as such, whichever operation was called.
func TestRefusals(t *testing.T) {
	const order, refused = "alibaba.trade.cancel",
		`{"error_code":"gw.SignatureInvalid","error_message":"Invalid signature","exception":""}`
	cases := []struct {
		name, api, body string
		status          int
		want            []string // pointers and rules
	}{
		{"by its member", order, refused, 0, nil},
		{"by its folder", conformance.Refusals, refused, 0, nil},
		{"by its status", order, `{"message":"busy"}`, 503, []string{"/message undocumented", "/error_code required"}},
		{"a faulty one", order, `{"error_code":401,"hint":1}`, 401, []string{"/error_code type", "/hint undocumented"}},
		{"a response with 200", order, `{"success":true}`, 200, nil},
		{"the gateway has an envelope of its own", "item_get", `{"error_code":"4008","error":"busy"}`, 429, nil},
		{"an operation with refusals of its own", "getToken", `{"error":"invalid_grant","error_description":"code expired"}`,
			400, nil},
		{"the platform refuses that operation", "getToken", `{"error_code":"gw.AppKeyNotFound"}`, 400, nil},
		{"an operation that has the member", "item_get", `{"error_code":{}}`, 200, []string{"/error_code type"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			body := bodies.Body{File: "x", API: c.api, Status: c.status, Content: []byte(c.body)}
			findings, err := conformance.For(c.api).CheckBody(body, conformance.Options{Strict: true})
			require.NoError(t, err)
			var got []string
			for _, f := range findings {
				got = append(got, f.Pointer+" "+f.Rule)
			}
			assert.Equal(t, c.want, got)
		})
	}
}

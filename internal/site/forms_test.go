package site

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openapi"
)

// refusedForms are the operations whose forms cannot succeed on a fresh mock, with the reason.
var refusedForms = map[string]string{}

// withoutForm are the operations that the gateway does not hand on.
var withoutForm = []string{"alibaba.photobank.photo.add", "alibaba.trade.uploadRefundVoucher", "currentTimeMillis", "getToken",
	"postponeToken"}

// TestEveryFormSucceeds sends the form of every operation as it is filled in, one after the other, to one mock.
func TestEveryFormSucceeds(t *testing.T) {
	handler, err := mock.NewHandler(mock.WithClock(noon), mock.WithNestedCustom())
	require.NoError(t, err)
	for _, doc := range openapi.Documents() {
		read, err := reference.Read(doc.Name, doc.YAML)
		require.NoError(t, err)
		require.NotEmpty(t, read.Operations)
		for i := range read.Operations {
			op := &read.Operations[i]
			page := operationPage{Operation: op, Request: requestOf(doc.Name)(op)}
			form := page.attempt()
			if form == nil {
				assert.Contains(t, withoutForm, op.Name)
				continue
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, submitted(form))
			body, err := tree(w.Body.Bytes())
			require.NoError(t, err, "%s", op.Name)
			assert.Equal(t, refusedForms[op.Name] == "", formSucceeded(&page, body), "%s %s: %.300s", doc.Name, op.Name,
				w.Body.String())
		}
	}
}

// submitted returns the request that the page's script makes of a form.
func submitted(form *try) *http.Request {
	query, body := url.Values{"key": {"demo"}, "secret": {"demo"}}, url.Values{}
	for _, f := range form.Fields {
		into := query
		if f.Form {
			into = body
		}
		if f.Value != "" {
			into.Set(f.Name, f.Value)
		}
	}
	target := form.Path + "?" + query.Encode()
	if form.Method != http.MethodPost {
		return httptest.NewRequest(form.Method, target, nil)
	}
	r := httptest.NewRequest(form.Method, target, strings.NewReader(body.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

// formSucceeded reports whether the gateway and, behind it, the open platform did what was asked.
func formSucceeded(page *operationPage, body *yaml.Node) bool {
	code := member(body, "error_code")
	if code == nil || code.Value != "0000" {
		return false
	}
	if page.Request.Open == nil {
		return true
	}
	response := member(body, "response")
	return response != nil && member(response, "error") == nil && member(response, "error_code") == nil &&
		!failed(page.Operation, response)
}

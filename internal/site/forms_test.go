package site

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openapi"
)

// refusedForms are the operations whose forms cannot succeed on a fresh mock, with the reason.
var refusedForms = map[string]string{}

// withoutForm are the operations that take files.
var withoutForm = []string{"alibaba.photobank.photo.add", "alibaba.trade.uploadRefundVoucher"}

// TestEveryFormSucceeds sends the form of every operation as it is filled in, one after the other, to one mock for each
// route, which verifies the signatures of the direct one.
func TestEveryFormSucceeds(t *testing.T) {
	for _, direct := range []bool{false, true} {
		handler, err := mock.NewHandler(mock.WithClock(noon), mock.WithNestedCustom(), mock.WithApp("demo", "demo"))
		require.NoError(t, err)
		for _, doc := range openapi.Documents() {
			read, err := reference.Read(doc.Name, doc.YAML)
			require.NoError(t, err)
			require.NotEmpty(t, read.Operations)
			for i := range read.Operations {
				v := &volume{Document: read, Request: requestOf(doc.Name)}
				page := &operationPage{Operation: &read.Operations[i], Volume: v}
				require.NoError(t, page.call())
				submit(t, handler, page, direct)
			}
		}
	}
}

// submit sends the form of one route.
func submit(t *testing.T, handler http.Handler, page *operationPage, direct bool) {
	t.Helper()
	assert.Equal(t, len(page.Tries) == 0, slices.Contains(withoutForm, page.Name), "the forms of %s", page.Name)
	for _, form := range page.Tries {
		if form.Direct != direct {
			continue
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, submitted(form))
		body, err := tree(w.Body.Bytes())
		require.NoError(t, err, "%s", page.Name)
		assert.Equal(t, refusedForms[page.Name] == "", formSucceeded(page, form, body), "%s, direct: %t: %.300s",
			page.Name, direct, w.Body.String())
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
	if form.Direct {
		target = form.Path + "demo"
	}
	if form.Signed {
		path := strings.TrimPrefix(target, "/openapi/")
		body.Set(platformsign.Signature, platformsign.Sign(path, body, "demo"))
	}
	if form.Method != http.MethodPost {
		return httptest.NewRequest(form.Method, target, nil)
	}
	r := httptest.NewRequest(form.Method, target, strings.NewReader(body.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

// formSucceeded reports whether the gateway and, behind it, the open platform did what was asked.
func formSucceeded(page *operationPage, form *try, body *yaml.Node) bool {
	if !form.Direct {
		code := member(body, "error_code")
		if code == nil || code.Value != "0000" {
			return false
		}
		if page.Request.Open == nil {
			success := member(body, "response.success") // of custom
			return success == nil || success.Value == "true"
		}
		body = member(body, "response")
	}
	return body != nil && member(body, "error") == nil && member(body, "error_code") == nil &&
		!failed(page.Operation, body)
}

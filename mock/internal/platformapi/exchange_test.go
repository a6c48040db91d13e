package platformapi_test

import (
	"bytes"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/internal/mocktest"
)

// exchange is a request to a mock and what happened to it.
type exchange struct {
	fake   *mocktest.FakeT
	gw     *mock.Gateway
	log    *bytes.Buffer
	status int
	body   string
}

// texts returns the deviations of the request, one a line.
func (e *exchange) texts() string {
	var out []string
	for _, r := range e.gw.Requests() {
		for _, d := range r.Deviations {
			out = append(out, d.Text)
		}
	}
	return strings.Join(out, "\n")
}

// send sends a request to a mock of its own.
func exchangeOf(t *testing.T, req *http.Request, opts ...mock.Option) *exchange {
	t.Helper()
	e := &exchange{fake: new(mocktest.FakeT), log: new(bytes.Buffer)}
	logger := slog.New(slog.NewJSONHandler(e.log, nil))
	e.gw = mock.New(e.fake, append([]mock.Option{mock.WithApp(mocktest.AppKey, mocktest.AppSecret),
		mock.WithLogger(logger)}, opts...)...)
	t.Cleanup(e.fake.End)
	w := httptest.NewRecorder()
	e.gw.ServeHTTP(w, req)
	e.status, e.body = w.Code, w.Body.String()
	return e
}

// signedForm returns a POST to the open platform with these fields, signed.
func signedForm(path string, pairs ...string) *http.Request {
	form := signedFields(path, pairs...)
	req := httptest.NewRequest(http.MethodPost, "/openapi/"+path, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return req
}

func signedFields(path string, pairs ...string) url.Values {
	form := url.Values{"access_token": {mocktest.OneMember}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	form.Set(platformsign.Signature, platformsign.Sign(path, form, mocktest.AppSecret))
	return form
}

func signedParts(t *testing.T, path string, pairs ...string) *http.Request {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range signedFields(path, pairs...) {
		require.NoError(t, w.WriteField(name, values[0]))
	}
	require.NoError(t, w.Close())
	req := httptest.NewRequest(http.MethodPost, "/openapi/"+path, &body)
	req.Header.Set("Content-Type", w.FormDataContentType())
	return req
}

func plainForm(target, form string) *http.Request {
	req := httptest.NewRequest(http.MethodPost, target, strings.NewReader(form))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return req
}

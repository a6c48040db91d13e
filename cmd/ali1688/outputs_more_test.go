package main

import (
	"bytes"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/record"
)

// moreOutputs returns the columns of the open platform, of the proxy and of the command's standard error.
func moreOutputs() []output {
	all := []output{
		{"parameters", printedSecret(leakSecret), once(printedParameters)},
		{"openplatform: unreadable body", inAnyText(leakSecret, leakToken), each(platformUnreadable)},
		{"via: refusal", inAnyText(leakKey, leakSecret, leakSession), each(viaRefused)},
		{"via: transport error", inAnyText(leakKey, leakSecret, leakSession), each(viaUnreachable)},
		{"proxy: broken server", inAnyText(leakKey, leakSecret, leakSession, leakToken), each(proxyToBroken)},
		{"call: standard error", inAnyText(leakKey, leakSecret), each(calledInVain)},
		{"call platform", secretOf(leakSecret, leakToken), once(calledPlatform)},
		{"call --via gateway", secretOf(leakKey, leakSecret, leakSession), once(calledVia)},
		{"call --batch", secretOf(leakKey, leakSecret), once(batchedOf)},
		{"call --batch: journal and standard error", inAnyText(leakKey, leakSecret), chunked(15, batchedInVain)},
	}
	for _, kind := range []string{"query", "form", "multipart", "json"} {
		all = append(all, output{"proxy: " + kind, everything,
			once(func(t *testing.T, rows []plant) string { return proxied(t, kind, rows) })})
	}
	return append(all, checkOutputs()...)
}

// withSecrets are the structs of both packages that have a secret.
var withSecrets = []any{
	&gateway.BuyerOrderListParams{}, &gateway.ItemFeeParams{}, &platform.GetTokenRequest{}, &platform.GetTokenResponse{},
	&platform.PostponeTokenRequest{}, &platform.PostponeTokenResponse{}, &platform.SubaccountAuth{},
}

func printedParameters(t *testing.T, _ []plant) (all string) {
	for _, v := range withSecrets {
		require.Positive(t, setSecrets(reflect.ValueOf(v).Elem()), "%T", v)
		all += printed(v) + printed(reflect.ValueOf(v).Elem().Interface())
	}
	return all
}

// setSecrets fills the secrets of a struct, and returns how many there are.
func setSecrets(v reflect.Value) (n int) {
	for i := range v.NumField() {
		secret := loose.SecretOf(leakSecret)
		switch f := v.Field(i); f.Interface().(type) {
		case loose.Secret:
			f.Set(reflect.ValueOf(secret))
			n++
		case *loose.Secret:
			f.Set(reflect.ValueOf(&secret))
			n++
		}
	}
	return n
}

// TestStructsWithSecrets compares withSecrets with the generated source.
func TestStructsWithSecrets(t *testing.T) {
	var want, got []string
	for _, v := range withSecrets {
		want = append(want, reflect.TypeOf(v).Elem().Name())
	}
	for _, folder := range []string{"gateway", "platform"} {
		files, err := filepath.Glob("../../generated/" + folder + "/*.go")
		require.NoError(t, err)
		for _, file := range files {
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			ast.Inspect(f, func(n ast.Node) bool {
				if spec, ok := n.(*ast.TypeSpec); ok && hasSecret(spec.Type) {
					got = append(got, spec.Name.Name)
				}
				return true
			})
		}
	}
	assert.ElementsMatch(t, want, got)
}

func hasSecret(t ast.Expr) (found bool) {
	ast.Inspect(t, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		found = found || ok && s.Sel.Name == "Secret"
		return true
	})
	return found
}

func platformUnreadable(t *testing.T, r plant) string {
	return errorOfPlatform(t, fake(r.words(), nil), false)
}

func errorVia(t *testing.T, http *http.Client) string {
	account, err := ali1688.New(leakKey, leakSecret, ali1688.WithHTTPClient(http))
	require.NoError(t, err)
	arguments := map[string]any{"webSite": "1688", "tradeID": 1, "cancelReason": "other"}
	_, err = openplatform.Via(account).Call(ali1688.WithSession(t.Context(), leakSession), "alibaba.trade.cancel",
		arguments)
	require.Error(t, err)
	return printed(err)
}

func viaRefused(t *testing.T, r plant) string {
	refusal := `{"error_code":"0000","response":{"error_code":"x","error_message":` + string(mustMarshal(r.words())) + `}}`
	return errorVia(t, fake(refusal, nil))
}

func viaUnreachable(t *testing.T, r plant) string {
	return errorVia(t, fake("", errors.New(r.words())))
}

// proxied returns what the proxy writes and prints of an exchange with a server that quotes everything.
func proxied(t *testing.T, kind string, rows []plant) string {
	upstream, err := url.Parse(answering(t, http.StatusOK, "application/json", bodyOf(rows)))
	require.NoError(t, err)
	dir := t.TempDir()
	var printed bytes.Buffer
	r, err := record.New(dir, record.OnExchange(func(x record.Exchange, err error) { say(&printed, x, err) }))
	require.NoError(t, err)
	proxy := httptest.NewServer(r.Proxy(upstream))
	defer proxy.Close()
	rsp, err := http.DefaultClient.Do(request(t, proxy.URL, kind, rows))
	require.NoError(t, err)
	_, err = io.Copy(io.Discard, rsp.Body)
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	return printed.String() + filesIn(t, dir)
}

// proxyToBroken returns what the proxy answers when the error about the server quotes what it sent.
func proxyToBroken(t *testing.T, r plant) string {
	recorder, err := record.New(t.TempDir())
	require.NoError(t, err)
	defer func(was http.RoundTripper) { http.DefaultTransport = was }(http.DefaultTransport)
	http.DefaultTransport = fake("", errors.New(r.words())).Transport
	rsp := httptest.NewRecorder()
	recorder.Proxy(&url.URL{Scheme: "http", Host: "gateway.test"}).ServeHTTP(rsp, request(t, "", "query", nil))
	require.Equal(t, http.StatusBadGateway, rsp.Code)
	return rsp.Body.String()
}

package samples_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/internal/samples"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openapi"
	_ "github.com/go-ali1688/ali1688/openapi/legacy" // its calls are served, too
)

// application is the account of the direct route.
const appKey, appSecret, accessToken = "1000000", "s+ & 2", "t&3"

// directOperations returns the operations of the documents of the open platform.
func directOperations(t *testing.T) []reference.Operation {
	t.Helper()
	var out []reference.Operation
	for name, content := range map[string][]byte{"openplatform": openapi.OpenPlatform().YAML,
		"legacy": openapi.Legacy().YAML} {
		doc, err := reference.Read(name, content)
		require.NoError(t, err)
		out = append(out, doc.Operations...)
	}
	slices.SortFunc(out, func(a, b reference.Operation) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// TestDirectSamplesRun runs samples of the direct route against a mock that verifies their signatures: those of
// [samples.TriedOpen], of the tokens and of every fortieth operation, and all with ALI1688_PAGES=all.
func TestDirectSamplesRun(t *testing.T) {
	all := os.Getenv("ALI1688_PAGES") == "all"
	for i, op := range directOperations(t) {
		d, err := samples.DirectOf(&op)
		require.NoError(t, err)
		named := slices.Contains(samples.TriedOpen, op.Name) || op.Name == "getToken" || op.Name == "subaccount.auth.add"
		if d == nil || !all && !named && i%40 != 0 {
			continue
		}
		written, err := d.All(samples.Request{})
		require.NoError(t, err)
		for _, s := range written {
			t.Run(op.Name+" "+s.Name, func(t *testing.T) { runDirect(t, d, s) })
		}
	}
}

// runDirect compares what a sample prints with the response to the same request from Go. Each gets a mock of its own.
func runDirect(t *testing.T, d *samples.Direct, s samples.Sample) {
	t.Helper()
	runner := runners[s.ID]
	testenv.Program(t, runner.require, runner.programs...)
	fresh := func() string {
		return mock.New(t, mock.WithApp(appKey, appSecret),
			mock.WithClock(func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) })).URL()
	}
	require.Contains(t, s.Code, samples.PlatformBase)
	address := fresh()
	code := strings.ReplaceAll(s.Code, samples.PlatformBase, address)
	printed := runCode(t, runner.command, filepath.Base(s.File), code)
	other := fresh()
	want := strings.ReplaceAll(directCall(t, d, other), other, address)
	assert.JSONEq(t, want, printed)
}

// directCall makes the call with net/http and the project's own signature.
func directCall(t *testing.T, d *samples.Direct, address string) string {
	t.Helper()
	values := map[string]string{"ALI1688_APP_KEY": appKey, "ALI1688_APP_SECRET": appSecret,
		"ALI1688_ACCESS_TOKEN": accessToken}
	fields := url.Values{}
	for _, f := range d.Fields {
		fields.Set(f.Name, f.Value)
		if f.Env != "" {
			fields.Set(f.Name, values[f.Env])
		}
	}
	if d.Signed {
		fields.Set(platformsign.Signature, platformsign.Sign(d.Path+appKey, fields, appSecret))
	}
	response, err := http.PostForm(address+"/openapi/"+d.Path+appKey, fields)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, response.StatusCode, "%s", body)
	return string(body)
}

// TestDirectFields has the forms of fields: text, numbers, JSON, lists with commas, and the token among them.
func TestDirectFields(t *testing.T) {
	op := &reference.Operation{Name: "subaccount.auth.add", Path: "/param2/1/ns/op/{appKey}", Signed: true, Token: true,
		Arguments: `{"pageSize":20,"page":"x y","subUserIdentityList":["a","b"],"big":123456789012345678,"o":{"a":[1]}}`}
	d, err := samples.DirectOf(op)
	require.NoError(t, err)
	got, err := json.Marshal(d)
	require.NoError(t, err)
	assert.JSONEq(t, `{"Path":"param2/1/ns/op/","Signed":true,"Fields":[
		{"Name":"access_token","Value":"","Env":"ALI1688_ACCESS_TOKEN"},
		{"Name":"big","Value":"123456789012345678","Env":""}, {"Name":"o","Value":"{\"a\":[1]}","Env":""},
		{"Name":"pageSize","Value":"20","Env":""}, {"Name":"page","Value":"x y","Env":""},
		{"Name":"subUserIdentityList","Value":"a,b","Env":""}]}`, string(got), "sorted as the signature takes them")
	d, err = samples.DirectOf(&reference.Operation{Path: "/p/{appKey}", Params: []reference.Param{{File: true}}})
	require.NoError(t, err)
	assert.Nil(t, d, "files")
}

package redact_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/record"
	"github.com/go-ali1688/ali1688/transport"
)

const (
	key, secret    = "t_planted_key_77", "t_planted+secret/88"
	session, token = "t_planted_session_99", "t_planted_token_66"
	person, street = "张三丰", "网商路699号"
	phone          = "13800138000"
)

// planted are what no output may show, and the words for them.
var planted = []string{key, secret, session, token, "t_planted_", person, street, phone}

// What a server may quote of a request to it.
const (
	echo         = key + " " + secret + " " + session + " " + phone
	echoPlatform = secret + " " + token + " " + phone
)

// arguments name people in the members of the open platform.
const arguments = `{"addressParam":{"fullName":"` + person + `","address":"` + street + `","mobile":"` + phone + `"}}`

// answering returns a transport that answers everything with body, or fails with an error that quotes the address.
func answering(body string) http.RoundTripper {
	return transport.Func(func(req *http.Request) (*http.Response, error) {
		if body == "" {
			return nil, errors.New("cannot reach " + req.URL.String())
		}
		return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: req}, nil
	})
}

// printed is a value with every verb, in JSON and in both forms of slog.
func printed(v any) string {
	var b bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		fmt.Fprintf(&b, verb+"\n", v)
	}
	text, _ := json.Marshal([]any{v})
	b.Write(text)
	slog.New(slog.NewTextHandler(&b, nil)).Info("", "v", v)
	slog.New(slog.NewJSONHandler(&b, nil)).Info("", "v", v)
	return b.String()
}

func errorOfGateway(t *testing.T, body string) string {
	c, err := ali1688.New(key, secret, ali1688.WithHTTPClient(&http.Client{Transport: answering(body)}))
	require.NoError(t, err)
	_, err = c.Custom(ali1688.WithSession(t.Context(), session), &gateway.CustomParams{Method: ali1688.Ptr("a/b"), OArgs: ali1688.Ptr(arguments)})
	require.Error(t, err)
	return printed(err)
}

func errorOfPlatform(t *testing.T, body string) string {
	c, err := openplatform.New("1000000", secret, openplatform.WithAccessToken(token), openplatform.WithHTTPClient(&http.Client{Transport: answering(body)}))
	require.NoError(t, err)
	_, err = c.Call(t.Context(), "alibaba.trade.cancel", map[string]any{"webSite": "1688", "tradeID": 1, "cancelReason": "other"})
	require.Error(t, err)
	return printed(err)
}

// recorded is every file that a recorder writes of a request through custom.
func recorded(t *testing.T) string {
	dir := t.TempDir()
	r, err := record.New(dir)
	require.NoError(t, err)
	c, err := ali1688.New(key, secret, ali1688.WithHTTPClient(&http.Client{Transport: r.Transport(answering(
		`{"response":{"nativeLogistics":{"address":"` + street + `","contactPerson":"` + person + `","mobile":"` + phone + `"}},"reason":"` + echo + `","error_code":"0000"}`))}))
	require.NoError(t, err)
	_, _ = c.Custom(ali1688.WithSession(t.Context(), session), &gateway.CustomParams{Method: ali1688.Ptr("a/b"),
		OArgs: ali1688.Ptr(arguments), Arguments: map[string]string{"access_token": token}})
	var all strings.Builder
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			text, _ := os.ReadFile(path)
			all.Write(text)
		}
		return err
	}))
	return all.String()
}

// journal is what the mock's log and its journal show of a request with people and secrets of all names.
func journal(t *testing.T) string {
	var logged bytes.Buffer
	g := mock.New(quiet{t}, mock.WithLogger(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	query := url.Values{"key": {key}, "secret": {secret}, "app_secret": {secret}, "signature": {token}, "session": {session}, "method": {"a/b"}, "_o_args": {arguments}}
	rsp, err := http.Get(g.URL() + "/1688/custom/?" + query.Encode())
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	require.Len(t, g.Requests(), 1)
	return logged.String() + fmt.Sprintf("%+v", g.Requests())
}

// findings are what the checker says of a body with secrets and people where others are wanted.
func findings(t *testing.T) string {
	body := `{"item":{"nick":{}},"session":"` + session + `","access_token":["` + token + `"],"user":{"phone":` + phone + `,"fullName":"` + person + `"},"reason":["key=` + key + `&secret=` + secret + ` ` + phone + `"]}`
	found, err := conformance.Gateway().Check("item_get", []byte(body), conformance.Options{Strict: true})
	require.NoError(t, err)
	require.NotEmpty(t, found)
	return fmt.Sprint(found)
}

// TestNoOutputShowsWhatIsPlanted has each output print secrets and people, and finds none.
func TestNoOutputShowsWhatIsPlanted(t *testing.T) {
	client, err := ali1688.New(key, secret)
	require.NoError(t, err)
	platform, err := openplatform.New("1000000", secret, openplatform.WithAccessToken(token))
	require.NoError(t, err)
	refused := `{"error_code":"` + token + `","error_message":"` + echoPlatform + `"}`
	outputs := map[string]func() string{
		"client":                 func() string { return printed(client) },
		"client of the platform": func() string { return printed(platform) + printed(platform.Trade) },
		"configuration":          func() string { return printed(transport.Config{Key: key, Secret: secret}) },
		"token":                  func() string { return printed(openplatform.Token{Access: token, Refresh: secret}) },
		"context":                func() string { return printed(ali1688.WithSession(context.Background(), session)) },
		"unreachable":            func() string { return errorOfGateway(t, "") },
		"failure": func() string {
			return errorOfGateway(t, `{"error":"`+echo+`","reason":"`+echo+`","error_code":"`+session+`","request_id":"`+secret+`"}`)
		},
		"unreadable":           func() string { return errorOfGateway(t, echo) },
		"platform unreachable": func() string { return errorOfPlatform(t, "") },
		"refusal":              func() string { return errorOfPlatform(t, refused) },
		"recorder":             func() string { return recorded(t) },
		"mock":                 func() string { return journal(t) },
		"checker":              func() string { return findings(t) },
	}
	for name, output := range outputs {
		t.Run(name, func(t *testing.T) {
			text := output()
			require.NotEmpty(t, text)
			for _, p := range planted {
				assert.NotContains(t, text, p)
			}
		})
	}
}

// quiet is a test that takes the mock's errors about odd requests, which this one is about.
type quiet struct{ *testing.T }

// Errorf notes the error without failing.
func (q quiet) Errorf(format string, args ...any) { q.Logf(format, args...) }

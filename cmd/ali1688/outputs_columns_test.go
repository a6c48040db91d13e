package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/record"
	"github.com/go-ali1688/ali1688/transport"
)

// output is a column of the table. It returns one text for all rows, or one for each.
type output struct {
	name  string
	takes func(plant) bool
	of    func(*testing.T, []plant) []string
}

// outputs returns all columns.
func outputs() []output {
	all := []output{
		{"values", printedSecret(leakKey, leakSecret, leakSession, leakToken), once(printedValues)},
		{"client: failure", inAnyText(leakKey, leakSecret, leakSession), each(failureOf)},
		{"client: unreadable body", inAnyText(leakKey, leakSecret, leakSession), each(unreadableOf)},
		{"client: transport error", inAnyText(leakKey, leakSecret, leakSession), each(unreachableOf)},
		{"client: arguments in the error", anyMember, each(argumentsInError)},
		{"openplatform: refusal", inAnyText(leakSecret, leakToken), each(refusalOf)},
		{"openplatform: transport error", inAnyText(leakSecret, leakToken), each(platformUnreachable)},
		{"mock: journal and log", everything, once(journalOf)},
		{"mock: admin", everything, chunked(20, adminOf)},
	}
	for _, body := range []string{"query", "form", "multipart", "json"} {
		recorded := func(t *testing.T, rows []plant) string { return recordedOf(t, body, rows) }
		all = append(all, output{"record: " + body, everything, once(recorded)})
	}
	for _, flags := range []string{"", "--raw"} {
		called := func(t *testing.T, rows []plant) string { return calledOf(t, flags, rows) }
		all = append(all, output{"call " + flags, secretOf(leakKey, leakSecret), once(called)})
	}
	return all
}

func everything(plant) bool       { return true }
func anyMember(r plant) bool      { return r.member != "" }
func secretOf(s ...string) filter { return func(r plant) bool { return slices.Contains(s, r.value) } }

type filter = func(plant) bool

// printedSecret takes secrets in the spellings that a verb of fmt may print.
func printedSecret(secrets ...string) filter {
	return func(r plant) bool {
		spelled := strings.HasSuffix(r.name, ", as it is") || strings.HasSuffix(r.name, ", hex")
		return spelled && slices.Contains(secrets, r.value)
	}
}

// inText takes what can be found in free text: the secrets of the call, and what has the shape of personal data.
func inText(secrets ...string) filter {
	return func(r plant) bool { return r.member == "" && (r.value == "" || slices.Contains(secrets, r.value)) }
}

func once(of func(*testing.T, []plant) string) func(*testing.T, []plant) []string {
	return func(t *testing.T, rows []plant) []string { return []string{of(t, rows)} }
}

// chunked returns a column whose outputs show a limited number of rows.
func chunked(size int, of func(*testing.T, []plant) string) func(*testing.T, []plant) []string {
	return func(t *testing.T, rows []plant) []string {
		all := ""
		for rows := range slices.Chunk(rows, size) {
			all += of(t, rows)
		}
		return []string{all}
	}
}

func each(of func(*testing.T, plant) string) func(*testing.T, []plant) []string {
	return func(t *testing.T, rows []plant) (texts []string) {
		for _, r := range rows {
			texts = append(texts, of(t, r))
		}
		return texts
	}
}

// fake returns a client whose requests all get this body, or an error with this text.
func fake(body string, err error) *http.Client {
	return &http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
		if err != nil {
			return nil, fmt.Errorf("cannot reach %s: %w", req.URL, err)
		}
		header := http.Header{"Content-Type": {"application/json"}}
		return &http.Response{StatusCode: 200, Header: header, Body: io.NopCloser(strings.NewReader(body)), Request: req}, nil
	})}
}

// printed returns a value with every verb, in JSON and in both forms of slog, by itself and within an exported field,
// an unexported one, a list and a map.
func printed(v any) string {
	var b bytes.Buffer
	for _, v := range []any{v, struct{ V any }{v}, struct{ v any }{v}, []any{v}, map[string]any{"v": v}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
			fmt.Fprintf(&b, verb+"\n", v)
		}
		text, _ := json.Marshal(v)
		b.Write(text)
		slog.New(slog.NewTextHandler(&b, nil)).Info("", "v", v)
		slog.New(slog.NewJSONHandler(&b, nil)).Info("", "v", v)
	}
	return b.String()
}

func printedValues(t *testing.T, _ []plant) string {
	client, err := ali1688.New(leakKey, leakSecret)
	require.NoError(t, err)
	platform, err := openplatform.New("1000000", leakSecret, openplatform.WithAccessToken(leakToken))
	require.NoError(t, err)
	all := printed(client) + printed(platform) + printed(platform.Trade) +
		printed(ali1688.WithSession(context.Background(), leakSession))
	for _, v := range []fmt.Formatter{transport.Config{Key: loose.SecretOf(leakKey), Secret: loose.SecretOf(leakSecret)},
		openplatform.Token{Access: loose.SecretOf(leakToken), Refresh: loose.SecretOf(leakSecret)},
		&apiclient.BodyError{Body: []byte(leakSecret + leakToken), Err: io.EOF}} {
		all += printed(v)
	}
	return all
}

func errorOfGateway(t *testing.T, http *http.Client, args string) string {
	c, err := ali1688.New(leakKey, leakSecret, ali1688.WithHTTPClient(http))
	require.NoError(t, err)
	_, err = c.Custom(ali1688.WithSession(t.Context(), leakSession),
		&gateway.CustomParams{Method: ali1688.Ptr("a/b"), OArgs: &args})
	require.Error(t, err)
	var e *ali1688.Error
	if errors.As(err, &e) {
		return printed(err) + e.Code + e.Message + e.Reason + e.RequestID
	}
	return printed(err)
}

func errorOfPlatform(t *testing.T, http *http.Client, isRefused bool) string {
	c, err := openplatform.New("1000000", leakSecret, openplatform.WithAccessToken(leakToken),
		openplatform.WithHTTPClient(http))
	require.NoError(t, err)
	_, err = c.Call(t.Context(), "alibaba.trade.cancel",
		map[string]any{"webSite": "1688", "tradeID": 1, "cancelReason": "other"})
	require.Error(t, err)
	if isRefused { // the fields are redacted as the text is, so that the error stays reachable
		var e *openplatform.Error
		require.ErrorAs(t, err, &e)
		return printed(err) + e.Code + e.Message
	}
	return printed(err)
}

func mustMarshal(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}

func failureOf(t *testing.T, r plant) string {
	text := string(mustMarshal(r.words()))
	return errorOfGateway(t, fake(`{"error":`+text+`,"reason":`+text+`,"error_code":`+text+requestID(r)+`}`, nil), "{}")
}

// requestID returns the member request_id with a secret. Digits are kept there: ids look like phone numbers.
func requestID(r plant) string {
	if r.value == "" {
		return ""
	}
	return `,"request_id":` + string(mustMarshal(r.words()))
}

func unreadableOf(t *testing.T, r plant) string {
	return errorOfGateway(t, fake(r.words(), nil), "{}")
}

func unreachableOf(t *testing.T, r plant) string {
	return errorOfGateway(t, fake("", errors.New(r.words())), "{}")
}

func argumentsInError(t *testing.T, r plant) string {
	return errorOfGateway(t, fake("", io.EOF), bodyOf([]plant{r}))
}

func refusalOf(t *testing.T, r plant) string {
	text := string(mustMarshal(r.words()))
	return errorOfPlatform(t, fake(`{"error_code":`+text+`,"error_message":`+text+`}`, nil), true)
}

func platformUnreachable(t *testing.T, r plant) string {
	return errorOfPlatform(t, fake("", errors.New(r.words())), false)
}

// request returns one of custom with all secrets under their names and all rows in its arguments, in the query or in a
// body.
func request(t *testing.T, base, kind string, rows []plant) *http.Request {
	values := url.Values{"key": {leakKey}, "secret": {leakSecret}, "session": {leakSession}, "access_token": {leakToken},
		"method": {"a/b"}, "_o_args": {bodyOf(rows)}}
	for name, value := range named(rows, false) {
		if !values.Has(name) {
			values.Set(name, value)
		}
	}
	var body bytes.Buffer
	contentType, query := "", ""
	switch kind {
	case "query":
		query = values.Encode()
	case "form":
		contentType = "application/x-www-form-urlencoded"
		body.WriteString(values.Encode())
	case "multipart":
		w := multipart.NewWriter(&body)
		for name := range values {
			require.NoError(t, w.WriteField(name, values.Get(name)))
		}
		require.NoError(t, w.Close())
		contentType = w.FormDataContentType()
	case "json":
		contentType = "application/json"
		object := map[string]string{}
		for name := range values {
			object[name] = values.Get(name)
		}
		body.Write(mustMarshal(object))
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/1688/custom/?"+query, &body)
	require.NoError(t, err)
	for name, value := range named(rows, true) {
		req.Header.Set(name, value)
	}
	req.Header.Set("Content-Type", contentType)
	return req
}

// recordedOf returns every file of a recorder, and all that its observer and the command print of the exchange.
func recordedOf(t *testing.T, kind string, rows []plant) string {
	dir := t.TempDir()
	var told bytes.Buffer
	r, err := record.New(dir, record.OnExchange(func(x record.Exchange, err error) {
		require.NoError(t, err)
		say(&told, x, err)
		told.WriteString(printed(x))
	}))
	require.NoError(t, err)
	rsp, err := r.Transport(fake(bodyOf(rows), nil).Transport).RoundTrip(request(t, "http://gateway.test", kind, rows))
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	return told.String() + filesIn(t, dir)
}

// filesIn returns the names and the contents of all files in a folder.
func filesIn(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			text, _ := os.ReadFile(path)
			all.WriteString(path + "\n")
			all.Write(text)
		}
		return err
	}))
	return all.String()
}

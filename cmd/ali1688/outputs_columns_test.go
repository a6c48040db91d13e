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
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
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

// outputs are all columns.
func outputs() []output {
	all := []output{
		{"values", secretOf(leakKey, leakSecret, leakSession, leakToken), once(printedValues)},
		{"client: failure", inText(leakKey, leakSecret, leakSession), each(failureOf)},
		{"client: unreadable body", inText(leakKey, leakSecret, leakSession), each(unreadableOf)},
		{"client: transport error", inText(leakKey, leakSecret, leakSession), each(unreachableOf)},
		{"client: arguments in the error", anyMember, each(argumentsInError)},
		{"openplatform: refusal", inText(leakSecret, leakToken), each(refusalOf)},
		{"openplatform: transport error", inText(leakSecret, leakToken), each(platformUnreachable)},
		{"mock: journal and log", everything, once(journalOf)},
		{"mock: admin", everything, once(adminOf)},
	}
	for _, body := range []string{"query", "form", "multipart", "json"} {
		all = append(all, output{"record: " + body, everything, once(func(t *testing.T, rows []plant) string { return recordedOf(t, body, rows) })})
	}
	for _, format := range []string{"text", "json", "junit", "sarif"} {
		all = append(all, output{"check: " + format, everything, once(func(t *testing.T, rows []plant) string { return checkedOf(t, format, rows) })})
	}
	for _, flags := range []string{"", "--raw"} {
		all = append(all, output{"call " + flags, secretOf(leakKey, leakSecret), once(func(t *testing.T, rows []plant) string { return calledOf(t, flags, rows) })})
	}
	return all
}

func everything(plant) bool       { return true }
func anyMember(r plant) bool      { return r.member != "" }
func secretOf(s ...string) filter { return func(r plant) bool { return slices.Contains(s, r.value) } }

type filter = func(plant) bool

// inText takes what can be found in free text: the secrets of the call, and what has the shape of personal data.
func inText(secrets ...string) filter {
	return func(r plant) bool { return r.member == "" && (r.value == "" || slices.Contains(secrets, r.value)) }
}

func once(of func(*testing.T, []plant) string) func(*testing.T, []plant) []string {
	return func(t *testing.T, rows []plant) []string { return []string{of(t, rows)} }
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
	all := printed(client) + printed(platform) + printed(platform.Trade) + printed(ali1688.WithSession(context.Background(), leakSession))
	for _, v := range []fmt.Formatter{transport.Config{Key: loose.SecretOf(leakKey), Secret: loose.SecretOf(leakSecret)}, openplatform.Token{Access: loose.SecretOf(leakToken), Refresh: loose.SecretOf(leakSecret)},
		&gateway.BodyError{Body: []byte(leakSecret + leakToken), Err: io.EOF}} {
		all += printed(v)
	}
	return all
}

func errorOfGateway(t *testing.T, http *http.Client, args string) string {
	c, err := ali1688.New(leakKey, leakSecret, ali1688.WithHTTPClient(http))
	require.NoError(t, err)
	_, err = c.Custom(ali1688.WithSession(t.Context(), leakSession), &gateway.CustomParams{Method: ali1688.Ptr("a/b"), OArgs: &args})
	require.Error(t, err)
	var e *ali1688.Error
	if errors.As(err, &e) {
		return printed(err) + e.Code + e.Message + e.Reason + e.RequestID
	}
	return printed(err)
}

func errorOfPlatform(t *testing.T, http *http.Client, isRefused bool) string {
	c, err := openplatform.New("1000000", leakSecret, openplatform.WithAccessToken(leakToken), openplatform.WithHTTPClient(http))
	require.NoError(t, err)
	_, err = c.Call(t.Context(), "alibaba.trade.cancel", map[string]any{"webSite": "1688", "tradeID": 1, "cancelReason": "other"})
	require.Error(t, err)
	if isRefused { // the fields are redacted as the text is, so that the error stays reachable
		var e *openplatform.Error
		require.ErrorAs(t, err, &e)
		return printed(err) + string(e.Code) + e.Message
	}
	return printed(err)
}

func quotedText(text string) string { return string(mustMarshal("a " + text + " b")) }

func mustMarshal(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}

func failureOf(t *testing.T, r plant) string {
	text := quotedText(r.text)
	return errorOfGateway(t, fake(`{"error":`+text+`,"reason":`+text+`,"error_code":`+text+requestID(r)+`}`, nil), "{}")
}

// requestID is the member request_id with a secret. Digits are kept there: ids look like phone numbers.
func requestID(r plant) string {
	if r.value == "" {
		return ""
	}
	return `,"request_id":` + quotedText(r.text)
}

func unreadableOf(t *testing.T, r plant) string {
	return errorOfGateway(t, fake("a "+r.text+" b", nil), "{}")
}

func unreachableOf(t *testing.T, r plant) string {
	return errorOfGateway(t, fake("", errors.New("a "+r.text+" b")), "{}")
}

func argumentsInError(t *testing.T, r plant) string {
	return errorOfGateway(t, fake("", io.EOF), bodyOf([]plant{r}))
}

func refusalOf(t *testing.T, r plant) string {
	text := quotedText(r.text)
	return errorOfPlatform(t, fake(`{"error_code":`+text+`,"error_message":`+text+`}`, nil), true)
}

func platformUnreachable(t *testing.T, r plant) string {
	return errorOfPlatform(t, fake("", errors.New("a "+r.text+" b")), false)
}

// request is one of custom with all secrets under their names and all rows in its arguments, in the query or in a body.
func request(t *testing.T, base, kind string, rows []plant) *http.Request {
	values := url.Values{"key": {leakKey}, "secret": {leakSecret}, "session": {leakSession}, "access_token": {leakToken},
		"method": {"a/b"}, "_o_args": {bodyOf(rows)}}
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
	req.Header.Set("Content-Type", contentType)
	return req
}

// recordedOf is every file of a recorder, and all that its observer and the command print of the exchange.
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
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			text, _ := os.ReadFile(path)
			told.WriteString(path + "\n")
			told.Write(text)
		}
		return err
	}))
	return told.String()
}

// quietTest is a test that takes the mock's errors about odd requests, which this one is about.
type quietTest struct{ *testing.T }

// Errorf notes the error without failing.
func (q quietTest) Errorf(format string, args ...any) { q.Logf(format, args...) }

func journalOf(t *testing.T, rows []plant) string {
	var logged bytes.Buffer
	g := mock.New(quietTest{t}, mock.WithLogger(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	rsp, err := http.DefaultClient.Do(request(t, g.URL(), "form", rows))
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	require.Len(t, g.Requests(), 1)
	return logged.String() + fmt.Sprintf("%+v", g.Requests())
}

// adminOf is what the mock of the command, with --log, tells over HTTP and in its log.
func adminOf(t *testing.T, rows []plant) string {
	var all bytes.Buffer
	m := mocker{log: true, maxValues: 1 << 18}
	_, handler, err := m.handler(&all)
	require.NoError(t, err)
	server := httptest.NewServer(handler)
	defer server.Close()
	for _, kind := range []string{"query", "form", "multipart", "json"} {
		rsp, err := http.DefaultClient.Do(request(t, server.URL, kind, rows))
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
	}
	for _, path := range []string{"/__admin/requests", "/__admin/state"} {
		rsp, err := http.Get(server.URL + path)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, rsp.StatusCode, path)
		text, err := io.ReadAll(rsp.Body)
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
		all.Write(text)
	}
	return all.String()
}

// checkedOf is what check prints of a HAR file whose response has findings at everything. Each secret is at another
// place of the request.
func checkedOf(t *testing.T, format string, rows []plant) string {
	form := url.Values{"secret": {leakSecret}, "_o_args": {bodyOf(rows)}}
	har := map[string]any{
		"method": "POST", "url": "http://gateway.test/1688/item_get/?key=" + leakKey,
		"headers":  []map[string]string{{"name": "Authorization", "value": "Bearer " + leakToken}},
		"cookies":  []map[string]string{{"name": "cookie2", "value": leakSession}},
		"postData": map[string]string{"mimeType": "application/x-www-form-urlencoded", "text": form.Encode()},
	}
	entry := map[string]any{"request": har, "response": map[string]any{"status": 200, "content": map[string]any{"text": hostileBody(rows)}}}
	file := filepath.Join(t.TempDir(), "session.har")
	require.NoError(t, os.WriteFile(file, mustMarshal(map[string]any{"log": map[string]any{"entries": []any{entry}}}), 0o600))
	text := ran("check", "--strict", "--format", format, file)
	require.Contains(t, text, "item_imgs")
	return text
}

// hostileBody has every row as a value and as a name where the document wants something else.
func hostileBody(rows []plant) string {
	var wrong []any
	for _, r := range rows {
		if r.member == "" {
			wrong = append(wrong, r.text, map[string]any{r.text: 1})
			continue
		}
		wrong = append(wrong, map[string]any{r.parent: map[string]any{r.member: r.text}})
	}
	var props []any
	for _, w := range wrong {
		props = append(props, map[string]any{"num": w, "price": w, "unit": w})
	}
	item := map[string]any{"num_iid": wrong[0], "item_imgs": wrong, "props": props, "prop_imgs": wrong, "skus": wrong}
	return string(mustMarshal(map[string]any{"item": item, "error_code": "0000"}))
}

func ran(args ...string) string {
	var all bytes.Buffer
	getenv := func(name string) string {
		return map[string]string{"ALI1688_KEY": leakKey, "ALI1688_SECRET": leakSecret}[name]
	}
	run(context.Background(), args, streams{strings.NewReader(""), &all, &all}, getenv)
	return all.String()
}

func calledOf(t *testing.T, flags string, rows []plant) string {
	all := ""
	for _, body := range []string{bodyOf(rows), "Notice: " + bodyOf(rows), "<p>" + bodyOf(rows)} {
		server := answering(t, 200, "text/"+leakKey, body)
		all += ran(append([]string{"call", "item_get", "num_iid=1", "--base-url", server}, strings.Fields(flags)...)...)
	}
	return all
}

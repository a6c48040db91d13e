package openplatform

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"
)

// TestAttributes finds the value of a name in every form in which the platform was seen to write attributes.
func TestAttributes(t *testing.T) {
	for v, want := range map[string]string{
		`{"a":"1","b":2}`: "1", `{"b":2}`: "", `[{"key":"b","value":"2"},{"key":"a","value":1}]`: "1", `[{"key":"b"}]`: "",
		`"{\"a\":\"1\"}"`: "1", `"[{\"key\":\"a\",\"value\":\"1\"}]"`: "1", `"\"a\""`: "", `"a"`: "", `""`: "", `null`: "",
		`"{\"b\":\"\ud83d\",\"a\":\"1\"}"`: "1",
		`"{\"b\":1,\"b\":2,\"a\":\"1\"}"`:  "1", "\"{\\\"b\\\":\\\"\xe5\\\",\\\"a\\\":1}\"": "1",
		`{"a":{}}`: "", `5`: "", `"{"`: "", "": "",
	} {
		assert.Equal(t, want, attribute(jsontext.Value(v), "a"), v)
	}
}

// TestNamedArguments takes the first of the names that is there, at the top or in the only object.
func TestNamedArguments(t *testing.T) {
	for _, c := range []struct {
		members map[string]jsontext.Value
		want    string
	}{
		{map[string]jsontext.Value{"b": jsontext.Value(`"2"`), "a": jsontext.Value(`1`)}, "1"},
		{map[string]jsontext.Value{"b": jsontext.Value(`"2"`)}, "2"},
		{map[string]jsontext.Value{"b": jsontext.Value(`"2"`), "a": jsontext.Value(`null`)}, "2"},
		{map[string]jsontext.Value{"a": jsontext.Value(`null`)}, ""},
		{map[string]jsontext.Value{"x": jsontext.Value(`{"b":"2"}`)}, "2"},
		{map[string]jsontext.Value{"x": jsontext.Value(`{"b":"2"}`), "y": jsontext.Value(`1`)}, ""},
		{map[string]jsontext.Value{"x": jsontext.Value(`"b"`)}, ""},
		{map[string]jsontext.Value{"x": jsontext.Value(`{"y":{"a":1}}`)}, "1"},
		{nil, ""},
	} {
		assert.Equal(t, c.want, named(c.members, "a", "b"), "%s", c.members)
	}
}

// TestRedacted hides the secret in what lies below an unknown outcome.
func TestRedacted(t *testing.T) {
	ctx, secrets := redact.Collect(t.Context())
	redact.Note(ctx, "planted-1")
	unknown := &UnknownOutcomeError{API: "a.b", Err: errors.New("cut behind planted-1")}
	got := redacted(secrets, unknown)
	assert.NotContains(t, got.Error(), "planted-1")
	assert.EqualError(t, unknown.Err, "cut behind REDACTED")
}

func TestForms(t *testing.T) {
	for list, want := range map[string]string{`[1,"a",true]`: "1,a,true", `[]`: "", `["a,b"]`: "a,b"} {
		got, err := joined(jsontext.Value(list))
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, list := range []string{`{}`, `["\ud83d"]`, `[`} {
		_, err := joined(jsontext.Value(list))
		require.Error(t, err, list)
	}
	op := &platform.Operation{Params: []platform.Param{{Name: "file", File: true}, {Name: "ids", Joined: true}}}
	f, err := newForm(op, jsontext.Value(`{"file":"YWJj","ids":[1,2],"none":null,"text":"a b","object":{"c":1},"n":5}`))
	require.NoError(t, err)
	assert.Equal(t, "ids=1%2C2&n=5&object=%7B%22c%22%3A1%7D&text=a+b", f.fields.Encode())
	assert.Equal(t, map[string][]byte{"file": []byte("abc")}, f.files)
	for _, arguments := range []string{`[]`, `{"file":"?"}`, `{"ids":5}`, `{"ids":`} {
		_, err := newForm(op, jsontext.Value(arguments))
		require.Error(t, err, arguments)
	}
	assert.True(t, carriesFile(op))
	assert.False(t, carriesFile(&platform.Operation{Params: op.Params[1:]}))
}

func TestNothing(t *testing.T) {
	for v, want := range map[string]bool{
		"": true, `""`: true, "null": true, "[]": true, "0": false, "false": false, "{}": false, `" "`: false, "[0]": false,
	} {
		assert.Equal(t, want, isNothing(jsontext.Value(v)), v)
	}
}

func TestTokensOfResponses(t *testing.T) {
	asked := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	op := (*platform.GetTokenResponse)(nil).Operation()
	for body, want := range map[string]string{
		`{"access_token":"a","refresh_token":"r","expires_in":"60"}`: "a r 2026-01-02 03:05:05 +0000 UTC <nil>",
		`{"access_token":"a","expires_in":60}`:                       "a  2026-01-02 03:05:05 +0000 UTC <nil>",
		`{"access_token":"a","expires_in":"soon"}`:                   "a  0001-01-01 00:00:00 +0000 UTC <nil>",
	} {
		token, err := readToken(op, jsontext.Value(body), asked)
		assert.Equal(t, want, fmt.Sprintf("%s %s %v %v", token.Access.Reveal(), token.Refresh.Reveal(), token.Expires, err))
	}
	for body, code := range map[string]string{
		`{"error":"invalid_grant","error_description":"x"}`: "invalid_grant", `{"error_code":"401"}`: "401", `{}`: "",
		`{"error":"invalid_grant"}`: "invalid_grant",
	} {
		token, err := readToken(op, jsontext.Value(body), asked)
		var refused *Error
		require.ErrorAs(t, err, &refused, body)
		assert.Equal(t, []any{code, true, Token{}}, []any{refused.Code, refused.Refused, token}, body)
	}
	_, err := readToken(op, jsontext.Value(`[]`), asked)
	assert.ErrorContains(t, err, "system.oauth2 getToken: the response cannot be read: ")
}

// TestTokensThatCannotBeKept says why.
func TestTokensThatCannotBeKept(t *testing.T) {
	dir := t.TempDir()
	missing := NewFileTokens(filepath.Join(dir, "none", "tokens"))
	require.ErrorIs(t, missing.Save(t.Context(), "ann", Token{}), os.ErrNotExist)
	broken := filepath.Join(dir, "broken")
	require.NoError(t, os.WriteFile(broken, []byte(`{"planted`), 0o600))
	_, _, err := NewFileTokens(broken).Load(t.Context(), "ann")
	require.EqualError(t, err, broken+" is not a file of tokens")
	require.EqualError(t, NewFileTokens(broken).Save(t.Context(), "ann", Token{Access: loose.SecretOf("planted")}),
		broken+" is not a file of tokens")
}

// TestPrintedConstants hides a token that nothing renews.
func TestPrintedConstants(t *testing.T) {
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		assert.Equal(t, "REDACTED", fmt.Sprintf(format, constant("planted")), format)
		unknown := &UnknownOutcomeError{API: "a", IDs: []string{"1", "2"}, Err: errors.New("cut")}
		assert.Equal(t, "a: it may have been done or not, do not repeat it blindly: look at 1, 2: cut",
			fmt.Sprintf(format, unknown), format)
	}
	assert.Equal(t, []string{"REDACTED", "REDACTED"}, []string{constant("x").String(), constant("x").GoString()})
	token, err := constant("planted").AccessToken(t.Context())
	assert.Equal(t, []any{"planted", nil}, []any{token, err})
	_, err = constant("").AccessToken(t.Context())
	assert.EqualError(t, err, "the access token is empty")
}

func TestApplications(t *testing.T) {
	for _, c := range []struct{ key, secret, want string }{
		{"", "s", "the app key must be digits; it is shown in the console of open.1688.com"},
		{"1a", "s", "the app key must be digits; it is shown in the console of open.1688.com"},
		{"1", "", "the app secret is empty; it is shown in the console of open.1688.com"},
		{"1", "s\n", "the app secret has a blank in it, such as the end of a line of the file that it was read from"},
	} {
		assert.EqualError(t, checkApplication(c.key, c.secret), c.want)
	}
	assert.NoError(t, checkApplication("1234567", "s"))
}

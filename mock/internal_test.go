package mock

import (
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/conformance/testdata"
	"github.com/go-ali1688/ali1688/generated/gatewayserver"
	"github.com/go-ali1688/ali1688/mock/world"

	"github.com/go-ali1688/ali1688/internal/params"
)

func TestEveryOperationHasAnExample(t *testing.T) {
	for _, api := range operationNames() {
		if gatewayTemplates()[api] == nil {
			t.Errorf("%s: the document has no example of the answer", api)
		}
	}
}

func TestEmbeddedRecordingsAreRead(t *testing.T) {
	files, err := fs.Glob(testdata.FS, "recordings/*/*.json")
	if err != nil {
		t.Fatal(err)
	}
	want := slices.DeleteFunc(files, func(f string) bool { return params.Operations[path.Base(path.Dir(f))].Method == "" })
	got := 0
	for _, list := range embedded.recordings() {
		got += len(list)
	}
	if got != len(want) || got == 0 {
		t.Errorf("got %d recordings\nwant %d", got, len(want))
	}
}

func TestWhatTheGeneratedCodeRefuses(t *testing.T) {
	s := &server{config: config{contentType: "x"}}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&gatewayserver.InvalidParamFormatError{ParamName: "page", Err: io.EOF}, `"reason":"the parameter page must be`},
		{io.EOF, `"reason":"the parameters cannot be read","error_code":"4003"`},
	} {
		rec := httptest.NewRecorder()
		s.malformed(rec, httptest.NewRequest(http.MethodGet, "/", nil), tt.err)
		if got := rec.Body.String(); !strings.Contains(got, tt.want) {
			t.Errorf("got %s\nwant %s", got, tt.want)
		}
	}
}

func TestTemplates(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"compact", `{"a":1,"request_id":"x","b":2}`, `{"a":1,"request_id":@,"b":2`},
		{"spaced", "{\n \"a\": 1,\n \"request_id\": null,\n \"b\": 2\n}", "{\n \"a\": 1,\n \"request_id\": @,\n \"b\": 2"},
		{"first", `{"request_id":"x","a":1}`, `{"request_id":@,"a":1`},
		{"dropped first", `{ "client_ip":"x", "a":1}`, `{ "a":1`},
		{"dropped all", `{"client_ip":"x"}`, `{`},
		{"twice", `{"request_id":1,"request_id":2}`, `{"request_id":@,"request_id":@`},
		{"numbers and escapes as they are", `{"a":1.50,"b":"\u4e2d\/"}`, `{"a":1.50,"b":"\u4e2d\/"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parseTemplate([]byte(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc([]string{",", ""}, func(comma string) bool { return hasPrefix(got, tt.want+comma+`"error":""`) }) {
				t.Errorf("got %s\nwant %s…", shape(got), tt.want)
			}
		})
	}
}

func hasPrefix(t *template, prefix string) bool {
	s := shape(t)
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// shape is the template with @ for the fresh values.
func shape(t *template) string {
	var out []byte
	for _, p := range t.parts {
		out = append(out, p.text...)
		if p.slot != constant {
			out = append(out, '@')
		}
	}
	return string(out)
}

func BenchmarkItemGet(b *testing.B) {
	h, err := NewHandler()
	if err != nil {
		b.Fatal(err)
	}
	req := httptest.NewRequest(http.MethodGet, "/1688/item_get/?key=test_api_key&num_iid=639741530227", nil)
	b.ReportAllocs()
	for b.Loop() {
		rec := &recorder{header: http.Header{}}
		h.ServeHTTP(rec, req)
	}
}

func TestEveryOperationHasAPlaceForAnOverride(t *testing.T) {
	for _, api := range operationNames() {
		if _, ok := overrideFields()[api]; !ok {
			t.Errorf("%s: Overrides has no field of its name", api)
		}
		if new(Overrides).has(api) {
			t.Errorf("%s: got an override\nwant none", api)
		}
	}
}

func TestTheWorldKnowsEveryOperation(t *testing.T) {
	for _, api := range operationNames() {
		if !world.Knows(api) {
			t.Errorf("%s: the world has no answer, and the document's example stands in", api)
		}
	}
}

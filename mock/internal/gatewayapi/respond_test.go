package gatewayapi_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/go-ali1688/ali1688/evidence"
	"github.com/go-ali1688/ali1688/mock"
)

func TestEveryOperationAnswers(t *testing.T) {
	rt := mock.Transport(mock.WithClock(mocktest.At))
	for api, args := range mocktest.Requests(t) {
		t.Run(api, func(t *testing.T) {
			got := mocktest.Get(t, rt, "/1688/"+api+"/?"+mocktest.Auth+"&"+args)
			mocktest.Code("0000")(t, got)
			envelope(t, got)
			for _, name := range []string{"client_ip", "success"} {
				if v, ok := got[name]; ok {
					t.Errorf("got %s %v\nwant none", name, v)
				}
			}
		})
	}
}

// envelope wants all members that every response has.
func envelope(t *testing.T, got mocktest.Body) {
	t.Helper()
	for name, want := range map[string]string{
		"error_code":     `^\d{4}$`,
		"error":          ``,
		"reason":         ``,
		"cache":          `^0$`,
		"api_info":       `^today:(\d+) max:10000 all\[\d+=\d+\+0\+0\];expires:2030-12-31$`,
		"execution_time": `^0\.00\d$`,
		"server_time":    `^Beijing/2026-03-04 20:00:00$`,
		"call_args":      ``,
		"api_type":       `^1688$`,
		"request_id":     `^gw-1\.[0-9a-f]{13}$`,
		"last_id":        `^\d{10}$`,
	} {
		if _, ok := got[name]; !ok {
			t.Errorf("got no %s", name)
		}
		if !regexp.MustCompile(want).MatchString(got.Text(name)) {
			t.Errorf("%s: got %q\nwant %s", name, got.Text(name), want)
		}
	}
}

func TestFailuresAreWholeEnvelopes(t *testing.T) {
	got := mocktest.Get(t, mock.Transport(mock.WithClock(mocktest.At)), "/1688/item_get/?"+mocktest.Auth)
	envelope(t, got)
	mocktest.Equal(t, "success", got.Text("success"), "0")
	if args, ok := got["call_args"].([]any); !ok || len(args) != 0 {
		t.Errorf("call_args: got %v\nwant []", got["call_args"])
	}
}

func TestCallArgs(t *testing.T) {
	text, _ := mocktest.SendRaw(t, mock.Transport(), mocktest.Request(t, "GET",
		"/1688/item_fee/?num_iid=5&"+mocktest.Auth+"&area_id=2274&lang=en&cookie=abcdef&nonsense=1&temp_id=&nick="+
			mocktest.Secret+"%ff\"", ""))
	mocktest.Contains(t, "answer", text, `"call_args":{"num_iid":"5","area_id":"2274","nick":"REDACTED`+"\uFFFD"+`\""}`)
}

func TestRecordingsAnswerFirst(t *testing.T) {
	for _, tt := range []struct {
		name, call, member, want string
	}{
		{"the recorded offer", "item_get/?num_iid=639741530227", "item.price", "39.00"},
		{"another offer", "item_get/?num_iid=1", "item.num_iid", "1"},
		{"the recorded shop", "seller_info/?nick=shop1432227742608", "user.sid", "shop1432227742608"},
		{"a recorded failure", "item_fee/?num_iid=534409796654&area_id=2274", "error_code", "5000"},
		{"the same with one parameter more", "item_fee/?num_iid=534409796654&area_id=2274&lang=en", "error_code", "5000"},
		{"the world rather than another's failure", "item_fee/?num_iid=534409796654&area_id=1", "error_code", "0000"},
		{"the world where nothing is recorded", "cat_get/?cid=0", "error_code", "0000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := mocktest.Get(t, mock.Transport(mock.WithEmbeddedRecordings()), "/1688/"+tt.call+"&"+mocktest.Auth)
			mocktest.Equal(t, tt.member, got.Text(tt.member), tt.want)
		})
	}
}

func TestRecordingsAreServedByteForByte(t *testing.T) {
	recorded, err := evidence.FS.ReadFile("recordings/item_get/01-639741530227-lang-ko-2021.json")
	if err != nil {
		t.Fatal(err)
	}
	item, _, ok := strings.Cut(string(recorded), ` "secache"`)
	if !ok {
		t.Fatal("the recording has no secache")
	}
	rt := mock.Transport(mock.WithEmbeddedRecordings())
	got, _ := mocktest.SendRaw(t, rt, mocktest.Request(t, "GET", "/1688/item_get/?num_iid=639741530227&"+mocktest.Auth,
		""))
	if !strings.HasPrefix(got, item) {
		t.Errorf("got %.200s…\nwant the recorded item", got)
	}
	mocktest.Contains(t, "answer", got, ` "translate_time": 3.005`, ` "server_memory": "4.04MB"`)
}

func TestFoldersOfRecordings(t *testing.T) {
	folder := func(files ...string) mock.Option {
		fs := fstest.MapFS{"_errors/x.json": {Data: []byte("no JSON")}}
		for i := 0; i < len(files); i += 2 {
			fs[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
		}
		return mock.WithRecordings(fs)
	}
	const failure = `{"error":"已超量","error_code":"4013"}`
	for _, tt := range []struct {
		name, num, want string
		opts            []mock.Option
	}{
		{"laid over", "1", "A", []mock.Option{folder("item_get/1.json", `{"item":{"title":"A"}}`)}},
		{"the last folder wins", "1", "B", []mock.Option{
			folder("item_get/1.json", `{"item":{"title":"A"}}`), folder("item_get/1.json", `{"item":{"title":"B"}}`),
		}},
		{"but one that fits wins before it", "1", "A", []mock.Option{
			folder("item_get/1.json", `{"item":{"title":"A","num_iid":1}}`), folder("item_get/1.json", `{"item":{"title":"B"}}`),
		}},
		{"call_args say more than num_iid", "1", "B", []mock.Option{
			folder("item_get/1.json", `{"item":{"title":"A","num_iid":"1"},"call_args":{"num_iid":2}}`,
				"item_get/2.json", `{"item":{"title":"B","num_iid":"2"},"call_args":{"num_iid":1}}`),
		}},
		{"the first success", "1", "B", []mock.Option{
			folder("item_get/1.json", failure, "item_get/2.json", `{"item":{"title":"B"}}`, "item_get/3.json",
				`{"item":{"title":"C"}}`),
		}},
		{"a failure rather than nothing", "1", "已超量", []mock.Option{folder("item_get/1.json", failure)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := mocktest.Get(t, mock.Transport(tt.opts...), "/1688/item_get/?num_iid="+tt.num+"&"+mocktest.Auth)
			mocktest.Contains(t, "answer", got.Text("item.title")+got.Text("error"), tt.want)
		})
	}
}

func TestUploadsFitByTheirLength(t *testing.T) {
	folder := fstest.MapFS{
		"upload_img/3.json": {Data: []byte(`{"items":{"item":{"name":"three"}},"call_args":{"imgcode":"length3"}}`)},
		"upload_img/4.json": {Data: []byte(`{"items":{"item":{"name":"four"}},"call_args":{"imgcode":"length4"}}`)},
	}
	got := mocktest.Get(t, mock.Transport(mock.WithRecordings(folder)), "/1688/upload_img/?imgcode=AAAA&"+mocktest.Auth)
	mocktest.Equal(t, "name", got.Text("items.item.name"), "four")
}

func TestOldFailuresGetNoCode(t *testing.T) {
	folder := fstest.MapFS{"item_get/1.json": {Data: []byte(`{"client_ip":"192.0.2.1","error":"item-not-found"}`)}}
	got := mocktest.Get(t, mock.Transport(mock.WithRecordings(folder)), "/1688/item_get/?num_iid=1&"+mocktest.Auth)
	if v, ok := got["error_code"]; ok {
		t.Errorf("error_code: got %v\nwant none", v)
	}
	mocktest.Equal(t, "error", got.Text("error"), "item-not-found")
	mocktest.Equal(t, "client_ip", got.Text("client_ip"), "")
}

func TestFoldersThatCannotBeRight(t *testing.T) {
	for name, folder := range map[string]fstest.MapFS{
		"item_get/*.json":    {},
		"item_get/cut.json":  {"item_get/cut.json": {Data: []byte(`{"item":`)}},
		"JSON object":        {"item_get/list.json": {Data: []byte(`[]`)}},
		"follows":            {"item_get/two.json": {Data: []byte(`{}{}`)}},
		"item_get/none.json": {"item_get/none.json": {}},
	} {
		_, err := mock.NewHandler(mock.WithRecordings(folder))
		if err == nil {
			t.Errorf("%s: got no error", name)
			continue
		}
		if name != "item_get/*.json" {
			mocktest.Contains(t, "error", err.Error(), name)
		}
	}
	if _, err := mock.NewHandler(mock.WithRecordings(nil)); err == nil {
		t.Error("no folder: got no error")
	}
	if _, err := mock.NewHandler(mock.WithClock(nil)); err == nil {
		t.Error("no clock: got no error")
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	run := func(seed uint64) string {
		rt, all := mock.Transport(mock.WithClock(mocktest.At), mock.WithSeed(seed)), ""
		for range 3 {
			text, _ := mocktest.SendRaw(t, rt, mocktest.Request(t, "GET", "/1688/cat_get/?cid=0&"+mocktest.Auth, ""))
			all += text
		}
		return all
	}
	mocktest.Equal(t, "the same seed", run(1), run(1))
	if run(1) == run(2) {
		t.Error("another seed: got the same bytes")
	}
}

func TestRequestIDsDiffer(t *testing.T) {
	rt, seen := mock.Transport(), map[string]bool{}
	for range 100 {
		seen[mocktest.Get(t, rt, "/1688/cat_get/?cid=0&"+mocktest.Auth).Text("request_id")] = true
	}
	mocktest.Equal(t, "ids", len(seen), 100)
}

func TestServerTimeIsThatOfBeijing(t *testing.T) {
	late := func() time.Time { return time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC) }
	got := mocktest.Get(t, mock.Transport(mock.WithClock(late)), "/1688/cat_get/?cid=0&"+mocktest.Auth)
	mocktest.Equal(t, "server_time", got.Text("server_time"), "Beijing/2027-01-01 07:30:00")
}

func TestContentType(t *testing.T) {
	for want, opts := range map[string][]mock.Option{
		"application/json; charset=utf-8": nil,
		"text/html; charset=UTF-8":        {mock.WithContentType("text/html; charset=UTF-8")},
	} {
		for _, path := range []string{"/1688/cat_get/?cid=0&", "/1688/cat_get/?", "/nowhere?"} {
			_, rsp := mocktest.SendRaw(t, mock.Transport(opts...), mocktest.Request(t, "GET", path+mocktest.Auth, ""))
			mocktest.Equal(t, "Content-Type", rsp.Header.Get("Content-Type"), want)
		}
	}
}

package bodies

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestRequests reads the requests of ledgers, of journals of the mock and of archives.
func TestRequests(t *testing.T) {
	entry := func(request string) string {
		return `{"log":{"entries":[{"request":` + request + `,"response":{"status":200,"content":{"text":"{}"}}}]}}`
	}
	cases := []struct {
		name, file, content string
		want                []string // file, operation, method, path, query, form and deviations; or the error
	}{
		{"a ledger", "x/ledger.log",
			`{"api":"item_get","platform":"1688","method":"GET","parameters":{"num_iid":"1","q":"a b"}}` + "\n" +
				`{"API":"_other_platforms","Platform":"taobao","Method":"POST"}` + "\n",
			[]string{"x/ledger.log:1 item_get GET /1688/item_get/ num_iid=1&q=a+b  []",
				"x/ledger.log:2 _other_platforms POST    []"}},
		{"deviations in a ledger", "ledger.log",
			`{"api":"item_get","platform":"1688","method":"GET","deviations":[{"rule":"range","where":"page","text":"no"}]}`,
			[]string{"ledger.log:1 item_get GET /1688/item_get/   [{range page no}]"}},
		{"what is no line of a ledger", "ledger.log", "{}\nx\n", []string{"ledger.log:1 is not a line of a ledger",
			"ledger.log:2 is not a line of a ledger"}},
		{"a journal", "journal.json",
			`{"requests":[{"Method":"GET","Platform":"1688","API":"item_get","Query":{"num_iid":["1"]}},` +
				`{"Method":"POST","Platform":"1688","API":"custom","Form":{"a":["1","2"]},` +
				`"Deviations":[{"Rule":"unknown","Where":"a","Text":"no"}]}]}`,
			[]string{"journal.json:0 item_get GET /1688/item_get/ num_iid=1  []",
				"journal.json:1 custom POST /1688/custom/  a=1&a=2 [{unknown a no}]"}},
		{"the requests of a journal alone", "journal.json", `[{"Method":"GET","Platform":"1688","API":"item_get"}]`,
			[]string{"journal.json:0 item_get GET /1688/item_get/   []"}},
		{"an archive", "a.har", entry(`{"method":"POST","url":"https://h/1688/item_get/?num_iid=1","postData":` +
			`{"mimeType":"application/x-www-form-urlencoded","text":"a=1&b=2"}}`),
			[]string{"a.har:0 item_get POST /1688/item_get/ num_iid=1 a=1&b=2 []"}},
		{"an archive with parameters apart", "a.har", entry(`{"method":"POST","url":"https://h/1688/item_get/","postData":` +
			`{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"a","value":"1"}]}}`),
			[]string{"a.har:0 item_get POST /1688/item_get/  a=1 []"}},
		{"an answer", "a.json", `{"Method":1}`, []string{"a.json: no request"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for b, err := range Read(strings.NewReader(c.content), c.file) {
				switch r := b.Request; {
				case err != nil:
					got = append(got, err.Error())
				case r == nil:
					got = append(got, b.File+": no request")
				default:
					got = append(got, fmt.Sprintf("%s %s %s %s %s %s %v", b.File, b.API, r.Method, r.Path, r.Query.Encode(),
						r.Form.Encode(), r.Noted))
				}
			}
			assert.Equal(t, c.want, got)
		})
	}
}

package record

import (
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
)

func BenchmarkBody(b *testing.B) {
	body, _ := os.ReadFile("../conformance/testdata/recordings/item_get/01-639741530227-lang-ko-2021.json")
	r := newRedactor(names{api: "item_get"}, nil, url.Values{"key": {"t_abc_key_1"}, "secret": {"saheufe"}})
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		r.body(body)
	}
}
func TestSlow(t *testing.T) {
	r := newRedactor(names{api: "item_get"}, nil, url.Values{"key": {"t_abc_key_1"}, "secret": {"saheufe"}})
	for n, s := range map[string]string{"deep": strings.Repeat("[", 9000), "deepobj": strings.Repeat(`{"contact":`, 9000), "over": strings.Repeat("[", 200000), "quotes": strings.Repeat(`"a":"`, 50000), "bs": strings.Repeat(`\`, 300000), "el": strings.Repeat("<a>", 100000), "cd": strings.Repeat("<a><![CDATA[", 30000), "br": `{` + strings.Repeat(`'a':{`, 50000), "br2": strings.Repeat(`{"a":[`, 50000), "url": strings.Repeat("//", 150000), "at": strings.Repeat("a@", 150000), "pairs": strings.Repeat("a=%5B", 60000), "nest": strings.Repeat("%5B\"a%3D", 30000), "a": strings.Repeat("a", 300000), "dig": strings.Repeat("138001380001", 30000)} {
		at := time.Now()
		r.body([]byte(s))
		d := time.Since(at)
		if d > 300*time.Millisecond {
			t.Errorf("%s: %v for %d bytes", n, d, len(s))
		}
	}
}

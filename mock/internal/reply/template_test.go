package reply

import (
	"slices"
	"testing"
)

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
			got, err := ParseTemplate([]byte(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc([]string{",", ""},
				func(comma string) bool { return hasPrefix(got, tt.want+comma+`"error":""`) }) {
				t.Errorf("got %s\nwant %s…", shape(got), tt.want)
			}
		})
	}
}

func hasPrefix(t *Template, prefix string) bool {
	s := shape(t)
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// shape is the template with @ for the fresh values.
func shape(t *Template) string {
	var out []byte
	for _, p := range t.parts {
		out = append(out, p.text...)
		if p.slot != constant {
			out = append(out, '@')
		}
	}
	return string(out)
}

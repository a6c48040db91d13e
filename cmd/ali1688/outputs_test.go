package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// The secrets that requests carry. They have characters that URLs, HTML and JSON escape.
const (
	leakKey, leakSecret    = "t_planted_key_77", "t_planted+secret/88"
	leakSession, leakToken = "t_planted_session_99", "t_planted_token_66"
)

// plant is a row of the table: a secret in one spelling, or a piece of personal data.
type plant struct {
	name           string
	value          string // the secret that is spelled; empty for personal data
	text           string // as it is planted, and what no output may contain
	parent, member string // where a value stands that nothing but its member gives away; no parent is the top
	isSecret       bool   // of a member: it is a secret, and not personal data
}

// shown reports whether an output contains the beginning of the planted text, as it is or escaped for a URL, or the
// secret, in letters of any case.
func (p plant) shown(output string) bool {
	output = strings.ToLower(output)
	for _, text := range []string{p.text[:min(len(p.text), 24)], url.QueryEscape(p.text), p.value} {
		if text != "" && strings.Contains(output, strings.ToLower(text)) {
			return true
		}
	}
	return false
}

// spellings are the ways in which a server may quote a secret.
var spellings = map[string]func(string) string{
	"as it is":          func(s string) string { return s },
	"capitals":          strings.ToUpper,
	"percent":           url.QueryEscape,
	"percent, small":    func(s string) string { return strings.ToLower(url.QueryEscape(s)) },
	"every byte":        func(s string) string { return eachByte(s, "%%%02X") },
	"every byte, small": func(s string) string { return eachByte(s, "%%%02x") },
	"escaped twice":     func(s string) string { return url.QueryEscape(eachByte(s, "%%%02X")) },
	"base64":            func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"base64 for URLs":   func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) },
	"basic":             func(s string) string { return base64.StdEncoding.EncodeToString([]byte("u:" + s)) },
	"hex":               func(s string) string { return hex.EncodeToString([]byte(s)) },
	"HTML":              func(s string) string { return strings.ReplaceAll(html.EscapeString(s), "+", "&#43;") },
	"HTML numbers":      func(s string) string { return eachByte(s, "&#x%x;") },
	"JSON":              func(s string) string { return eachByte(s, `\u%04x`) },
	"JSON slashes":      func(s string) string { return strings.ReplaceAll(s, "/", `\/`) },
}

func eachByte(s, format string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, format, s[i])
	}
	return b.String()
}

// plants returns all rows: every secret in every spelling, personal data by its shape and by the members of both
// documents, and every name of the lists.
func plants(t *testing.T) (rows []plant) {
	for name, secret := range map[string]string{"key": leakKey, "secret": leakSecret, "session": leakSession,
		"token": leakToken} {
		for spelling, spell := range spellings {
			rows = append(rows, plant{name: name + ", " + spelling, value: secret, text: spell(secret)})
		}
	}
	for name, text := range map[string]string{
		"mobile": "13800138000", "mobile with dashes": "138-0013-8000", "mobile with blanks": "138 0013 8000",
		"country code": "+86 13800138000",
		"landline":     "0571-85022088", "e-mail": "zhang.sanfeng@example.com", "identity card": "11010519491231002X",
		"bank card": "6222021234567890128",
	} {
		rows = append(rows, plant{name: name, text: text})
	}
	rows = append(rows, membersOf(t, "gateway", openapi.Gateway().JSON)...)
	rows = append(rows, membersOf(t, "openplatform", openapi.OpenPlatform().JSON)...)
	rows = append(rows, namedPlants()...)
	slices.SortFunc(rows, func(a, b plant) int { return strings.Compare(a.name, b.name) })
	rows = slices.CompactFunc(rows, func(a, b plant) bool { return a.name == b.name })
	for i := range rows {
		rows[i].fill(i)
	}
	return rows
}

// membersOf returns a row for each member that a document marks with x-personal, below each member that has its schema.
func membersOf(t *testing.T, name string, document []byte) (rows []plant) {
	var doc struct {
		Components struct {
			Schemas map[string]map[string]any `json:"schemas"`
		} `json:"components"`
	}
	require.NoError(t, json.Unmarshal(document, &doc))
	parents := map[string][]string{}
	for _, s := range doc.Components.Schemas {
		walkMembers(s, func(member string, value map[string]any) {
			if ref := refOf(value); ref != "" {
				parents[ref] = append(parents[ref], member)
			}
		})
	}
	for schema, s := range doc.Components.Schemas {
		walkMembers(s, func(member string, value map[string]any) {
			for _, parent := range parents[schema] {
				if value["x-personal"] == true {
					rows = append(rows, plant{name: name + " " + parent + "/" + member, parent: parent, member: member})
				}
			}
		})
	}
	require.NotEmpty(t, rows)
	return rows
}

// walkMembers calls yield for the properties of a schema, also within allOf.
func walkMembers(schema map[string]any, yield func(string, map[string]any)) {
	properties, _ := schema["properties"].(map[string]any)
	for name, p := range properties {
		if value, ok := p.(map[string]any); ok {
			yield(name, value)
		}
	}
	parts, _ := schema["allOf"].([]any)
	for _, part := range parts {
		if inner, ok := part.(map[string]any); ok {
			walkMembers(inner, yield)
		}
	}
}

// refOf returns the name of the schema that a member, or the rows of a list, refers to.
func refOf(value map[string]any) string {
	if ref, ok := value["$ref"].(string); ok {
		return ref[strings.LastIndex(ref, "/")+1:]
	}
	if items, ok := value["items"].(map[string]any); ok {
		return refOf(items)
	}
	return ""
}

// bodyOf returns a JSON object with all rows: members where they stand, and everything else as texts.
func bodyOf(rows []plant) string {
	object := map[string]any{"error_code": "0000"}
	var texts []string
	for _, r := range rows {
		if r.member == "" {
			texts = append(texts, r.words())
			continue
		}
		if r.isNamed() {
			object[r.member] = r.text
			continue
		}
		inner, _ := object[r.parent].(map[string]any)
		if inner == nil {
			inner = map[string]any{}
		}
		inner[r.member] = r.text
		object[r.parent] = inner
	}
	object["reason"] = texts
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(object)
	return b.String()
}

// TestNoOutputShowsWhatIsPlanted prints every planted value through every output, and finds none. A failure names both.
func TestNoOutputShowsWhatIsPlanted(t *testing.T) {
	rows := plants(t)
	for _, out := range append(outputs(), moreOutputs()...) {
		t.Run(out.name, func(t *testing.T) {
			mine := slices.DeleteFunc(slices.Clone(rows), func(r plant) bool { return !out.takes(r) })
			require.NotEmpty(t, mine)
			texts := out.of(t, mine)
			for i, r := range mine {
				text := texts[min(i, len(texts)-1)]
				require.NotEmpty(t, text, r.name)
				if r.shown(text) {
					t.Errorf("row %q, output %q: %q is shown", r.name, out.name, r.text)
				}
			}
		})
	}
}

package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
)

// everything returns a report with every kind of verdict: a body that conforms, one that explains a refusal, one with
// findings of every form, one whose request deviates, and one that could not be checked.
func everything() *Report {
	var r Report
	r.Add(entry("good.json"), nil, nil)
	r.Add(entry("refused.json"), nil, &Refusal{Code: "4005", Meaning: "no quota", Action: "buy_quota", Retry: "never"})
	r.Add(entry("bad & <1>.ndjson:7"), []conformance.Finding{
		{Pointer: "/a/0/b~1c", Rule: "type", Want: "string", Got: `"<&>"`, Schema: "openapi/x.yaml:3"},
		{Pointer: "/d", Rule: "undocumented", Want: "a documented member", Got: "5", Schema: "openapi/y.yaml"},
		{Rule: "syntax", Want: "one JSON value", Got: "'<'"},
	}, nil)
	sent := NewVerdict(bodies.Body{File: "sent.har:2", API: "cat_get"}, nil, nil)
	sent.AddRequest([]Deviation{{Rule: "unknown", Where: "a", Text: "a is unknown\nto cat_get"}})
	r.Verdicts = append(r.Verdicts, sent)
	r.Fail(bodies.Body{File: "lost.json"}, errors.New("no operation for lost.json"))
	return &r
}

func written(t *testing.T, r *Report, format Format) string {
	t.Helper()
	var out strings.Builder
	require.NoError(t, r.write(&out, format))
	return out.String()
}

func TestText(t *testing.T) {
	assert.Empty(t, written(t, &Report{}, Text))
	assert.Equal(t, `the text of the body: syntax, 1 time
  bad & <1>.ndjson:7: (body): syntax: want one JSON value, got '<'
the input: unchecked, 1 time
  lost.json: (body): unchecked: want a recorded response of a known operation, got no operation for lost.json
openapi/x.yaml:3: type, 1 time
  bad & <1>.ndjson:7: /a/0/b~1c: type: want string, got "<&>"
openapi/y.yaml: undocumented, 1 time
  bad & <1>.ndjson:7: /d: undocumented: want a documented member, got 5
request of cat_get: unknown, 1 time
  sent.har:2: a is unknown to cat_get
`, written(t, everything(), Text))
}

// TestTextOrder has the most frequent cause first, then the order of places and rules, and three samples of each.
func TestTextOrder(t *testing.T) {
	var r Report
	for _, file := range []string{"1", "2", "3", "4"} {
		findings := []conformance.Finding{{Pointer: "/b", Rule: "type", Schema: "b.yaml:1"}}
		if file != "1" {
			findings = append(findings, conformance.Finding{Pointer: "/b", Rule: "enum", Schema: "b.yaml:1"},
				conformance.Finding{Pointer: "/a", Rule: "type", Schema: "a.yaml:9"})
		}
		verdict := NewVerdict(bodies.Body{File: file, API: "op"}, findings, nil)
		verdict.AddRequest([]Deviation{{Rule: "range", Text: "page " + file}})
		r.Verdicts = append(r.Verdicts, verdict)
	}
	assert.Equal(t, `b.yaml:1: type, 4 times
  1: /b: type: want , got 
  2: /b: type: want , got 
  3: /b: type: want , got 
request of op: range, 4 times
  1: page 1
  2: page 2
  3: page 3
a.yaml:9: type, 3 times
  2: /a: type: want , got 
  3: /a: type: want , got 
  4: /a: type: want , got 
b.yaml:1: enum, 3 times
  2: /b: enum: want , got 
  3: /b: enum: want , got 
  4: /b: enum: want , got 
`, written(t, &r, Text))
}

func TestJSON(t *testing.T) {
	assert.Empty(t, written(t, &Report{}, JSON))
	assert.Equal(t, `{"file":"good.json","api":"op","ok":true,"findings":[]}
{"file":"refused.json","api":"op","ok":true,"findings":[],`+
		`"refusal":{"code":"4005","meaning":"no quota","action":"buy_quota","retry":"never"}}
{"file":"bad & <1>.ndjson:7","api":"op","ok":false,"findings":[`+
		`{"pointer":"/a/0/b~1c","rule":"type","want":"string","got":"\"<&>\"","schema":"openapi/x.yaml:3"},`+
		`{"pointer":"/d","rule":"undocumented","want":"a documented member","got":"5","schema":"openapi/y.yaml"},`+
		`{"pointer":"","rule":"syntax","want":"one JSON value","got":"'<'","schema":""}]}
{"file":"sent.har:2","api":"cat_get","ok":false,"findings":[],`+
		`"request":[{"rule":"unknown","where":"a","text":"a is unknown\nto cat_get"}]}
{"file":"lost.json","api":"","ok":false,"findings":[{"pointer":"","rule":"unchecked",`+
		`"want":"a recorded response of a known operation","got":"no operation for lost.json","schema":""}]}
`, written(t, everything(), JSON))
}

// TestJUnit escapes everything, and counts a body that could not be checked as an error.
func TestJUnit(t *testing.T) {
	const header = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	assert.Equal(t, header+`<testsuite name="conformance" tests="0" failures="0" errors="0"></testsuite>`+"\n",
		written(t, &Report{}, JUnit))
	assert.Equal(t, header+`<testsuite name="conformance" tests="5" failures="2" errors="1">
  <testcase name="good.json" classname="op"></testcase>
  <testcase name="refused.json" classname="op">
    <properties>
      <property name="refusal.code" value="4005"></property>
      <property name="refusal.meaning" value="no quota"></property>
      <property name="refusal.action" value="buy_quota"></property>
      <property name="refusal.retry" value="never"></property>
    </properties>
  </testcase>
  <testcase name="bad &amp; &lt;1&gt;.ndjson:7" classname="op">
    <failure message="3 findings">/a/0/b~1c: type: want string, got &#34;&lt;&amp;&gt;&#34; (openapi/x.yaml:3)&#xA;`+
		`/d: undocumented: want a documented member, got 5 (openapi/y.yaml)&#xA;`+
		`(body): syntax: want one JSON value, got &#39;&lt;&#39;&#xA;</failure>
  </testcase>
  <testcase name="sent.har:2" classname="cat_get">
    <failure message="1 finding">request: unknown: a is unknown&#xA;to cat_get&#xA;</failure>
  </testcase>
  <testcase name="lost.json" classname="">
    <error message="unchecked">(body): unchecked: want a recorded response of a known operation, `+
		`got no operation for lost.json&#xA;</error>
  </testcase>
</testsuite>
`, written(t, everything(), JUnit))
	r := Report{Verdicts: []Verdict{{File: "a\x00\x1b\xff]]>", OK: true}}}
	assert.Contains(t, written(t, &r, JUnit), `<testcase name="a`+"\uFFFD\uFFFD\uFFFD"+`]]&gt;" classname=""></testcase>`)
}

const sarifHead = `{
  "version": "2.1.0",
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "ali1688 check",
          "informationUri": "https://github.com/go-ali1688/ali1688",
          "rules": `

// TestSARIFLayout has logs as they are written, with no result and with two.
func TestSARIFLayout(t *testing.T) {
	assert.Equal(t, sarifHead+`[]
        }
      },
      "results": []
    }
  ]
}
`, written(t, &Report{}, SARIF))
	result := func(text string) string {
		return `
        {
          "ruleId": "enum",
          "level": "error",
          "message": {
            "text": "` + text + `"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "a"
                }
              }
            }
          ]
        }`
	}
	findings := []conformance.Finding{{Rule: "enum"}, {Rule: "enum", Got: "<"}}
	r := Report{Verdicts: []Verdict{{File: "a", Findings: findings}}}
	assert.Equal(t, sarifHead+`[
            {
              "id": "enum"
            }
          ]
        }
      },
      "results": [`+result("(body): enum: want , got ")+","+result("(body): enum: want , got <")+`
      ]
    }
  ]
}
`, written(t, &r, SARIF))
}

// TestSARIFResults has one result a finding, deviation and refusal.
func TestSARIFResults(t *testing.T) {
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules json.RawMessage }
			}
			Results []json.RawMessage
		}
	}
	require.NoError(t, json.Unmarshal([]byte(written(t, everything(), SARIF)), &log))
	require.Len(t, log.Runs, 1)
	compact := func(text []byte) string {
		var out bytes.Buffer
		require.NoError(t, json.Compact(&out, text))
		return out.String()
	}
	var results []string
	for _, result := range log.Runs[0].Results {
		results = append(results, compact(result))
	}
	at := func(uri, region string) string {
		return `[{"physicalLocation":{"artifactLocation":{"uri":"` + uri + `"}` + region + `}}]`
	}
	bad := `"locations":` + at("bad%20&%20%3C1%3E.ndjson", `,"region":{"startLine":7}`)
	assert.Equal(t, []string{
		`{"ruleId":"refusal","kind":"informational","level":"none","message":{"text":"no quota (buy_quota; retry: never)"},` +
			`"locations":` + at("refused.json", "") + `,"properties":{"refusal":{"code":"4005","meaning":"no quota",` +
			`"action":"buy_quota","retry":"never"}}}`,
		`{"ruleId":"type","level":"error","message":{"text":` +
			`"/a/0/b~1c: type: want string, got \"<&>\" (openapi/x.yaml:3)"},` + bad + `,"relatedLocations":` + at("openapi/x.yaml", `,"region":{"startLine":3}`) + `}`,
		`{"ruleId":"undocumented","level":"note","message":{"text":` +
			`"/d: undocumented: want a documented member, got 5 (openapi/y.yaml)"},` +
			bad + `,"relatedLocations":` + at("openapi/y.yaml", "") + `}`,
		`{"ruleId":"syntax","level":"error","message":{"text":"(body): syntax: want one JSON value, got '<'"},` + bad + `}`,
		`{"ruleId":"request-unknown","level":"error","message":{"text":"a is unknown\nto cat_get"},` +
			`"locations":` + at("sent.har", "") + `}`,
		`{"ruleId":"unchecked","level":"error","message":{"text":"(body): unchecked: want a recorded response of a known ` +
			`operation, got no operation for lost.json"},"locations":` + at("lost.json", "") + `}`,
	}, results)
	assert.Equal(t, `[{"id":"refusal"},{"id":"request-unknown"},{"id":"syntax"},{"id":"type"},{"id":"unchecked"},`+
		`{"id":"undocumented"}]`, compact(log.Runs[0].Tool.Driver.Rules))
}

package redact

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func redactJSON(r Redactor) func(string) string {
	return func(text string) string { return string(r.JSON([]byte(text))) }
}

// TestJSON redacts values in place, and keeps the kind of numbers and every other byte.
func TestJSON(t *testing.T) {
	redactions{
		{`{"mobile":13800138000,"n":13800138000}`, `{"mobile":0,"n":13800138000}`},
		{`{"token":"abc","n":[1,2]}`, `{"token":"REDACTED","n":[1,2]}`},
		{`{"receiver":{"phone":["1","2"],"x":{"y":"z"}}}`, `{"receiver":{"phone":["REDACTED","REDACTED"],"x":{"y":"z"}}}`},
		{`{"address":{"city":"x","n":5,"t":true,"z":null},"city":"x"}`,
			`{"address":{"city":"REDACTED","n":0,"t":true,"z":null},"city":"x"}`},
		{`{"mobile":{"0":"a","1":["b"],"x":"c"}}`, `{"mobile":{"0":"REDACTED","1":["REDACTED"],"x":"REDACTED"}}`},
		{`{"fee":1.5e3,"fax":-1.5e3}`, `{"fee":1.5e3,"fax":0}`},
		{`{"phone":"1","phone":"2"}`, `{"phone":"REDACTED","phone":"REDACTED"}`},
		{`[{"token":"a"},{"token":"b"}]`, `[{"token":"REDACTED"},{"token":"REDACTED"}]`},
		{"{\n \"phone\" : \"1\" , \"a\" : 2}\n", "{\n \"phone\" : \"REDACTED\" , \"a\" : 2}\n"},
		{`{"text":"call 13800138000"}`, `{"text":"call REDACTED"}`},
		{`"13800138000"`, `"REDACTED"`},
		{`{"token=abc":1}`, `{"token=REDACTED":1}`},
		{`{"t":"a\/b 13800138000"}`, `{"t":"a\/b REDACTED"}`},
		{`{"t":"\u0031\u0033800138000\/"}`, `{"t":"REDACTED/"}`},
		{`{"extendInfos":[{"key":"a","value":"b"}],"key":"c"}`, `{"extendInfos":[{"key":"a","value":"b"}],"key":"REDACTED"}`},
		{`{"item":{"nick":"x","memberId":"b2b-1","address":"a"}}`,
			`{"item":{"nick":"x","memberId":"b2b-1","address":"REDACTED"}}`},
		{`{"memberId":"b2b-1"}`, `{"memberId":"REDACTED"}`},
		{`{"a":"{\"mobile\":\"1\",\"b\":2}"}`, `{"a":"{\"mobile\":\"REDACTED\",\"b\":2}"}`},
		{`{"a":"[{\"token\":\"1\"}]"}`, `{"a":"[{\"token\":\"REDACTED\"}]"}`},
		{`{"sellerContact":"{\"name\":\"a\"}"}`, `{"sellerContact":"REDACTED"}`},
		{`{"session":{"a":"b","n":[5,{"c":null}]},"a":"b"}`,
			`{"session":{"REDACTED":"REDACTED","REDACTED":[0,{"REDACTED":null}]},"a":"b"}`},
		{`{"featureInfos":[{"key":{"a":"b"}}]}`, `{"featureInfos":[{"key":{"a":"b"}}]}`},
		{`{"buyerContact":[{"name":"a"}],"name":"b"}`, `{"buyerContact":[{"name":"REDACTED"}],"name":"b"}`},
	}.check(t, redactJSON(Redactor{}))
	unchanged{
		`{"num_iid":"13800138000","props_name":"13800138000"}`, `{"13800138000":"a"}`, `13800138000`,
		`{"detail_url":"https://detail.1688.com/offer/13800138000.html"}`, `{"phone":"","mobile":null,"fax":true}`,
		`{"mobile":[],"phone":{}}`, `{}`, ``, ` `, `{"a":"{}"}`,
	}.check(t, redactJSON(Redactor{}))
}

// TestBrokenJSON reads what follows the break as text.
func TestBrokenJSON(t *testing.T) {
	redactions{
		{`{"phone":"张三`, `{"phone":"REDACTED`},
		{`{"phone": [ "a", tru`, `{"phone": [ "REDACTED", "REDACTED`},
		{`{"phone":{"a":"b`, `{"phone":{"a":"REDACTED`},
		{`{"a":1,"phone`, `{"a":1,"phone`},
		{`{"phone":"1" "a":"b 13800138000"}`, `{"phone":"REDACTED" "a":"b REDACTED"}`},
		{`{"phone":"1","a":x,"token":"y"}`, `{"phone":"REDACTED","a":x,"token":"REDACTED"}`},
		{`{"a":[1,2,token=x`, `{"a":[1,2,token=REDACTED`},
		{`{"a":1} token=abc`, `{"a":1} token=REDACTED`},
		{`no JSON, token=abc`, `no JSON, token=REDACTED`},
		{`{"token":{"value":"abc","x":[1,"def"]`, `{"token":{"REDACTED":"REDACTED","REDACTED":[0,"REDACTED"]`},
		{`{"token":{"value":x,"y":"abc"},"z":1}`, `{"token":{"REDACTED":"REDACTED`},
		{`"session":["abc"`, `"session":"REDACTED"`},
		{`"token":{"a":{"b":"c"},"x":[1,"def"]}, "z":"kept"`, `"token":"REDACTED", "z":"kept"`},
		{`["session":["abc"],"z":"kept"]`, `["session":"REDACTED","z":"kept"]`},
		{`{"a":{'token':{"b":[1,"def"]},"z":1}`, `{"a":{'token':"REDACTED","z":1}`},
		{`{"a":1,token:{b:["c"]},"z":1}`, `{"a":1,token:"REDACTED","z":1}`},
		{`{"a":"{\"token\":{\"b\":[\"c`, `{"a":"{\"token\":"REDACTED"`},
		{`{"a":"{\"token\":\"b c", "z":"kept`, `{"a":"{\"token\":\"REDACTED", "z":"kept`},
		{`{"phone":"a":"b","z":1}`, `{"phone":"REDACTED`},
		{`"token" ; "abc"`, `"token" ; "REDACTED"`},
	}.check(t, redactJSON(Redactor{}))
	unchanged{`{"phone":`, `{"phone"`, `{"a":"b"`, `[1,`, `{"phone": `, `{`, `{"a":1}}`}.check(t, redactJSON(Redactor{}))
}

// TestKnownInJSON knows secrets by value, wherever they stand.
func TestKnownInJSON(t *testing.T) {
	text := `{"a":"secret-1","b":20262026,"c":"x secret-1","phone":"1","secret-1":true}`
	assert.Equal(t, `{"a":"REDACTED","b":0,"c":"x REDACTED","phone":"REDACTED","REDACTED":true}`,
		redactJSON(New("secret-1", "20262026"))(text))
	assert.Equal(t, `{"a":"REDACTED","b":"REDACTED","c":"x REDACTED","phone":"1","REDACTED":true}`,
		redactJSON(ValuesOnly("secret-1", "20262026"))(text), "in place of a number there is text")
	assert.Equal(t, `{"a":"REDACTED","b":12}`, redactJSON(New("abc"))(`{"a":"abc","b":12}`),
		"a short secret that is all of the value")
	assert.Equal(t, `{"a":0}`, redactJSON(New("12"))(`{"a":12}`))
	assert.Equal(t, `REDACTED <phone>1</phone> token=a`,
		redactJSON(ValuesOnly("secret-1"))(`secret-1 <phone>1</phone> token=a`))
}

// TestNesting reads JSON inside JSON to a bounded depth, and shows nothing of what is deeper.
func TestNesting(t *testing.T) {
	nest := func(depth int) string {
		text := `{"a":1}`
		for range depth {
			text = `{"a":"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"}`
		}
		return text
	}
	redact := redactJSON(Redactor{})
	assert.Equal(t, nest(maxNesting), redact(nest(maxNesting)))
	deep := redact(nest(maxNesting + 1))
	assert.Equal(t, 1, strings.Count(deep, Mark))
	assert.Equal(t, strings.Replace(nest(maxNesting+1), nest(0)[1:1], "", 1)[:20], deep[:20])
	assert.NotContains(t, deep, ":1}")
}

func TestLooksJSON(t *testing.T) {
	for text, want := range map[string]bool{
		"{": true, " \t\r\n[1]": true, "": false, "a{": false, `"{"`: false, "\u00a0{": false,
	} {
		assert.Equal(t, want, LooksJSON(text), text)
	}
}

// TestOperations redacts names that are private in one operation only, and names that the caller adds.
func TestOperations(t *testing.T) {
	r := Redactor{}.For("alibaba.trade.createRefund", map[string]bool{"colour": true})
	assert.Equal(t, `{"description":"REDACTED","Colour":"REDACTED","arguments":{"description":"REDACTED"},`+
		`"x":{"description":"a"}}`,
		redactJSON(r)(`{"description":"a","Colour":"b","arguments":{"description":"c"},"x":{"description":"a"}}`))
	assert.Equal(t, "REDACTED", r.Value("description", "a"))
	assert.Equal(t, "colour=REDACTED&description=REDACTED", r.Text("colour=red&description=a"))
	assert.Equal(t, "description=a", Redactor{}.Text("description=a"))
	assert.True(t, r.Private("colour"))
	assert.False(t, Redactor{}.Private("colour"))
	assert.Equal(t, `{"description":"a"}`, redactJSON(Redactor{}.For("alibaba.product.get", nil))(`{"description":"a"}`))
}

package redact

import "testing"

func TestMarkup(t *testing.T) {
	redactions{
		{`<token>abc</token>`, `<token>REDACTED</token>`},
		{`<Token a="b">abc</Token>`, `<Token a="REDACTED">REDACTED</Token>`},
		{`<token><![CDATA[a<b]]></token>`, `<token>REDACTED</token>`},
		{`<ns:phone>1</ns:phone>`, `<ns:phone>REDACTED</ns:phone>`},
		{`<x token="abc" id='1'/>`, `<x token="REDACTED" id='1'/>`},
		{`<token><a>b</a><c><d>e</d></c></token><z>f</z>`, `<token>REDACTED</token><z>f</z>`},
		{`<token><token>a</token>b</token><z>f</z>`, `<token>REDACTED</token><z>f</z>`},
		{`<token><token/><token a="b"/>b</TOKEN><z>f</z>`, `<token>REDACTED</TOKEN><z>f</z>`},
		{`<token><a><![CDATA[</token>]]>b</a></token>c`, `<token>REDACTED</token>c`},
		{`<token><tokens>a</tokens>b</token>c`, `<token>REDACTED</token>c`},
		{`<z>a</z><token><a>b</a><c>d`, `<z>a</z><token>REDACTED`},
		{`<token id="a" value="b"/><z>f</z>`, `<token id="REDACTED" value="REDACTED"/><z>f</z>`},
		{`<x key="1">`, `<x key="REDACTED">`},
		{`<person name="a" phone="1" age="3"/>`, `<person name="REDACTED" phone="REDACTED" age="3"/>`},
		{`<buyer phone = '1 2'>`, `<buyer phone = 'REDACTED'>`},
		{`<input type="hidden" token="abc">`, `<input type="hidden" token="REDACTED">`},
		{`<input type="hidden" name="csrf_token" value="a b">`, `<input type="hidden" name="csrf_token" value="REDACTED">`},
		{`<input value='1' name='mobile'>`, `<input value='REDACTED' name='mobile'>`},
		{`<meta name="csrf-token" content="abc">`, `<meta name="csrf-token" content="REDACTED">`},
		{`<property id="password" value="abc"/>`, `<property id="password" value="REDACTED"/>`},
		{`<meta name="author" phone="1">`, `<meta name="author" phone="REDACTED">`},
		{`<p>call 13800138000</p>`, `<p>call REDACTED</p>`},
		{`<item key="contact">a</item><item id="0">b</item>`, `<item key="REDACTED">REDACTED</item><item id="0">b</item>`},
		{`<item id="contact"><![CDATA[a<b]]></item>c`, `<item id="contact">REDACTED</item>c`},
		{`<o:address x="1">a</o:address>b`, `<o:address x="1">REDACTED</o:address>b`},
		{`<buyerContact name="a"/>`, `<buyerContact name="REDACTED"/>`},
	}.check(t, Redactor{}.Loose)
	unchanged{
		`<phone>null</phone>`, `<phone></phone>`, `<token> </token><a>b</a>`, `<token a=''/>b`, `<token`, `<token>`,
		`a < token>b`,
		`<phone/>`, `<title>abc</title>`, `<a href="x" title="1">`,
		`<div id="contact">a</div>`, `<item id="">a</item>`, `<person name="a" age="3"/>`, `<input name="q" value="abc">`,
		`<input name="token" value="">`, `<input name="key" value="abc">`, `<input name="token" type="abc">`,
		`<x phone="false">`,
	}.check(t, Redactor{}.Loose)
}

// TestPrinted has what PHP and scripts print, whole and cut off.
func TestPrinted(t *testing.T) {
	redactions{
		{`'token' => 'abc'`, `'token' => 'REDACTED'`},
		{`array ( 'buyer' => array ( 'phone' => '123', 'id' => 5 ) )`,
			`array ( 'buyer' => array ( 'phone' => 'REDACTED', 'id' => 5 ) )`},
		{`s:5:"token";s:3:"abc";s:1:"a";s:1:"b";`, `s:5:"token";s:3:"REDACTED";s:1:"a";s:1:"b";`},
		{`"token";s:3: "a b"`, `"token";s:3: "REDACTED"`},
		{`s:5:"token";i:5;`, `s:5:"token";REDACTED;`},
		{`s:5:"token";a:2:{s:1:"a";a:1:{i:0;s:3:"b";}i:0;s:3:"def";}s:1:"z";s:4:"kept";`,
			`s:5:"token";s:8:"REDACTED";s:1:"z";s:4:"kept";`},
		{`s:5:"token";O:8:"stdClass":1:{s:1:"a";s:9:"b}"c";}s:1:"z";N;`, `s:5:"token";s:8:"REDACTED";s:1:"z";N;`},
		{`i:5;s:1:"x";s:5:"token";a:1:{i:0;s:3:"b c";}s:1:"z";N;`, `i:5;s:1:"x";s:5:"token";s:8:"REDACTED";s:1:"z";N;`},
		{`s:5:"token";s:7:"ab"c "d";s:1:"z";N;`, `s:5:"token";s:7:"REDACTED";s:1:"z";N;`},
		{`s:5:"token";s:99:"ab"c`, `s:5:"token";s:99:"REDACTED`},
		{`s:1:"a";s:5:"token";s:1:"z";s:4:"kept";`, `s:1:"a";s:5:"token";s:1:"REDACTED";s:4:"kept";`},
		{`"0";s:5:"token";s:3:"abc";s:1:"z";`, `"0";s:5:"token";s:3:"REDACTED";s:1:"z";`},
		{`'token' => array ( 'a' => array ( 0 => 'b)' ) ), 'z' => 1`, `'token' => REDACTED, 'z' => 1`},
		{`'token' => (object) array( 'a' => 'it\'s' ), 'z' => 1`, `'token' => REDACTED, 'z' => 1`},
		{`'token' => A\B::__set_state(array( 'a' => 'b')), 'z' => 1`, `'token' => REDACTED, 'z' => 1`},
		{`'token' => ['a' => ['b']], 'z' => 1`, `'token' => "REDACTED", 'z' => 1`},
		{`[token] => Array ( [a] => b [c] => stdClass Object ( ) ) [z] => 1`, `[token] => REDACTED [z] => 1`},
		{"[contact] => Li Lei, 5\n [id] => 6 7", "[contact] => REDACTED\n [id] => 6 7"},
		{`[contact] => Li "Lei" 5\n [id] => 6 7`, `[contact] => REDACTED\n [id] => 6 7`},
		{`x ["token"]=> array(1) { ["a"]=> string(1) "b" } z`, `x ["token"]=> REDACTED z`},
		{`x ["token"]=> string(3) "b c" z`, `x ["token"]=> string(3) "REDACTED" z`},
		{`"token": {"a":1],"b":"c"},"z":1`, `"token": "REDACTED","z":1`},
		{`"token": {"a":[1,"b":"c"},"z":1`, `"token": "REDACTED"`},
		{`\"token\":\"a\\\"b c\",\"z\":1`, `\"token\":\"REDACTED\",\"z\":1`},
		{`"token": [1,2], "x": 1`, `"token": "REDACTED", "x": 1`},
		{`"token": {"a":1}, "x": 1`, `"token": "REDACTED", "x": 1`},
		{`"token": {"a":1`, `"token": "REDACTED"`},
		{`"token": [1`, `"token": "REDACTED"`},
		{`"phone":5}`, `"phone":REDACTED}`},
		{`\"token\":\"abc\",\"x\":\"y\"`, `\"token\":\"REDACTED\",\"x\":\"y\"`},
		{`\\\"token\\\":\\\"a b\\\"`, `\\\"token\\\":\\\"REDACTED\\\"`},
		{`\"token\":\"ab`, `\"token\":\"REDACTED`},
		{`\"token\":\"ab\c`, `\"token\":\"REDACTED`},
		{`"token":"a\"b c"`, `"token":"REDACTED"`},
		{`"token":"a\`, `"token":"REDACTED`},
		{`"mobile":"138`, `"mobile":"REDACTED`},
		{`"a":"b","mobile":tru`, `"a":"b","mobile":REDACTED`},
		{`"mobile": "1" , 'fax' : '2'`, `"mobile": "REDACTED" , 'fax' : 'REDACTED'`},
	}.check(t, Redactor{}.Loose)
	unchanged{
		`"mobile":`, `"mobile":true`, `'token' => NULL`, `"mobile": ""`, `"title":"a b"`, `"token" "abc"`,
		`"token":\`, `"":"abc"`, `'token`,
	}.check(t, Redactor{}.Loose)
	unchanged{`<phone>1</phone>`, `"token":"abc"`}.check(t, ValuesOnly("secret-1").Loose)
}

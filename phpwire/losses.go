package phpwire

// Loss is a kind of value that a format cannot carry.
type Loss struct {
	Format  Format
	What    string // what is lost
	Becomes string // what is read back instead
	From    string // an example: a JSON text, or one of var_export where JSON has none
	To      string // what the example becomes, likewise; empty for an error of Encode
}

// Losses lists the values that each format cannot carry. All others are read back unchanged, including the order of
// keys.
func Losses() []Loss {
	return []Loss{
		{JSON, "an empty object", "an empty array, for PHP has no other", `{"a":{}}`, `{"a":[]}`},
		{JSON, "a float without a fraction", "an int", `{"a":1.0}`, `{"a":1}`},
		{JSON, "minus zero", "the int 0", `-0.0`, `0`},
		{JSON, "INF and NAN", "an error", `INF`, ``},
		{JSON, "bytes that are not UTF-8", "an error", "'\xff'", ``},
		{JSONU, "an empty object", "an empty array, for PHP has no other", `{"a":{}}`, `{"a":[]}`},
		{JSONU, "a float without a fraction", "an int", `{"a":1.0}`, `{"a":1}`},
		{JSONU, "minus zero", "the int 0", `-0.0`, `0`},
		{JSONU, "INF and NAN", "an error", `INF`, ``},
		{JSONU, "bytes that are not UTF-8", "an error", "'\xff'", ``},
		{Serialize, "an empty object", "an empty array, for PHP has no other", `{"a":{}}`, `{"a":[]}`},
		{VarExport, "an empty object", "an empty array, for PHP has no other", `{"a":{}}`, `{"a":[]}`},
		{XML, "a number", "a string", `{"a":5,"b":5.5}`, `{"a":"5","b":"5.5"}`},
		{XML, "a bool", `"1" or ""`, `[true,false]`, `["1",""]`},
		{XML, "null", `""`, `{"a":null}`, `{"a":""}`},
		{XML, "an empty array", `""`, `{"a":[]}`, `{"a":""}`},
		{XML, "an empty object", `""`, `{"a":{}}`, `{"a":""}`},
		{XML, "a control character but tab, line feed and carriage return", "U+FFFD", `"a\u0001b"`, `"a\ufffdb"`},
		{XML, "U+FFFE and U+FFFF", "U+FFFD", `"\uffff"`, `"\ufffd"`},
		{XML, "a byte that is not UTF-8", "U+FFFD", "'\xff'", `"\ufffd"`},
	}
}

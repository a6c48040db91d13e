// Package phpwire reads and writes the five forms in which the gateway answers,
// as its parameter result_type names them: json, jsonu, xml, serialize and var_export.
//
// # Values
//
// A [Value] is the PHP value behind all five: null, a bool, an int of 64 bits, a
// float, a string of any bytes, or an array, which is an ordered map of ints and strings.
// Values never change once made, so they may be shared between goroutines.
//
//	v, err := phpwire.Decode(phpwire.Serialize, body)
//	item, _ := v.Get("item")
//	title, _ := item.Get("title")
//	fmt.Println(title.Str())
//
// An array whose keys are 0, 1, 2, … is a list ([Value.IsList]) and becomes a JSON array;
// any other, one with a hole included, becomes a JSON object. An empty array is a list,
// so PHP has no {}. A whole number beyond 64 bits becomes a float, except in
// serialize, where PHP would clip it and this package reports it.
//
// # Formats
//
// The bytes of [JSON], [JSONU], [Serialize] and [VarExport] are those that PHP 7.1 and later
// write with json_encode, json_encode with JSON_UNESCAPED_UNICODE, serialize, and
// var_export; the tests compare them with PHP. Values that PHP cannot encode are errors: NAN, INF
// and bytes that are not UTF-8 in JSON.
//
// The gateway's xml is known from no public source, so everything about [XML] is
// inferred. It is read leniently: any root; a list as repeated elements, as item0 or
// item_0, or as <item id="0">; text plain or as CDATA. Where elements are called item and
// nothing else, they are the list itself, except in the root and in items, which have a
// member of that name in known responses. It is written in the one form that can be read back
// unambiguously:
//
//	<?xml version="1.0" encoding="utf-8"?>
//	<root><props><item id="0">…</item></props></root>
//
// Each format loses some values. [Losses] has this table as data:
//
//	json, jsonu  an empty object -> an empty array, for PHP has no other
//	json, jsonu  a float without a fraction -> an int
//	json, jsonu  minus zero -> the int 0
//	json, jsonu  INF and NAN -> an error
//	json, jsonu  bytes that are not UTF-8 -> an error
//	serialize    an empty object -> an empty array, for PHP has no other
//	var_export   an empty object -> an empty array, for PHP has no other
//	xml          a number -> a string
//	xml          a bool -> "1" or ""
//	xml          null -> ""
//	xml          an empty array -> ""
//	xml          an empty object -> ""
//	xml          a control character but tab, line feed and carriage return -> U+FFFD
//	xml          U+FFFE and U+FFFF -> U+FFFD
//	xml          a byte that is not UTF-8 -> U+FFFD
//
// # Responses as JSON
//
// [ToJSON] and [AppendJSON] turn a response of any format into JSON for a decoder of JSON.
// They build no values for serialize and var_export, and return JSON unchanged.
//
// # Untrusted input
//
// No input makes the package panic or build an object, and memory stays in
// proportion to the input, not to the lengths it declares. More than [MaxDepth] arrays
// nested in one another, an object (O:, C:, E:, __set_state) and a reference (R:, r:) are errors, distinguished
// by [ErrTooDeep], [ErrObject] and [ErrReference]. An error has the offset and never quotes
// the input, because responses echo keys.
//
// # Libraries
//
// JSON and XML are read by jsontext and encoding/xml. For serialize none of the libraries
// fits: compared with PHP, phpserialize of elliotchance writes it's as s:5:"it\'s", removes
// backslashes inside strings, writes 1e25 with 26 digits and panics on a length beyond the
// end; go-phpserialize of trim21 writes floats as Go does and allocates what an input
// declares. Both take objects, and decode into Go maps, which lose the order of keys. For
// var_export no library was found.
package phpwire

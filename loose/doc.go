// Package loose has the types of values that a PHP gateway writes in more than
// one way. Structs made of them decode whatever form came, remember the form,
// and encode back to the JSON they were read from.
//
// # Why
//
// The gateway builds its responses from PHP arrays, which know neither types nor
// the difference between a list and a map. So one and the same member is
//
//	"price": "5.40"      or 5.4, 0, "", null, false
//	"num_iid": "639741530227"  or 639741530227 (up to 19 digits, beyond float64)
//	"sales": 7000        or "7000", "2000+", "3万", "1.2万+", "已售300+"
//	"call_args": {…}     or [] when it is empty
//	"item": [{…}, {…}]   or {…} when there is one, or {"0": {…}, "2": {…}}
//
// A string field fails on the first number, a float64 field ruins an id, and an
// any field leaves the question to every reader. The types here answer it once.
//
// # Types
//
//	Text      any scalar read as text
//	ID        an identifier, never through float64
//	Int       a whole number
//	Decimal   an exact decimal number, such as a weight
//	Yuan, Fen amounts in 元 and in 分, which the compiler keeps apart
//	Bool      a truth value, also as 1, "1" or "true"
//	Count     a count that may be rounded: "2000+", "3万"
//	List[T]   a list that may be a single value, an object with numbered keys, or nothing
//	Map[T]    an ordered map that may be [], a list, or nothing
//	Object[T] an object that may be [], null, "" or false instead
//
// The scalar types accept every scalar without an error, and [] and {} too.
// Whether the content makes sense is asked when it is read: the accessors return
// the value and an ok, and the text as it came is always there:
//
//	price, ok := item.Price.Fen() // 540 fen, true
//	item.Price.String()           // "5.40"
//
// An array or object with something in it is not a scalar. It is an error which
// names the type, such as "loose.Decimal: want a number or text, got an object".
//
// # Forms
//
// Each value except a [List] knows the [Form] it came in. FormAbsent, the zero
// value, means that no member of that name came; IsZero reports it, so that
// the struct tag omitzero leaves such a member out when the struct is encoded.
// IsEmpty is wider: there is nothing to read, because the member is absent or
// because PHP wrote null, "", [], {} or false for nothing. 0 and "0" are not
// empty, they are values.
//
// # Encoding
//
// A value encodes as what it was read from: the same number literal, a string as
// a string, null as null, [] as []. An absent value that has to be written is
// null. List alone keeps no form, it always encodes as an array.
//
// All types serve encoding/json as well as json v2, here from the module
// github.com/go-json-experiment/json. [Unmarshal] and [Marshal] are json v2 with the
// options that PHP needs, and decode about twice as fast as encoding/json. The elements
// of a List, Map or Object are decoded by the rules of json v2 in either case; where
// encoding/json decodes the struct around them, with the options of Unmarshal.
//
// # Responses
//
// [Unmarshal] fails at the first value that does not fit its type. A [Decoder] leaves such a member zero, reports it as
// [Unread], decodes the rest, and bounds the memory that this takes. The clients decode with it.
//
// # Building values
//
// Each scalar type T has a constructor TOf, which makes the string form, and all
// but Text and Bool have TNumber, which makes the number form:
//
//	loose.DecimalOf("5.40")     // "5.40"
//	loose.DecimalNumber("5.40") // 5.40
//	loose.BoolValue(true)       // true
//
// Values are small and comparable; == means same text in the same form.
//
// # Secrets
//
// A [Secret] is a token, password or cookie that printing, logging and encoding show as REDACTED. [Marshal] alone
// writes its value, since it makes the bodies of requests.
package loose

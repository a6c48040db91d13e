package phpwire

import "strconv"

const xmlHead = `<?xml version="1.0" encoding="utf-8"?>` + "\n"

// appendXML writes a document whose root is <root>. A key that is a name becomes an element of that name; any other
// becomes <item id="key">, as ThinkPHP's data_to_xml writes lists.
func appendXML(dst []byte, v Value) []byte {
	dst = append(dst, xmlHead+"<root>"...)
	return append(appendXMLContent(dst, v, "root"), "</root>"...)
}

// appendXMLContent appends the content of the element named parent.
func appendXMLContent(dst []byte, v Value, parent string) []byte {
	if v.kind != KindArray {
		return appendXMLText(dst, xmlText(v))
	}
	for k, element := range v.All() {
		dst = appendElement(dst, k, element, parent)
	}
	return dst
}

func appendElement(dst []byte, k Key, v Value, parent string) []byte {
	name := k.String()
	if k.isInt || !isPlainName(name) || name == itemName && !holdsItem(parent) {
		dst = append(appendXMLText(append(dst, `<item id="`...), name), `">`...)
		name = itemName
	} else {
		dst = append(append(append(dst, '<'), name...), '>')
	}
	dst = append(appendXMLContent(dst, v, name), "</"...)
	return append(append(dst, name...), '>')
}

// xmlText returns a scalar as PHP turns it into a string, floats with all their digits.
func xmlText(v Value) string {
	switch v.kind {
	case KindBool:
		if v.Bool() {
			return "1"
		}
	case KindInt:
		return strconv.FormatInt(v.Int(), 10)
	case KindFloat:
		return string(appendFloat(nil, v.Float(), 'E'))
	}
	return v.text
}

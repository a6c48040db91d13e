package phpwire

import (
	"bytes"
	"encoding/xml"
	"strconv"
)

const xmlHead = `<?xml version="1.0" encoding="utf-8"?>` + "\n"

// appendXML writes a document whose root is <root>. A key that is a name becomes an element of that name; any other
// becomes <item id="key">, as ThinkPHP's data_to_xml writes lists.
func appendXML(dst []byte, v Value) []byte {
	w := bytes.NewBuffer(dst)
	w.WriteString(xmlHead)
	w.WriteString("<root>")
	writeXML(w, v, "root")
	w.WriteString("</root>")
	return w.Bytes()
}

// writeXML writes the content of the element named parent.
func writeXML(w *bytes.Buffer, v Value, parent string) {
	if v.kind != KindArray {
		escapeXML(w, xmlText(v))
		return
	}
	for k, element := range v.All() {
		writeElement(w, k, element, parent)
	}
}

func writeElement(w *bytes.Buffer, k Key, v Value, parent string) {
	name := k.String()
	if k.isInt || !isPlainName(name) || name == itemName && !holdsItem(parent) {
		w.WriteString(`<item id="`)
		escapeXML(w, name)
		w.WriteString(`">`)
		name = itemName
	} else {
		w.WriteString("<" + name + ">")
	}
	writeXML(w, v, name)
	w.WriteString("</" + name + ">")
}

func escapeXML(w *bytes.Buffer, s string) {
	_ = xml.EscapeText(w, []byte(s)) // a Buffer takes everything
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

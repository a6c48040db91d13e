package phpwire

import (
	"math"
	"strconv"
)

// spaces is the widest indentation: two a level, for every array around.
var spaces = string(func() []byte {
	all := make([]byte, 2*MaxDepth)
	for i := range all {
		all[i] = ' '
	}
	return all
}())

// appendExported writes a value inside level arrays.
func appendExported(dst []byte, v Value, level int) []byte {
	switch v.kind {
	case KindBool:
		return strconv.AppendBool(dst, v.Bool())
	case KindInt:
		return appendExportedInt(dst, v.Int())
	case KindFloat:
		return appendExportedFloat(dst, v.Float())
	case KindString:
		return appendExportedString(dst, v.text)
	case KindArray:
		return appendExportedArray(dst, v, level)
	}
	return append(dst, "NULL"...)
}

// appendExportedInt writes the smallest int as a difference: PHP has no literal for it.
func appendExportedInt(dst []byte, n int64) []byte {
	if n == math.MinInt64 {
		return append(dst, "-9223372036854775807-1"...)
	}
	return strconv.AppendInt(dst, n, 10)
}

// appendExportedFloat writes a whole float so that it is not read as an int.
func appendExportedFloat(dst []byte, f float64) []byte {
	start := len(dst)
	dst = appendFloat(dst, f, 'E')
	for _, c := range dst[start:] {
		if c != '-' && (c < '0' || c > '9') {
			return dst
		}
	}
	return append(dst, ".0"...)
}

// appendExportedString quotes a string. A NUL has no escape in single quotes, so each is a string of its own.
func appendExportedString(dst []byte, s string) []byte {
	dst = append(dst, '\'')
	from := 0
	for i := range len(s) {
		switch s[i] {
		case '\'', '\\':
			dst = append(append(dst, s[from:i]...), '\\')
			from = i
		case 0:
			dst = append(append(dst, s[from:i]...), `' . "\0" . '`...)
			from = i + 1
		}
	}
	return append(append(dst, s[from:]...), '\'')
}

func appendExportedArray(dst []byte, v Value, level int) []byte {
	margin := spaces[:2*level]
	if level > 0 {
		dst = append(append(dst, '\n'), margin...)
	}
	dst = append(dst, "array (\n"...)
	for k, element := range v.All() {
		dst = append(append(dst, margin...), "  "...)
		dst = append(appendExportedKey(dst, k), " => "...)
		dst = append(appendExported(dst, element, level+1), ",\n"...)
	}
	return append(append(dst, margin...), ')')
}

func appendExportedKey(dst []byte, k Key) []byte {
	if k.isInt {
		return strconv.AppendInt(dst, k.number, 10)
	}
	return appendExportedString(dst, k.text)
}

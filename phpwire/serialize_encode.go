package phpwire

import "strconv"

func appendSerialized(dst []byte, v Value) []byte {
	switch v.kind {
	case KindBool:
		return append(dst, 'b', ':', '0'+byte(v.number), ';')
	case KindInt:
		return appendSerializedInt(dst, v.Int())
	case KindFloat:
		return append(appendFloat(append(dst, "d:"...), v.Float(), 'E'), ';')
	case KindString:
		return appendSerializedString(dst, v.text)
	case KindArray:
		return appendSerializedArray(dst, v)
	}
	return append(dst, "N;"...)
}

func appendSerializedInt(dst []byte, n int64) []byte {
	return append(strconv.AppendInt(append(dst, "i:"...), n, 10), ';')
}

// appendSerializedString writes the length in bytes and the bytes, none of them escaped.
func appendSerializedString(dst []byte, s string) []byte {
	dst = strconv.AppendInt(append(dst, "s:"...), int64(len(s)), 10)
	dst = append(dst, `:"`...)
	dst = append(dst, s...)
	return append(dst, `";`...)
}

func appendSerializedKey(dst []byte, k Key) []byte {
	if k.isInt {
		return appendSerializedInt(dst, k.number)
	}
	return appendSerializedString(dst, k.text)
}

func appendSerializedArray(dst []byte, v Value) []byte {
	dst = strconv.AppendInt(append(dst, "a:"...), int64(v.Len()), 10)
	dst = append(dst, ":{"...)
	for i := range v.array.list {
		dst = appendSerialized(appendSerializedInt(dst, int64(i)), v.array.list[i])
	}
	for i := range v.array.entries {
		e := &v.array.entries[i]
		dst = appendSerialized(appendSerializedKey(dst, e.Key), e.Value)
	}
	return append(dst, '}')
}

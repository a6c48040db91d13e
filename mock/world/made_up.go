package world

import (
	"strconv"
	"strings"
)

// Every title begins with one of these, so that a person sees that the offer was made up.
const (
	chineseMark = "【模拟】"
	englishMark = "[mock] "
)

func titleMark(english bool) string {
	if english {
		return englishMark
	}
	return chineseMark
}

// MadeUp reports whether a value of a response was made up by a world, whatever its seed: the id of a listed offer or
// of a SKU,
// in digits, a title, or the address of a picture. One in 67 million real offer ids of twelve digits is among the
// listed ones.
func MadeUp(value string) bool {
	if id, err := strconv.ParseUint(value, 10, 64); err == nil {
		return listedID(id) || isSKU(id)
	}
	return strings.HasPrefix(value, chineseMark) || strings.HasPrefix(value, englishMark) ||
		strings.Contains(value, PicturePath+markPicture) && strings.HasSuffix(value, pictureEnding)
}

func listedID(id uint64) bool {
	id = (&World{long: id >= longWindow}).short(id)
	i := id - idWindow
	return i < 1<<idBits && shared.undo(i) < Listed
}

func isSKU(id uint64) bool {
	i := id - skuWindow
	return i < skuStretch<<skuBits && i%skuStretch != 0
}

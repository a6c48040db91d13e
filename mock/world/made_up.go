package world

import (
	"strconv"
	"strings"

	"github.com/go-ali1688/ali1688/internal/splitmix"
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

// MadeUp reports whether a value of a response was made up by a world, whatever its seed: the id of a listed offer,
// of a SKU or of an order, in digits, a title, or the address of a picture. One in 67 million real ids of offers is
// taken for one of ours, and one in 512 real ids of orders.
func MadeUp(value string) bool {
	if id, err := strconv.ParseUint(value, 10, 64); err == nil {
		return listedID(id) || isSKU(id) || isOrder(id)
	}
	return strings.HasPrefix(value, chineseMark) || strings.HasPrefix(value, englishMark) ||
		strings.Contains(value, PicturePath+markPicture) && strings.HasSuffix(value, pictureEnding)
}

// A float64 holds multiples of 512 only of the ids of orders: an id that went through one is lost. The last nine bits
// are never zero, for up to a hundred ids behind it neither, and follow from the others, by which an order can be
// recognised.
const (
	orderStretch = 512
	firstOrder   = 2_400_000_000_000_000_000
)

// OrderID returns the id of an order of nineteen digits that comes nearest to a number.
func OrderID(n uint64) uint64 {
	n -= n % orderStretch
	return n + 1 + splitmix.Mix(n)%400
}

func isOrder(id uint64) bool { return id >= firstOrder && id < 1<<63 && OrderID(id) == id }

func listedID(id uint64) bool {
	id = (&World{long: id >= longWindow}).short(id)
	i := id - idWindow
	return i < 1<<idBits && shared.undo(i) < Listed
}

func isSKU(id uint64) bool {
	i := id - skuWindow
	return i < skuStretch<<skuBits && i%skuStretch != 0
}

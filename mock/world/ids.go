package world

// An offer's id is any number of up to 19 digits. Those of one window, which have twelve digits as real ones do, are
// scrambled; an offer's place is its id unscrambled. Places go in blocks of 256, and each block belongs to four
// shops. So every id has a shop, and a shop knows its ids.
const (
	idWindow   = 450_000_000_000
	idBits     = 39
	listedBits = 13
	idLimit    = 10_000_000_000_000_000_000
	blockSize  = 256
	blockShops = 4
)

// A shop's place is counted likewise, four a block, and its id is in a window of numbers of thirteen digits. The
// places of one window trade their ids with those of the other; all else stays.
const (
	shopPlaces = idWindow / blockSize * blockShops
	shopWindow = 2_200_000_000_000
	shopBits   = 33
	shopLimit  = idLimit / blockSize * blockShops
)

// Listed is how many offers can be found by searching.
const Listed = 1 << listedBits

// listedShops is how many shops have them.
const listedShops = Listed / blockSize * blockShops

// shared spreads the places over the window, for every seed alike. Therefore all worlds list the same ids, each in an
// order of its own, and an id can be recognised without the seed.
var shared = newScrambler(golden, idBits)

// With long ids the offers of the window have ids of eighteen digits, odd ones, of which no float64 holds any. The
// numbers trade with those of the window.
const longWindow = 618_000_000_000_000_000

// short returns an id as it is without long ids, and back.
func (w *World) short(id uint64) uint64 {
	if !w.long {
		return id
	}
	if i := id - idWindow; i < 1<<idBits {
		return longWindow + i<<1 | 1
	}
	if i := id - longWindow; i < 1<<(idBits+1) && i&1 == 1 {
		return idWindow + i>>1
	}
	return id
}

func (w *World) placeOf(id uint64) uint64 {
	id = w.short(id)
	if i := id - idWindow; i < 1<<idBits {
		i = shared.undo(i)
		return idWindow + (i&^(Listed-1) | w.offerIDs.undo((i^w.turn(i))&(Listed-1)))
	}
	return id
}

func (w *World) idAt(place uint64) uint64 {
	if i := place - idWindow; i < 1<<idBits {
		place = idWindow + shared.do(i&^(Listed-1)|w.offerIDs.do(i&(Listed-1))^w.turn(i)&(Listed-1))
	}
	return w.short(place)
}

// turn differs for every stretch of places.
func (w *World) turn(place uint64) uint64 { return hash(w.seed, saltScramble, place>>listedBits) }

// shopPlaceOf finds the shop that has the place of an offer.
func (w *World) shopPlaceOf(place uint64) uint64 {
	bounds, part := w.bounds(place/blockSize), 0
	for int(place%blockSize) >= bounds[part] {
		part++
	}
	return place/blockSize*blockShops + uint64(part)
}

// bounds returns where the shops of a block end.
func (w *World) bounds(block uint64) [blockShops]int {
	d := dice(hash(w.seed, saltSplit, block))
	first := d.between(16, 79)
	second := first + d.between(16, 79)
	return [blockShops]int{first, second, second + d.between(16, 79), blockSize}
}

// span returns the first place of a shop's offers, and the one behind the last. The place 0 is of no offer.
func (w *World) span(shop uint64) (from, to uint64) {
	block, part := shop/blockShops, shop%blockShops
	bounds := w.bounds(block)
	if part > 0 {
		from = uint64(bounds[part-1])
	}
	return max(block*blockSize+from, 1), block*blockSize + uint64(bounds[part])
}

func (w *World) shopIDAt(place uint64) uint64 {
	if i := place - shopPlaces; i < 1<<shopBits {
		return shopWindow + w.shopIDs.do(i)
	}
	if i := place - shopWindow; i < 1<<shopBits {
		return shopPlaces + i
	}
	return exchanged(place)
}

func (w *World) shopPlace(id uint64) uint64 {
	if i := id - shopWindow; i < 1<<shopBits {
		return shopPlaces + w.shopIDs.undo(i)
	}
	if i := id - shopPlaces; i < 1<<shopBits {
		return shopWindow + i
	}
	return exchanged(id)
}

// exchanged lets the shops of small offer ids, which tests like, have ids of thirteen digits, too.
func exchanged(x uint64) uint64 {
	const low, high, size = 0, 2_100_000_000_000, 1 << 20
	switch {
	case x-low < size:
		return x - low + high
	case x-high < size:
		return x - high + low
	}
	return x
}

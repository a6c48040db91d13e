package world

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLimitsAtTheEnds hides the first and the last listed offer, and ignores those just outside.
func TestLimitsAtTheEnds(t *testing.T) {
	for _, long := range []bool{false, true} {
		for i, want := range map[uint64][2]int{0: {Listed - 1, 1}, Listed - 1: {Listed - 1, 1}, Listed: {Listed, 0},
			1<<64 - 1: {Listed, 0}} {
			book := new(LimitBook)
			w := New(Options{Seed: 1688, LongIDs: long, Limits: book})
			id := w.idAt(idWindow + i)
			book.Set(int64(id), Limits{Gone: true})
			_, total := w.Find(Search{Page: 1, Size: 1})
			book.Set(int64(id), Limits{Mix: 2})
			_, mixed := w.Find(Search{Mixed: true, Page: 1, Size: 1})
			assert.Equal(t, want, [2]int{total, mixed}, "the offer of place %d is gone, and can be mixed", i)
			assert.Equal(t, Limits{Mix: 2}, w.Limits(int64(id)))
		}
	}
}

// TestMadeUpEnds recognises ids up to the ends of their windows and stretches.
func TestMadeUpEnds(t *testing.T) {
	order := OrderID(firstOrder)
	for value, want := range map[string]bool{
		"2400000000000000133": true, "2400000000000000134": false, "2399999999999999621": false,
		"18446744073709551615": false,
		"688000000000000001":   true, "688000000000000127": true, "688000000000000128": false, "687999999999999999": false,
		"688140737488355327": true, "688140737488355329": false,
		chineseMark: true, englishMark: true, "[mock]": false,
		"http://x/img/ibank/O1CN01x-0-cib.svg": true, "http://x/img/ibank/O1CN01x.svg": false,
		"http://x/O1CN01x-0-cib.svg": false,
	} {
		assert.Equal(t, want, MadeUp(value), value)
	}
	assert.Equal(t, uint64(2400000000000000133), order)
	beyond := OrderID(1 << 63)
	assert.False(t, isOrder(beyond), "ids of orders have nineteen digits and a sign bit to spare")
	assert.True(t, isOrder(OrderID(1<<63-512)))
	for i := range uint64(1000) {
		id := OrderID(firstOrder + i*987654321)
		require.True(t, 1 <= id%512 && id%512 <= 400, "a hundred ids behind it are in the same stretch")
		require.NotEqual(t, id, uint64(float64(id)))
	}
}

// TestShopsOfBlocks splits each block of 256 places among four shops, each with sixteen to seventy-nine places but the
// last, which has the rest.
func TestShopsOfBlocks(t *testing.T) {
	w := New(Options{Seed: 1688})
	least, most := 1<<30, 0
	for block := range uint64(2000) {
		b := w.bounds(block)
		require.Equal(t, blockSize, b[3])
		last := 0
		for part, end := range b {
			size := end - last
			if part < 3 {
				least, most = min(least, size), max(most, size)
			}
			for place := last; place < end; place++ {
				require.Equal(t, block*4+uint64(part), w.shopPlaceOf(block*256+uint64(place)))
			}
			from, to := w.span(block*4 + uint64(part))
			require.Equal(t, []uint64{max(1, block*256+uint64(last)), block*256 + uint64(end)}, []uint64{from, to})
			last = end
		}
	}
	assert.Equal(t, []int{16, 79}, []int{least, most})
}

// TestShopIDWindows gives the listed shops ids of thirteen digits that begin with 22, and the shops of small offers ids
// that begin with 21.
func TestShopIDWindows(t *testing.T) {
	w := New(Options{Seed: 1688})
	seen := map[uint64]bool{}
	for i := range uint64(listedShops) {
		id := w.shopIDAt(shopPlaces + i)
		require.True(t, 2_200_000_000_000 <= id && id < 2_208_589_934_592, id)
		require.False(t, seen[id])
		seen[id] = true
	}
	for _, c := range []struct{ place, id uint64 }{{0, 2_100_000_000_000}, {1, 2_100_000_000_001},
		{1<<20 - 1, 2_100_001_048_575}, {1 << 20, 1 << 20}, {2_100_000_000_000, 0}, {2_100_001_048_575, 1<<20 - 1},
		{2_100_001_048_576, 2_100_001_048_576}, {shopWindow, shopPlaces}, {shopWindow + 5, shopPlaces + 5},
		{shopWindow + 1<<shopBits, shopWindow + 1<<shopBits}} {
		assert.Equal(t, c.id, w.shopIDAt(c.place), c.place)
		assert.Equal(t, c.place, w.shopPlace(c.id), c.id)
	}
}

// TestFactories makes every other one of the listed shops that sell the same a factory, beside all whose names say so.
func TestFactories(t *testing.T) {
	w := New(Options{Seed: 1688})
	fields := w.words.fields()
	assert.EqualValues(t, 40, fields)
	for place := shopPlaces; place < shopPlaces+300; place++ {
		a, b := w.shopAt(uint64(place)), w.shopAt(uint64(place)+fields)
		require.Equal(t, a.field, b.field)
		require.True(t, a.Factory() || b.Factory())
		for _, s := range []Shop{a, b} {
			if name := s.form.name; name == "加工厂" || name == "制造厂" {
				require.True(t, s.Factory())
			} else {
				require.Equal(t, s.place/fields%2 == 0, s.Factory())
			}
		}
	}
}

// TestEmployeeRanges has both ends of each range.
func TestEmployeeRanges(t *testing.T) {
	for n, want := range map[int]string{3: "1~10人", 10: "1~10人", 11: "11~50人", 50: "11~50人", 51: "51~100人",
		100: "51~100人", 101: "101~200人", 130: "101~200人"} {
		assert.Equal(t, want, employees(n), n)
	}
}

// TestRoundedCounts keeps small numbers and rounds the others down.
func TestRoundedCounts(t *testing.T) {
	for n, want := range map[int64]string{1: "1", 11: "10+", 99: "90+", 100: "100+", 999: "900+", 1000: "1000+",
		1999: "1000+", 10_000: "10000+"} {
		assert.Equal(t, want, rounded(n), n)
	}
}

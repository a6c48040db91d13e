package loose

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Count is a number of things, sales above all, as a shop page shows it: 7000 or
// "7000" if exact, else a lower bound such as "2000+", a rounded number with a
// unit such as "5百", "2千", "3万" or "1.2万", both as in "1.2万+", or with the word
// for sold in front, "已售300+".
type Count struct{ scalar }

// CountOf returns text such as "2000+" or "3万" in the string form.
func CountOf(text string) Count { return Count{textOf(text)} }

// CountNumber returns n in the number form.
func CountNumber(n int64) Count { return Count{numberOf(strconv.FormatInt(n, 10))} }

const wantCount = "loose.Count: want a number or text"

// UnmarshalJSON accepts every scalar, [] and {}.
func (c *Count) UnmarshalJSON(b []byte) error { return c.read(b, wantCount) }

// UnmarshalJSONFrom accepts every scalar, [] and {}.
func (c *Count) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return c.readFrom(dec, wantCount) }

// Int64 returns the count, or its lower bound where [Count.Approx] is true: "2000+"
// gives 2000, "1.2万" gives 12000. ok is false when the value is empty, not a count
// that is known here, not whole, or does not fit.
func (c Count) Int64() (n int64, ok bool) {
	n, _, ok = c.parse()
	return n, ok
}

// Approx reports whether the text says that the count is a lower bound or rounded:
// it has a plus sign or a unit. It is false for what is not a count at all.
func (c Count) Approx() bool {
	_, approx, _ := c.parse()
	return approx
}

func (c Count) parse() (n int64, approx, ok bool) {
	text := strings.TrimPrefix(strings.TrimSpace(c.text()), "已售")
	text, plus := strings.CutSuffix(text, "+")
	text, scale := cutUnit(text)
	n, ok = scaled(text, scale)
	return n, ok && (plus || scale > 0), ok
}

// units are the Chinese powers of ten that stand behind a number.
var units = []struct {
	name  string
	power int
}{{"百", 2}, {"千", 3}, {"万", 4}, {"亿", 8}}

func cutUnit(text string) (rest string, power int) {
	for _, unit := range units {
		if rest, found := strings.CutSuffix(text, unit.name); found {
			return rest, unit.power
		}
	}
	return text, 0
}

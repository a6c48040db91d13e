package diagram

import (
	"slices"
	"strconv"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Bars is a picture of rows that each consist of parts.
type Bars struct {
	Parts []string // the words for the parts
	// Classes are the classes of the parts, which choose their colours.
	Classes []string
	Rows    []Row
}

// Row is a bar with the sizes of its parts.
type Row struct {
	Label Label
	Sizes []int
}

func (r Row) sum() int { return lists.Sum(r.Sizes, func(n int) int { return n }) }

const (
	barLength = 430
	barHeight = 18
	barGap    = 10
)

// Draw draws the words for the parts that some row has, then the rows. A number stands in each part that has room for
// it, and the sum behind each bar.
func (b Bars) Draw() *Canvas {
	c := &Canvas{}
	y := b.legend(c)
	label := lists.Max(b.Rows, func(r Row) int { return r.Label.width() })
	most := max(1, lists.Max(b.Rows, Row.sum))
	for _, r := range b.Rows {
		c.Text(label, y+barHeight/2, End, "", r.Label)
		end := b.bar(c, r, label+pad, y, most)
		c.Text(end+pad, y+barHeight/2, Start, "soft", Label{Text: strconv.Itoa(r.sum())})
		y += barHeight + barGap
	}
	return c
}

// bar draws the parts of a row and returns where they end. The longest row has the full length, and no part is
// invisible.
func (b Bars) bar(c *Canvas, r Row, x, y, most int) int {
	for i, n := range r.Sizes {
		if n == 0 {
			continue
		}
		w := max(4, n*barLength/most)
		c.Bar(Box{x, y, w - 1, barHeight, b.Parts[i] + ": " + strconv.Itoa(n)}, "part "+b.Classes[i])
		if number := strconv.Itoa(n); Width(number, false)+6 < w {
			c.Text(x+w/2, y+barHeight/2, Middle, "inside", Label{Text: number})
		}
		x += w
	}
	return x
}

// legend draws a square of its colour for each part that some row has, and returns where the bars begin.
func (b Bars) legend(c *Canvas) int {
	x, y := 0, 0
	for i, words := range b.Parts {
		if !slices.ContainsFunc(b.Rows, func(r Row) bool { return r.Sizes[i] > 0 }) {
			continue
		}
		w := 16 + Width(words, false) + 2*pad
		if x > 0 && x+w > barLength+200 {
			x, y = 0, y+line+6
		}
		c.Bar(Box{x, y + 3, 11, 11, words}, "part "+b.Classes[i])
		c.Text(x+16, y+line/2, Start, "soft", Label{Text: words})
		x += w
	}
	return y + line + 2*pad
}

package diagram

import "strconv"

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

func (r Row) sum() int {
	sum := 0
	for _, n := range r.Sizes {
		sum += n
	}
	return sum
}

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
	label, most := 0, 1
	for _, r := range b.Rows {
		label, most = max(label, Width(r.Label.Text, r.Label.Code)), max(most, r.sum())
	}
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
		used := false
		for _, r := range b.Rows {
			used = used || r.Sizes[i] > 0
		}
		if !used {
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

package diagram

import "github.com/go-ali1688/ali1688/internal/lists"

// Routes is a picture of ways from the first party to the last one, one below the other. Each may pass parties of its
// own.
type Routes struct {
	From, To []string // the lines in the first and the last box
	Ways     []Way
}

// Way is a way, hop by hop. Between hops stands a party.
type Way struct {
	Hops  [][]Label // what is sent
	Stops [][]string
}

const (
	wayHeight = 96
	endWidth  = 140
	stopWidth = 150
)

// Draw draws the ways. All are as wide as the widest, and the ends are as high as all of them.
func (r Routes) Draw() *Canvas {
	c := &Canvas{}
	width := lists.Max(r.Ways, Way.width)
	height := len(r.Ways) * wayHeight
	box(c, Box{X: 0, Y: 0, W: endWidth, H: height}, r.From)
	for i, w := range r.Ways {
		w.draw(c, i*wayHeight+wayHeight/2, width)
	}
	box(c, Box{X: endWidth + width, Y: 0, W: endWidth, H: height}, r.To)
	return c
}

func hopWidth(labels []Label) int { return lists.Max(labels, Label.width) + 3*pad }

func (w Way) width() int { return len(w.Stops)*stopWidth + lists.Sum(w.Hops, hopWidth) }

// draw draws a way at a height. Its last hop takes the room that wider ways need.
func (w Way) draw(c *Canvas, y, width int) {
	x := endWidth
	for i, hop := range w.Hops {
		end := x + hopWidth(hop)
		if i == len(w.Hops)-1 {
			end = endWidth + width
		}
		c.Arrow("", [2]int{x, y}, [2]int{end, y})
		above := y - 4 - line/2
		for j, l := range hop {
			if j == 0 {
				c.Text(x+pad, above, Start, "", l)
				continue
			}
			c.Text(x+pad, y+4+line/2+(j-1)*line, Start, "soft", l)
		}
		x = end
		if i < len(w.Stops) {
			box(c, Box{X: x, Y: y - wayHeight/2 + pad, W: stopWidth, H: wayHeight - 2*pad}, w.Stops[i])
			x += stopWidth
		}
	}
}

// box draws a party. The first line is its name.
func box(c *Canvas, b Box, lines []string) {
	c.Rect(b, "node")
	var all []string
	name := 0
	for i, text := range lines {
		wrapped := wrap(text, b.W-pad, false)
		all = append(all, wrapped...)
		if i == 0 {
			name = len(wrapped)
		}
	}
	y := b.Y + (b.H-len(all)*line)/2 + line/2
	for i, text := range all {
		class := "soft"
		if i < name {
			class = "name"
		}
		c.Text(b.X+b.W/2, y, Middle, class, Label{Text: text})
		y += line
	}
}

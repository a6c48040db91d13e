// Package diagram draws pictures as SVG: states with their changes, sequences of calls, bars. It knows no document.
//
// Colours come from classes, so that a style sheet can serve light and dark. Whole pixels and fixed widths of letters
// make the same bytes on every machine.
package diagram

import (
	"fmt"
	"html"
	"strings"
)

// Box is a rectangle, of a text if it has one.
type Box struct {
	X, Y, W, H int
	Text       string
}

// Overlaps reports whether two boxes have an area in common.
func (b Box) Overlaps(c Box) bool {
	return b.X < c.X+c.W && c.X < b.X+b.W && b.Y < c.Y+c.H && c.Y < b.Y+b.H
}

// Anchor is the part of a text that stands at its place.
type Anchor string

// The anchors.
const (
	Start  Anchor = "start"
	Middle Anchor = "middle"
	End    Anchor = "end"
)

// Canvas collects the shapes of a picture.
type Canvas struct {
	shapes strings.Builder
	texts  []Box
	w, h   int
}

// Texts returns the boxes of all texts.
func (c *Canvas) Texts() []Box { return c.texts }

// Size returns the size of the picture.
func (c *Canvas) Size() (w, h int) { return c.w, c.h }

// include makes the picture large enough for a point.
func (c *Canvas) include(x, y int) { c.w, c.h = max(c.w, x), max(c.h, y) }

// Text writes a line whose middle is at y.
func (c *Canvas) Text(x, y int, anchor Anchor, class string, l Label) {
	w := l.width()
	left := map[Anchor]int{Start: x, Middle: x - w/2, End: x - w}[anchor]
	c.texts = append(c.texts, Box{left, y - line/2, w, line, l.Text})
	c.include(left+w, y+line/2)
	if l.Code {
		class = strings.TrimSpace("code " + class)
	}
	text := fmt.Sprintf(`<text x="%d" y="%d" text-anchor="%s"%s>%s</text>`, x, y+4, anchor, classOf(class),
		html.EscapeString(l.Text))
	if l.Href != "" {
		text = fmt.Sprintf(`<a href="%s">%s</a>`, html.EscapeString(l.Href), text)
	}
	c.shapes.WriteString(text + "\n")
}

// Step writes who does something and what it is on one line.
func (c *Canvas) Step(x, y int, anchor Anchor, s Step) {
	if s.By == "" {
		c.Text(x, y, anchor, "", s.What)
		return
	}
	w := s.width()
	left := map[Anchor]int{Start: x, End: x - w}[anchor]
	c.texts = append(c.texts, Box{left, y - line/2, w, line, s.By + separator + s.What.Text})
	c.include(left+w, y+line/2)
	what := html.EscapeString(s.What.Text)
	if s.What.Code {
		what = `<tspan class="code">` + what + `</tspan>`
	}
	if s.What.Href != "" {
		what = fmt.Sprintf(`<a href="%s">%s</a>`, html.EscapeString(s.What.Href), what)
	}
	fmt.Fprintf(&c.shapes, `<text x="%d" y="%d" text-anchor="%s"><tspan class="by">%s</tspan>%s</text>`+"\n",
		x, y+4, anchor, html.EscapeString(s.By+separator), what)
}

// separator stands between who does something and what it is.
const separator = " · "

// Bar draws a rectangle without round corners, with a text that is shown when a reader points at it.
func (c *Canvas) Bar(b Box, class string) {
	c.include(b.X+b.W, b.Y+b.H)
	fmt.Fprintf(&c.shapes, `<rect x="%d" y="%d" width="%d" height="%d"%s><title>%s</title></rect>`+"\n",
		b.X, b.Y, b.W, b.H, classOf(class), html.EscapeString(b.Text))
}

// Rect draws a rectangle with round corners.
func (c *Canvas) Rect(b Box, class string) {
	c.include(b.X+b.W+1, b.Y+b.H+1)
	fmt.Fprintf(&c.shapes, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"%s/>\n", b.X, b.Y, b.W, b.H,
		min(8, b.H/2), classOf(class))
}

// Dot draws a filled circle.
func (c *Canvas) Dot(x, y, radius int) {
	c.include(x+radius, y+radius)
	fmt.Fprintf(&c.shapes, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" class=\"dot\"/>\n", x, y, radius)
}

// Line draws a line through points, without an arrow.
func (c *Canvas) Line(class string, points ...[2]int) { c.path(class, points) }

// Arrow draws a line through points with a head at its end.
func (c *Canvas) Arrow(class string, points ...[2]int) {
	c.path(class, points)
	from, to := points[len(points)-2], points[len(points)-1]
	dx, dy := sign(to[0]-from[0])*8, sign(to[1]-from[1])*8
	fmt.Fprintf(&c.shapes, "<path class=\"head\" d=\"M%d %dL%d %dL%d %dz\"/>\n", to[0], to[1],
		to[0]-dx+dy/2, to[1]-dy+dx/2, to[0]-dx-dy/2, to[1]-dy-dx/2)
}

func (c *Canvas) path(class string, points [][2]int) {
	var d strings.Builder
	for i, p := range points {
		c.include(p[0]+1, p[1]+1)
		fmt.Fprintf(&d, "%c%d %d", "ML"[min(i, 1)], p[0], p[1])
	}
	fmt.Fprintf(&c.shapes, "<path class=\"%s\" d=\"%s\"/>\n", strings.TrimSpace("line "+class), d.String())
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func classOf(class string) string {
	if class == "" {
		return ""
	}
	return ` class="` + class + `"`
}

// SVG returns the picture with its text alternatives. It is a group and not an image, because an image hides the links
// in it from screen readers. Ids begin with id. The picture may be made smaller, but not so small that its texts
// cannot be read.
func (c *Canvas) SVG(id, title, description string) string {
	const margin, smallest = 1, 85
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-labelledby="%[1]s-title" `+
		`aria-describedby="%[1]s-desc" width="%[2]d" height="%[3]d" viewBox="%[4]d %[4]d %[2]d %[3]d" `+
		`style="min-width:%[8]dpx">`+
		"\n<title id=\"%[1]s-title\">%[5]s</title>\n<desc id=\"%[1]s-desc\">%[6]s</desc>\n%[7]s</svg>\n",
		html.EscapeString(id), c.w+2*margin, c.h+2*margin, -margin, html.EscapeString(title),
		html.EscapeString(description), c.shapes.String(), c.w*smallest/100)
}

package diagram

import "github.com/go-ali1688/ali1688/internal/lists"

func (l *layout) drawChanges() {
	for i := range l.in.Changes {
		c := &l.in.Changes[i]
		switch l.kind(c) {
		case "begin":
			l.drawBegin(c)
		case "down":
			from, to := l.nodes[c.From].box, l.nodes[c.To].box
			l.drawDown(c, from.Y+from.H, to)
		case "branch":
			l.drawBranch(c)
		default:
			l.drawSkip(c)
		}
	}
}

func (l *layout) drawBegin(c *Change) {
	to := l.nodes[c.To].box
	l.Dot(to.X+to.W/2, 6, 5)
	l.drawDown(c, 12, to)
}

// drawDown draws a line into the top of a node, with its labels at the right.
func (l *layout) drawDown(c *Change, y int, to Box) {
	x := to.X + to.W/2
	l.Arrow("", [2]int{x, y}, [2]int{x, to.Y})
	l.labels(c, x+pad, y+(to.Y-y-len(l.shown(c))*line)/2, Start)
}

// drawBranch draws a line to the second column, with its labels above it.
func (l *layout) drawBranch(c *Change) {
	from, to, y := l.nodes[c.From], l.nodes[c.To], l.heads[c]
	start := [2]int{from.box.X + from.box.W, y}
	l.labels(c, start[0]+pad, y-len(c.Labels)*line-2, Start)
	if from.row == to.row {
		l.Arrow("", start, [2]int{to.box.X, y})
		return
	}
	end := to.box.Y + 12 + 12*to.left
	to.left++
	x := to.box.X - lane
	l.Arrow("", start, [2]int{x, y}, [2]int{x, end}, [2]int{to.box.X, end})
}

// drawSkip draws a line that passes nodes of the spine, at its left side, with its labels at the left.
func (l *layout) drawSkip(c *Change) {
	from, to := l.nodes[c.From], l.nodes[c.To]
	x, y, end := l.x-lane, from.box.Y+from.box.H/2, to.box.Y+to.box.H/2
	l.Arrow("", [2]int{l.x, y}, [2]int{x, y}, [2]int{x, end}, [2]int{l.x, end})
	l.labels(c, x-pad, (y+end-len(c.Labels)*line)/2, End)
}

// labels writes the labels of a change below one another.
func (l *layout) labels(c *Change, x, y int, anchor Anchor) {
	for _, step := range l.shown(c) {
		y += line
		l.Step(x, y-line/2, anchor, step)
	}
}

// shown returns the lines beside an arrow. Between states of the second column, which have no room at their right,
// names are broken.
func (l *layout) shown(c *Change) []Step {
	if l.kind(c) != "down" || !l.isSide(c.To) {
		return c.Labels
	}
	var out []Step
	for _, s := range c.Labels {
		parts := wrap(s.What.Text, nodeWidth/2+lane, s.What.Code)
		if len(parts) == 1 {
			out = append(out, s)
			continue
		}
		if s.By != "" {
			out = append(out, Step{What: Label{Text: s.By + separator}})
		}
		for _, part := range parts {
			out = append(out, Step{What: Label{Text: part, Code: s.What.Code, Href: s.What.Href}})
		}
	}
	return out
}

// width returns the width of a step on one line.
func (s Step) width() int {
	w := s.What.width()
	if s.By != "" {
		w += Width(s.By+separator, false)
	}
	return w
}

// labelsWidth returns the width of the widest label of a change.
func labelsWidth(c *Change) int { return lists.Max(c.Labels, Step.width) }

// drawNode draws a state: its name as it comes, and its meaning.
func (l *layout) drawNode(n *node, class string) {
	l.Rect(n.box, class)
	x := n.box.X + n.box.W/2
	y := n.box.Y + (n.box.H-(len(n.names)+len(n.words))*line)/2 + line/2
	for _, name := range n.names {
		l.Text(x, y, Middle, "name", Label{Text: name, Code: true})
		y += line
	}
	for _, words := range n.words {
		l.Text(x, y, Middle, "soft", Label{Text: words})
		y += line
	}
}

// drawRest draws the states that no change reaches, four in a row.
func (l *layout) drawRest() {
	unreached := lists.Select(l.in.States, func(s State) bool { return l.nodes[s.Name] == nil })
	rest := lists.Map(unreached, newNode)
	if len(rest) == 0 {
		return
	}
	columns := max(min(4, len(rest)), (l.w+pad)/(nodeWidth+pad))
	y := l.h + 2*line
	for _, words := range wrap(l.in.Rest, max(l.w, columns*nodeWidth), false) {
		l.Text(0, y, Start, "soft", Label{Text: words})
		y += line
	}
	for len(rest) > 0 {
		row := rest[:min(columns, len(rest))]
		rest = rest[len(row):]
		y += l.drawRow(row, y) + pad
	}
}

// drawRow draws nodes beside one another and returns the height of the highest.
func (l *layout) drawRow(row []*node, y int) int {
	height := lists.Max(row, func(n *node) int { return n.box.H })
	for i, n := range row {
		n.box = Box{X: i * (nodeWidth + pad), Y: y, W: nodeWidth, H: height}
		l.drawNode(n, "node other")
	}
	return height
}

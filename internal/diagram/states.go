package diagram

import (
	"slices"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// State is a state of something.
type State struct{ Name, Text string }

// Change leads from one state to another, or to the first one if From is empty. Its labels name who or what makes it.
type Change struct {
	From, To string
	Labels   []Step
}

// Step is a line beside an arrow: who does it, and the call or the act.
type Step struct {
	By   string
	What Label
}

// States is a picture of states. Those that no change reaches stand below, under the words Rest.
type States struct {
	States  []State
	Changes []Change
	Rest    string
}

const (
	nodeWidth = 160
	pad       = 10
	lane      = 18 // from one lane for lines to the next
)

// node is a state with its place.
type node struct {
	State
	box   Box
	row   int
	side  bool // in the second column
	out   []*Change
	left  int // lines that enter at its left side so far
	names []string
	words []string
}

// layout is a picture of states on its way.
type layout struct {
	*Canvas
	in    States
	nodes map[string]*node
	spine []*node // the longest way, from the top to the bottom
	side  []*node
	rows  []int // the top of each row, and the end of the last one
	x     int   // of the spine
	sideX int
	heads map[*Change]int // the height at which a line leaves a node at its right side
}

// Draw draws the states: the longest way down, the states that branch off beside it.
func (s States) Draw() *Canvas {
	l := &layout{Canvas: &Canvas{}, in: s, nodes: map[string]*node{}, heads: map[*Change]int{}}
	l.read()
	l.findSpine()
	l.placeSide()
	l.placeColumns()
	l.placeRows()
	l.drawChanges()
	for _, n := range slices.Concat(l.spine, l.side) {
		l.drawNode(n, "node")
	}
	l.drawRest()
	return l.Canvas
}

// read makes the nodes of the states that a change leads from or to.
func (l *layout) read() {
	reached := map[string]bool{}
	for _, c := range l.in.Changes {
		reached[c.From], reached[c.To] = true, true
	}
	for _, s := range l.in.States {
		if reached[s.Name] {
			l.nodes[s.Name] = newNode(s)
		}
	}
	for i := range l.in.Changes {
		c := &l.in.Changes[i]
		if from := l.nodes[c.From]; from != nil {
			from.out = append(from.out, c)
		}
	}
}

func newNode(s State) *node {
	n := &node{State: s, names: wrap(s.Name, nodeWidth-2*pad, true), words: wrap(s.Text, nodeWidth-2*pad, false)}
	n.box = Box{W: nodeWidth, H: 2*pad + (len(n.names)+len(n.words))*line}
	return n
}

// findSpine finds the longest way from the first state on.
func (l *layout) findSpine() {
	var longest func(n *node, way []*node) []*node
	longest = func(n *node, way []*node) []*node {
		way = append(slices.Clone(way), n)
		best := way
		for _, c := range n.out {
			if to := l.nodes[c.To]; !slices.Contains(way, to) {
				if found := longest(to, way); len(found) > len(best) {
					best = found
				}
			}
		}
		return best
	}
	if begin := lists.Find(l.in.Changes, func(c *Change) bool { return c.From == "" }); begin != nil {
		l.spine = longest(l.nodes[begin.To], nil)
	}
	for i, n := range l.spine {
		n.row = i
	}
}

// placeSide puts each other state beside the last state of the spine that leads to it, one in a row.
func (l *layout) placeSide() {
	for _, s := range l.in.States {
		if n := l.nodes[s.Name]; n != nil && !slices.Contains(l.spine, n) {
			n.side = true
			l.side = append(l.side, n)
			for _, from := range l.spine {
				if slices.ContainsFunc(from.out, func(c *Change) bool { return c.To == n.Name }) {
					n.row = from.row
				}
			}
		}
	}
	slices.SortStableFunc(l.side, func(a, b *node) int { return a.row - b.row })
	for i := 1; i < len(l.side); i++ {
		l.side[i].row = max(l.side[i].row, l.side[i-1].row+1)
	}
}

// kind of a line, by the places of its ends.
func (l *layout) kind(c *Change) string {
	from, to := l.nodes[c.From], l.nodes[c.To]
	switch {
	case from == nil:
		return "begin"
	case !from.side && to.side:
		return "branch"
	case from.side == to.side && to.row == from.row+1:
		return "down"
	}
	return "skip"
}

// placeColumns leaves as much room between the columns as the labels need.
func (l *layout) placeColumns() {
	gap := 0
	for i := range l.in.Changes {
		c := &l.in.Changes[i]
		widest := labelsWidth(c)
		switch l.kind(c) {
		case "branch":
			gap = max(gap, widest+2*pad+lane)
		case "skip":
			l.x = max(l.x, widest+2*pad+lane)
		default:
			if !l.isSide(c.To) {
				gap = max(gap, widest+2*pad-nodeWidth/2)
			}
		}
	}
	l.sideX = l.x + nodeWidth + gap
}

func (l *layout) isSide(name string) bool { return l.nodes[name].side }

// placeRows leaves as much room in and between the rows as texts need.
func (l *layout) placeRows() {
	y := 12 + l.gapAbove(0)
	rows := max(len(l.spine), lists.Max(l.side, func(n *node) int { return n.row + 1 }))
	for row := range rows {
		height := l.rowHeight(row)
		l.rows = append(l.rows, y)
		for _, n := range slices.Concat(l.spine, l.side) {
			if n.row == row {
				n.box.X, n.box.Y, n.box.H = l.x, y, height
				if n.side {
					n.box.X = l.sideX
				}
			}
		}
		y += height + l.gapAbove(row+1)
	}
	l.placeHeads()
}

// gapAbove returns the room that the labels of the lines need that go down into a row.
func (l *layout) gapAbove(row int) int {
	most := 0
	for i := range l.in.Changes {
		c := &l.in.Changes[i]
		if kind := l.kind(c); (kind == "down" || kind == "begin") && l.nodes[c.To].row == row {
			most = max(most, len(l.shown(c)))
		}
	}
	if most == 0 && row == 0 {
		return 0
	}
	return max(2, most)*line + 2*pad
}

// rowHeight returns the height of the nodes of a row, at whose right sides lines with labels leave.
func (l *layout) rowHeight(row int) int {
	height := 0
	for _, n := range slices.Concat(l.spine, l.side) {
		if n.row != row {
			continue
		}
		ports := 0
		for _, c := range n.out {
			if l.kind(c) == "branch" {
				ports += len(c.Labels)*line + pad
			}
		}
		height = max(height, n.box.H, ports+pad)
	}
	return height
}

// placeHeads puts the lines that branch off one below the other, each below its labels.
func (l *layout) placeHeads() {
	for _, n := range l.spine {
		y := n.box.Y + 4
		for _, c := range n.out {
			if l.kind(c) == "branch" {
				y += len(c.Labels)*line + pad
				l.heads[c] = y
			}
		}
	}
}

package diagram

// Sequence is a picture of calls between parties, one below the other.
type Sequence struct {
	Parties []string
	Calls   []Arrow
}

// Arrow leads from one party to another, by index.
type Arrow struct {
	From, To int
	Label    Label  // the call or the message
	Text     string // what it does
	State    string // the state that it leads to, or ""
	Message  bool   // it comes by itself, and is no call
}

const (
	partyWidth = 130
	partyGap   = 170
)

// Draw draws the parties with a line down from each, and the calls between the lines. The room between the first two
// parties fits the widest label.
func (s Sequence) Draw() *Canvas {
	c := &Canvas{}
	at := s.columns()
	const top = 30
	body := &Canvas{}
	y := top + pad
	for _, a := range s.Calls {
		y = s.call(body, a, at, y)
	}
	for i, name := range s.Parties {
		c.Line("life", [2]int{at[i], top}, [2]int{at[i], y + pad})
		c.Rect(Box{X: at[i] - partyWidth/2, Y: 0, W: partyWidth, H: top}, "node")
		c.Text(at[i], top/2, Middle, "name", Label{Text: name})
	}
	c.add(body)
	return c
}

// columns returns the places of the parties.
func (s Sequence) columns() []int {
	widest := partyGap
	for _, a := range s.Calls {
		if a.From+a.To == 1 {
			widest = max(widest, a.Label.width()+2*pad, Width(a.Text, false)+2*pad)
		}
	}
	at := []int{partyWidth / 2}
	for i := 1; i < len(s.Parties); i++ {
		at = append(at, at[i-1]+widest)
		widest = partyGap
	}
	return at
}

// call draws one call and returns where the next one begins.
func (s Sequence) call(c *Canvas, a Arrow, at []int, y int) int {
	from, to := at[a.From], at[a.To]
	x, anchor := from+pad, Start
	if a.To < a.From {
		x, anchor = from-pad, End
	}
	c.Text(x, y+line/2, anchor, "over", a.Label)
	c.Text(x, y+line+line/2, anchor, "over soft", Label{Text: a.Text})
	y += 2*line + 4
	class := ""
	if a.Message {
		class = "message"
	}
	c.Arrow(class, [2]int{from, y}, [2]int{to, y})
	y += pad
	if a.State != "" {
		w := Width(a.State, true) + 2*pad
		state := to
		if a.Message {
			state = from
		}
		c.Rect(Box{X: state - w/2, Y: y, W: w, H: line + 6}, "state")
		c.Text(state, y+line/2+3, Middle, "name", Label{Text: a.State, Code: true})
		y += line + 6 + pad
	}
	return y + pad/2
}

// add puts the shapes of another picture above those of this one.
func (c *Canvas) add(other *Canvas) {
	c.shapes.WriteString(other.shapes.String())
	c.texts = append(c.texts, other.texts...)
	c.include(other.w, other.h)
}

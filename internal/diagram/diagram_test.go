package diagram

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// requireApart fails if texts of a picture lie on one another or leave it.
func requireApart(t *testing.T, c *Canvas) {
	t.Helper()
	w, h := c.Size()
	for i, a := range c.Texts() {
		require.True(t, a.X >= 0 && a.Y >= 0 && a.X+a.W <= w && a.Y+a.H <= h+1, "%v leaves the picture, %d × %d", a, w, h)
		for _, b := range c.Texts()[i+1:] {
			require.False(t, a.Overlaps(b), "%v lies on %v", a, b)
		}
	}
}

func change(from, to string, labels ...string) Change {
	c := Change{From: from, To: to}
	for _, l := range labels {
		c.Labels = append(c.Labels, Step{By: "buyer", What: Label{Text: l, Code: strings.Contains(l, "."), Href: l}})
	}
	return c
}

// placed returns a picture whose states have been placed.
func placed(changes []Change, states ...string) *layout {
	in := States{Changes: changes, Rest: "others"}
	for _, s := range states {
		in.States = append(in.States, State{s, "the state " + s})
	}
	l := &layout{Canvas: &Canvas{}, in: in, nodes: map[string]*node{}, heads: map[*Change]int{}}
	l.read()
	l.findSpine()
	l.placeSide()
	return l
}

func names(nodes []*node) string {
	var out []string
	for _, n := range nodes {
		out = append(out, n.Name)
	}
	return strings.Join(out, " ")
}

// TestStates places states and draws each once, without texts on one another.
func TestStates(t *testing.T) {
	for _, c := range []struct {
		name        string
		changes     []Change
		spine, side string
	}{
		{"a line", []Change{change("", "a", "create"), change("a", "b", "go"), change("b", "c", "some.very.long.name")},
			"a b c", ""},
		{"a branch", []Change{change("", "a", "create"), change("a", "d", "cancel", "expire"), change("a", "b", "go"),
			change("b", "c", "end"), change("b", "d", "refund")}, "a b c", "d"},
		{"a short cut", []Change{change("", "a", "create"), change("a", "b", "go"), change("b", "c", "end"),
			change("a", "c", "at once")}, "a b c", ""},
		{"two branches", []Change{change("", "a", "create"), change("a", "b", "go"), change("b", "c", "end"),
			change("a", "d", "refuse"), change("d", "e", "some.call.that.gives.up"), change("a", "e", "leave"),
			change("b", "e", "leave")}, "a b c", "d e"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := placed(c.changes, "a", "b", "c", "d", "e", "unused")
			assert.Equal(t, c.spine, names(l.spine))
			assert.Equal(t, c.side, names(l.side))
			drawn := l.in.Draw()
			requireApart(t, drawn)
			svg := drawn.SVG("x", "t", "d")
			for _, s := range l.in.States {
				assert.Equal(t, 1, strings.Count(svg, `class="code name">`+s.Name+"<"), "%s in %s", s.Name, svg)
			}
		})
	}
}

// TestOverlaps compares boxes.
func TestOverlaps(t *testing.T) {
	at := Box{X: 10, Y: 10, W: 20, H: 10}
	for want, boxes := range map[bool][]Box{
		true:  {{X: 0, Y: 0, W: 11, H: 11}, {X: 29, Y: 19, W: 5, H: 5}, at},
		false: {{X: 0, Y: 0, W: 10, H: 20}, {X: 30, Y: 10, W: 5, H: 5}, {X: 10, Y: 20, W: 5, H: 5}},
	} {
		for _, b := range boxes {
			assert.Equal(t, want, at.Overlaps(b), "%v", b)
			assert.Equal(t, want, b.Overlaps(at), "%v", b)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		code  bool
		want  []string
	}{
		{"waits for the buyer", 90, false, []string{"waits for", "the buyer"}},
		{"等待买家付款，等待卖家发货", 60, false, []string{"等待买家", "付款，等", "待卖家发", "货"}},
		{"confirm_goods_and_has_subsidy", 110, true, []string{"confirm_goods_", "and_has_", "subsidy"}},
		{"alibaba.trade.cancelRefund", 110, true, []string{"alibaba.trade.", "cancelRefund"}},
		{"unbreakable", 10, false, []string{"unbreakable"}},
		{"", 10, false, nil},
	} {
		assert.Equal(t, c.want, wrap(c.text, c.width, c.code), c.text)
	}
}

// TestSVG looks for the text alternatives and for what must not be taken as markup.
func TestSVG(t *testing.T) {
	c := &Canvas{}
	c.Text(10, 10, Start, "", Label{Text: "a < b", Href: `x"y`})
	c.Bar(Box{X: 0, Y: 20, W: 30, H: 5, Text: "R & D: 3"}, "part")
	svg := c.SVG("p", "The <title>", "What & why")
	for _, want := range []string{
		`role="group" aria-labelledby="p-title" aria-describedby="p-desc"`, `<title id="p-title">The &lt;title&gt;</title>`,
		`<desc id="p-desc">What &amp; why</desc>`, `<a href="x&#34;y"><text`, "a &lt; b</text></a>",
		"<title>R &amp; D: 3</title>",
	} {
		assert.Contains(t, svg, want)
	}
	assert.NotContains(t, svg, "\n\n", "an empty line ends a block of HTML in Markdown")
}

// TestSequence draws calls in both directions, with a state and with a message.
func TestSequence(t *testing.T) {
	s := Sequence{Parties: []string{"program", "platform", "seller"}, Calls: []Arrow{
		{From: 0, To: 1, Label: Label{Text: "some.call.with.a.very.long.name.that.needs.room", Code: true}, Text: "orders",
			State: "waitbuyerpay"},
		{From: 2, To: 1, Label: Label{Text: "ship", Code: true}, Text: "ships", State: "sent"},
		{From: 1, To: 0, Label: Label{Text: "SHIPPED", Code: true}, Text: "tells", Message: true},
	}}
	c := s.Draw()
	requireApart(t, c)
	svg := c.SVG("x", "t", "d")
	assert.Equal(t, 3, strings.Count(svg, `class="head"`))
	assert.Equal(t, 1, strings.Count(svg, `class="line message"`))
	assert.Equal(t, 2, strings.Count(svg, `class="state"`))
	assert.Greater(t, s.columns()[1]-s.columns()[0], Width(s.Calls[0].Label.Text, true))
}

// TestBars draws rows whose longest has the full length.
func TestBars(t *testing.T) {
	b := Bars{Parts: []string{"known", "guessed", "never"}, Classes: []string{"k", "g", "n"}, Rows: []Row{
		{Label{Text: "Orders"}, []int{40, 0, 0}}, {Label{Text: "退款"}, []int{3, 1, 0}},
		{Label{Text: "None"}, []int{0, 0, 0}},
	}}
	c := b.Draw()
	requireApart(t, c)
	svg := c.SVG("x", "t", "d")
	assert.Contains(t, svg, `width="429" height="18" class="part k"><title>known: 40</title>`)
	assert.Contains(t, svg, "<title>guessed: 1</title>")
	assert.NotContains(t, svg, "never", "a part that no row has")
}

// TestRoutes draws ways of different lengths between the same ends.
func TestRoutes(t *testing.T) {
	c := Routes{From: []string{"program"}, To: []string{"platform", "gw.open.1688.com"}, Ways: []Way{
		{Hops: [][]Label{{{Text: "GET /custom", Code: true}, {Text: "key"}}, {{Text: "calls"}}},
			Stops: [][]string{{"gateway"}}},
		{Hops: [][]Label{{{Text: "POST /openapi", Code: true}, {Text: "a form"}, {Text: "signed"}}}},
	}}.Draw()
	requireApart(t, c)
	assert.Equal(t, 3, strings.Count(c.SVG("x", "t", "d"), `class="head"`))
}

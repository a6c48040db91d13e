package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"strings"

	"github.com/go-ali1688/ali1688/internal/diagram"
)

// shownOffer has the members of item_get that the drawing of an offer shows.
type shownOffer struct {
	NumIID        string   `json:"num_iid"`
	Title         string   `json:"title"`
	Price         string   `json:"price"`
	OriginalPrice string   `json:"orginal_price"`
	Nick          string   `json:"nick"`
	Stock         string   `json:"num"`
	Least         string   `json:"min_num"`
	Sold          string   `json:"total_sold"`
	Freight       string   `json:"express_fee"`
	Location      string   `json:"location"`
	Unit          string   `json:"unit"`
	Tiers         [][2]any `json:"priceRange"`
	SKUs          struct {
		Rows []struct {
			Price    string `json:"price"`
			Quantity string `json:"quantity"`
			Name     string `json:"properties_name"`
			SpecID   string `json:"spec_id"`
		} `json:"sku"`
	} `json:"skus"`
}

// offer draws the page of the offer that item_get of the mock returns, and lists the members below it.
func (e *edition) offer() (picture, error) {
	v := e.volume("gateway")
	op := v.Operation("item_get")
	shown, err := example(v.own, op, v.Request(op))
	if err != nil {
		return picture{}, err
	}
	var response struct {
		Item shownOffer `json:"item"`
	}
	if err := json.Unmarshal([]byte(shown.JSON), &response); err != nil {
		return picture{}, err
	}
	if len(response.Item.SKUs.Rows) < 2 || len(response.Item.Tiers) == 0 {
		return picture{}, errors.New("the offer of the example has too few variants or prices to be drawn")
	}
	s := &offerSheet{edition: e, Canvas: &diagram.Canvas{}}
	s.draw(&response.Item)
	return s.picture()
}

// offerSheet is the drawing of an offer on its way.
type offerSheet struct {
	*edition
	*diagram.Canvas
	members []string // that it names, in order
	err     error
}

// The page in the middle of the drawing.
const (
	sheetLeft  = 214
	sheetWidth = 352
	sheetRight = sheetLeft + sheetWidth
	inner      = sheetLeft + 14
	price      = inner + 120 // beside the picture
)

func (s *offerSheet) draw(o *shownOffer) {
	s.Rect(diagram.Box{X: sheetLeft, Y: 0, W: sheetWidth, H: 424}, "node")
	s.write(inner, 20, "soft", "detail.1688.com/offer/"+o.NumIID+".html")
	s.member(20, sheetLeft, "num_iid", false)
	s.Line("leader", [2]int{sheetLeft, 38}, [2]int{sheetRight, 38})
	s.drawHead(o)
	s.drawPrices(o)
	s.drawVariants(o)
	s.drawFoot(o)
}

func (s *offerSheet) drawHead(o *shownOffer) {
	for i, line := range diagram.Wrap(o.Title, sheetWidth-28) {
		s.write(inner, 58+19*i, "name", line)
	}
	s.member(58, sheetRight, "title", true)
	s.Rect(diagram.Box{X: inner, Y: 92, W: 100, H: 100}, "state")
	s.Line("", [2]int{inner + 12, 178}, [2]int{inner + 42, 132}, [2]int{inner + 62, 158}, [2]int{inner + 74, 144},
		[2]int{inner + 90, 178})
	s.member(142, inner, "pic_url", false)
}

func (s *offerSheet) drawPrices(o *shownOffer) {
	s.write(price, 104, "name", "¥"+o.Price)
	s.member(104, price+60, "price", true)
	s.write(price, 130, "soft", "¥"+o.OriginalPrice)
	s.Line("", [2]int{price, 130}, [2]int{price + 46, 130})
	s.member(130, price+60, "orginal_price", true)
	tier := o.Tiers[0]
	s.write(price, 156, "", fmt.Sprintf("≥ %v %s  ¥%v", tier[0], o.Unit, tier[1]))
	s.member(156, price+120, "priceRange", true)
	s.write(price, 182, "soft", s.say1("offer-min", o.Least+" "+o.Unit))
	s.member(182, price+120, "min_num", true)
}

func (s *offerSheet) drawVariants(o *shownOffer) {
	s.Line("leader", [2]int{sheetLeft, 210}, [2]int{sheetRight, 210})
	for i, row := range o.SKUs.Rows[:2] {
		y := 232 + 52*i
		s.write(inner, y, "", propertiesOf(row.Name))
		s.write(inner+170, y, "name", "¥"+row.Price)
		s.write(inner+234, y, "soft", s.say1("offer-stock", row.Quantity))
		s.write(inner, y+22, "soft small", "spec_id "+row.SpecID)
	}
	s.member(232, inner, "skus.sku[].properties_name", false)
	s.member(254, inner, "skus.sku[].spec_id", false)
	s.member(284, sheetRight, "skus.sku[].quantity", true)
	s.member(232, sheetRight, "skus.sku[].price", true)
}

func (s *offerSheet) drawFoot(o *shownOffer) {
	s.Line("leader", [2]int{sheetLeft, 326}, [2]int{sheetRight, 326})
	for i, row := range []struct {
		text, left, right string
	}{
		{s.say1("offer-stock", o.Stock) + "   " + s.say1("offer-sold", o.Sold), "num", "total_sold"},
		{s.say1("offer-freight", "¥"+o.Freight) + "   " + o.Location, "express_fee", "location"},
		{o.Nick, "nick", ""},
	} {
		y := 348 + 28*i
		s.write(inner, y, "", row.text)
		s.member(y, inner, row.left, false)
		if row.right != "" {
			s.member(y, inner+diagram.Width(row.text, false), row.right, true)
		}
	}
}

// write writes a line of the page.
func (s *offerSheet) write(x, y int, class, text string) {
	s.Text(x, y, diagram.Start, class, diagram.Label{Text: text})
}

// member writes the name of a member beside the page, with a line from the part at x.
func (s *offerSheet) member(y, x int, name string, right bool) {
	s.members = append(s.members, name)
	start, end, text, anchor := x-4, sheetLeft-12, sheetLeft-16, diagram.End
	if right {
		start, end, text, anchor = x+4, sheetRight+12, sheetRight+16, diagram.Start
	}
	s.Line("leader", [2]int{end, y}, [2]int{start, y})
	s.Text(text, y, anchor, "", diagram.Label{Text: name, Code: true, Href: offerMember(name)})
}

func offerMember(name string) string {
	return anchored("gateway/item_get.html", rowID("member", "item."+name))
}

// say1 returns a word of the pictures with a value in it.
func (s *offerSheet) say1(key, value string) string {
	words, err := s.pictured(key)
	if err != nil {
		s.err = err
		return ""
	}
	return fmt.Sprintf(words, value)
}

// propertiesOf returns the values of properties_name, which has pid:vid:name:value joined with semicolons.
func propertiesOf(name string) string {
	var out []string
	for one := range strings.SplitSeq(name, ";") {
		parts := strings.SplitN(one, ":", 4)
		out = append(out, parts[len(parts)-1])
	}
	return strings.Join(out, " / ")
}

// picture returns the drawing with the list of its members, as the document describes them.
func (s *offerSheet) picture() (picture, error) {
	note, err := s.pictured("offer-note")
	if err = errors.Join(s.err, err); err != nil {
		return picture{}, err
	}
	out := picture{canvas: s.Canvas}
	var list strings.Builder
	for _, m := range s.edition.volume("gateway").Operation("item_get").Members {
		name := strings.TrimPrefix(m.Path, "item.")
		for _, shown := range s.members {
			if shown != name {
				continue
			}
			out.lines = append(out.lines, "`"+name+"`: "+oneLine(m.Description))
			text, err := s.inline(oneLine(m.Description), "")
			if err != nil {
				return out, err
			}
			fmt.Fprintf(&list, `<dt><a href="%s"><code>%s</code></a></dt><dd>%s</dd>`, offerMember(name), name,
				strings.TrimSpace(string(text)))
		}
	}
	out.below = "<p>" + template.HTMLEscapeString(note) + `</p><dl class="parts">` + list.String() + "</dl>"
	return out, nil
}

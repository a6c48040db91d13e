package site

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/go-ali1688/ali1688/internal/diagram"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// picture is a picture of a page.
type picture struct {
	canvas *diagram.Canvas
	lines  []string // what it shows, in Markdown, for readers who cannot see it
	below  string   // HTML between the picture and its title
}

// pictures draw the pictures of the guides, by name. Their titles and descriptions are words with these names.
func (e *edition) pictures() map[string]func() (picture, error) {
	return map[string]func() (picture, error){
		"orders":   func() (picture, error) { return states(e, "OrderStatus", orders.OrderTransitions) },
		"refunds":  func() (picture, error) { return states(e, "RefundStatus", orders.RefundTransitions) },
		"parcels":  func() (picture, error) { return states(e, "LogisticsOrderStatus", orders.ParcelTransitions()) },
		"traces":   func() (picture, error) { return states(e, "PushTraceStatus", orders.TraceTransitions()) },
		"purchase": e.purchase,
		"routes":   e.routes,
		"offer":    e.offer,
	}
}

// picture returns the HTML of a picture of the guides.
func (e *edition) picture(name string) (string, error) {
	p, err := e.drawn(name)
	if err != nil {
		return "", err
	}
	return e.figure(name, name, p)
}

func (e *edition) drawn(name string) (picture, error) {
	draw := e.pictures()[name]
	if draw == nil {
		return picture{}, fmt.Errorf("there is no picture %q", name)
	}
	return draw()
}

// figure returns the HTML of a picture with an id and the words of its name. It has no empty line, which would end the
// block of HTML in Markdown.
func (e *edition) figure(id, name string, p picture) (string, error) {
	title, err := e.pictured(name)
	if err != nil {
		return "", err
	}
	description, err := e.pictured(name + "-desc")
	return `<figure class="diagram"><div class="drawing" tabindex="0">` + "\n" +
		p.canvas.SVG("picture-"+id, title, description) + "</div>" + p.below + "<figcaption>" +
		template.HTMLEscapeString(title) + "</figcaption></figure>\n", err
}

// pictureText returns what a picture shows as Markdown.
func (e *edition) pictureText(name string) (string, error) {
	p, err := e.drawn(name)
	if err != nil {
		return "", err
	}
	title, err := e.pictured(name)
	var out strings.Builder
	out.WriteString(title + "\n\n")
	for _, line := range p.lines {
		out.WriteString("- " + line + "\n")
	}
	return out.String(), err
}

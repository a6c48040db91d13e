package world

import "strconv"

// valueSpans are where the values of both properties stand, each as 0:0:颜色:白色.
type valueSpans [2][len(small)]span

// variants writes the SKUs, and the maps of their properties.
func (e *encoder) variants(o *Offer, texts *valueSpans) {
	e.object("skus")
	e.list("sku")
	for k := range o.skus() {
		s := o.sku(k)
		e.variant(o, &s, texts)
	}
	e.endList()
	e.endObject()
	e.object("props_list")
	for which, n := range o.counts {
		for i := range n {
			e.valueMember(texts[which][i])
		}
	}
	e.endObject()
	e.object("props_img")
	for i := range o.counts[0] {
		e.picture("0:"+small[i], o, valuePictures+i)
	}
	e.endObject()
}

// variant writes a SKU. There are up to forty in a response, which is why it does without a call for each member.
func (e *encoder) variant(o *Offer, s *sku, texts *valueSpans) {
	e.row()
	b := s.price.append(append(e.b, `"price":"`...))
	b = append(b, `","total_price":0,"orginal_price":"`...)
	b = (s.price + o.before - o.Price).append(b)
	b = strconv.AppendInt(append(b, `","sales":"`...), s.sales, 10)
	b = append(append(b, `","properties":"0:`...), small[s.i]...)
	b = append(append(b, ";1:"...), small[s.j]...)
	first, second := texts[0][s.i], texts[1][s.j]
	b = append(append(b, `","properties_name":"`...), b[first.from:first.to]...)
	b = append(append(b, ';'), b[second.from:second.to]...)
	b = strconv.AppendInt(append(b, `","quantity":"`...), s.quantity, 10)
	b = strconv.AppendInt(append(b, `","sku_id":"`...), s.id, 10)
	b = appendHex(appendHex(append(b, `","spec_id":"`...), s.spec[0]), s.spec[1])
	e.b = append(b, `"}`...)
}

// spec writes the 32 hex digits of a variant.
func (e *encoder) spec(name string, s *sku) {
	e.name(name)
	e.b = append(e.b, '"')
	e.b = append(appendHex(appendHex(e.b, s.spec[0]), s.spec[1]), '"')
}

// small are the numbers of values as texts.
var small = [...]string{"0", "1", "2", "3", "4", "5", "6", "7"}

const hexDigits = "0123456789abcdef"

// appendHex writes sixteen hex digits.
func appendHex(b []byte, x uint64) []byte {
	for shift := 60; shift >= 0; shift -= 4 {
		b = append(b, hexDigits[x>>shift&15])
	}
	return b
}

// valueText writes 0:0:颜色:白色, or 0:0:白色.
func (e *encoder) valueText(o *Offer, which, i int, named bool) {
	e.b = append(e.b, small[which]...)
	e.b = append(e.b, ':')
	e.b = append(e.b, small[i]...)
	e.b = append(e.b, ':')
	if named {
		e.b = append(e.b, o.leaf.sub.root.props[which].in(e.english)...)
		e.b = append(e.b, ':')
	}
	e.b = append(e.b, o.value(which, i).in(e.english)...)
}

// valueTexts writes all values, joined with semicolons, and returns where.
func (e *encoder) valueTexts(name string, o *Offer, named bool) (texts valueSpans) {
	e.name(name)
	e.b = append(e.b, '"')
	for which, n := range o.counts {
		for i := range n {
			if which+i > 0 {
				e.b = append(e.b, ';')
			}
			from := len(e.b)
			e.valueText(o, which, i, named)
			texts[which][i] = span{from, len(e.b)}
		}
	}
	e.b = append(e.b, '"')
	return texts
}

// valueMember writes "0:0":"颜色:白色" of a value that stands as 0:0:颜色:白色.
func (e *encoder) valueMember(text span) {
	const number = len("0:0")
	e.comma()
	e.b = append(e.b, '"')
	e.again(span{text.from, text.from + number})
	e.b = append(e.b, `":"`...)
	e.again(span{text.from + number + 1, text.to})
	e.b = append(e.b, '"')
}

// valuePictures writes a picture for each value of the first property.
func (e *encoder) valuePictures(o *Offer) {
	e.object("prop_imgs")
	e.list("prop_img")
	for i := range o.counts[0] {
		e.row()
		e.plain("properties", "0:", small[i])
		e.picture("url", o, valuePictures+i)
		e.endObject()
	}
	e.endList()
	e.endObject()
}

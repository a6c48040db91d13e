package world

// variants writes the SKUs, and the maps of their properties.
func (e *encoder) variants(o *Offer) {
	e.object("skus")
	e.list("sku")
	for k := range o.skus() {
		s := o.sku(k)
		e.variant(o, &s)
	}
	e.endList()
	e.endObject()
	e.object("props_list")
	o.eachValue(func(which, i int) { e.valueMember(o, which, i) })
	e.endObject()
	e.object("props_img")
	for i := range o.counts[0] {
		e.picture("0:"+small[i], o, valuePictures+i)
	}
	e.endObject()
}

func (e *encoder) variant(o *Offer, s *sku) {
	e.row()
	e.amount("price", s.price)
	e.raw("total_price", "0")
	e.amount("orginal_price", s.price+o.before-o.Price)
	e.digits("sales", s.sales)
	e.plain("properties", "0:", small[s.i], ";1:", small[s.j])
	e.name("properties_name")
	e.b = append(e.b, '"')
	e.valueText(o, 0, s.i, true)
	e.b = append(e.b, ';')
	e.valueText(o, 1, s.j, true)
	e.b = append(e.b, '"')
	e.digits("quantity", s.quantity)
	e.digits("sku_id", s.id)
	e.spec("spec_id", s)
	e.endObject()
}

// spec writes the 32 hex digits of a variant.
func (e *encoder) spec(name string, s *sku) {
	e.name(name)
	e.b = append(e.b, '"')
	e.b = append(appendHex(appendHex(e.b, s.spec[0]), s.spec[1]), '"')
}

// small are the numbers of values as texts.
var small = [...]string{"0", "1", "2", "3", "4", "5", "6", "7"}

// appendHex writes sixteen hex digits.
func appendHex(b []byte, x uint64) []byte {
	for shift := 60; shift >= 0; shift -= 4 {
		b = append(b, "0123456789abcdef"[x>>shift&15])
	}
	return b
}

// eachValue calls f for all values of both properties.
func (o *Offer) eachValue(f func(which, i int)) {
	for which, n := range o.counts {
		for i := range n {
			f(which, i)
		}
	}
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

// valueTexts writes all values, joined with semicolons.
func (e *encoder) valueTexts(name string, o *Offer, named bool) {
	e.name(name)
	e.b = append(e.b, '"')
	for which, n := range o.counts {
		for i := range n {
			if which+i > 0 {
				e.b = append(e.b, ';')
			}
			e.valueText(o, which, i, named)
		}
	}
	e.b = append(e.b, '"')
}

// valueMember writes "0:0":"颜色:白色".
func (e *encoder) valueMember(o *Offer, which, i int) {
	prop, value := &o.leaf.sub.root.props[which], o.value(which, i)
	e.comma()
	e.quote(small[which], ":", small[i])
	e.b = append(e.b, ':')
	e.quote(prop.in(e.english), ":", value.in(e.english))
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

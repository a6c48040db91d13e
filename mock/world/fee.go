package world

import (
	"strconv"
	"strings"
)

// template is how a shop reckons freight: so much for the first kilogram, so much for each further one, more for
// places far away. It follows from its id.
type template struct {
	id          string
	first, more int // in yuan
	free        bool
}

// template is that of a shop.
func (s *Shop) template() template {
	return s.world.template(strconv.FormatUint(15_000_000+s.hash>>24%5_000_000, 10))
}

func (w *World) template(id string) template {
	d := dice(hashText(w.seed+saltTemplate, id))
	return template{id: id, first: d.between(3, 8), more: d.between(1, 4), free: d.chance(15)}
}

// fee returns what it costs to send so much from one zone to another.
func (t *template) fee(grams int64, from, to int) money {
	if t.free && to < 3 {
		return 0
	}
	far := 2 * (from + to)
	kilograms := max(1, (grams+999)/1000)
	return money(10 * (int64(t.first+far) + (kilograms-1)*int64(t.more+far)))
}

// home is where item_get quotes to.
const (
	homePlace = "浙江 杭州"
	homeZone  = 0
)

func (o *Offer) homeFee() money {
	t := o.Shop.template()
	return t.fee(int64(o.grams()*o.least), o.Shop.at.zone, homeZone)
}

// most is what no quantity and no weight exceeds.
const most = 1_000_000

// shipment is what a quote is for.
type shipment struct {
	number, unit, total int64 // unit and total are grams
	from, to            int
	toName              string
	template            template
}

func (w *World) shipment(o *Offer, q *Query) (shipment, bool) {
	s := shipment{unit: int64(o.grams()), template: o.Shop.template()}
	s.number = max(int64(o.least), numberUpTo(q.Get("num"), most), listed(q.Get("sku_list")))
	if f, err := strconv.ParseFloat(q.Get("unitweight"), 64); err == nil && f > 0 {
		s.unit = int64(min(f, most) * 1000)
	}
	s.total = s.number * s.unit
	if id := q.Get("temp_id"); id != "" {
		s.template = w.template(id)
	}
	s.from = w.words.origin(q.Get("location"), o.Shop.at.zone)
	name, zone, ok := w.words.destination(q.Get("area_id"))
	s.toName, s.to = name, zone
	return s, ok
}

// listed adds up the quantities of a sku_list: 1,5476569978068,2.00;20,5476569978070,3.00.
func listed(text string) int64 {
	sum := int64(0)
	for entry := range strings.SplitSeq(text, ";") {
		number, _, _ := strings.Cut(entry, ",")
		sum = min(most, sum+numberUpTo(number, most))
	}
	return sum
}

// numberUpTo parses a number that is not negative, up to a limit; 0 if there is none.
func numberUpTo(text string, limit int64) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return max(0, min(n, limit))
}

var unquoted = &Failure{"5000", "data error,no cache", "data error,no cache"}

func (w *World) itemFee(e *encoder, q *Query) *Failure {
	o, ok := w.offerNumbered(q)
	if !ok {
		e.unquoted(q)
		return unquoted
	}
	s, ok := w.shipment(&o, q)
	if !ok {
		e.unquoted(q)
		return unquoted
	}
	e.freight(&o, q, &s)
	return nil
}

func (e *encoder) freight(o *Offer, q *Query, s *shipment) {
	e.object("item")
	e.plain("num_iid", o.key)
	e.plain("location", o.Shop.at.province, " ", o.Shop.at.city)
	e.text("area_id", q.Get("area_id"))
	e.plain("shipping_to", s.toName)
	e.digits("num", s.number)
	e.amount("express_fee", s.template.fee(s.total, s.from, s.to))
	e.plain("subTemplate", "快递")
	e.members(`"ems_fee":"","post_fee":"","freightTemplateId":null`)
	e.amount("price", o.Price)
	e.number("beginAmount", int64(o.least))
	e.thousandths("unitWeight", s.unit)
	e.thousandths("Weight", s.total)
	e.plain("memberId", o.Shop.SID)
	e.plain("url", offerURL[len("https:"):], o.key, ".html")
	e.plain("data_from", "1688app")
	e.endObject()
}

// unquoted is the item that comes with error 5000.
func (e *encoder) unquoted(q *Query) {
	e.object("item")
	e.text("num_iid", q.Get("num_iid"))
	e.text("area_id", q.Get("area_id"))
	e.members(`"location":null,"shipping_to":"","express_fee":"","ems_fee":"","post_fee":""`)
	e.members(`"freightTemplateId":null,"price":null,"beginAmount":null,"unitWeight":null,"memberId":null`)
	e.endObject()
}

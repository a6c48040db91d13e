package world

import "strconv"

// The buyer's orders: how many there are, and how many a page has.
const (
	buyerOrders = 37
	orderPage   = 10
)

// tabs are the states of orders by the parameter tab_code.
var tabs = map[string]string{
	"waitPay": "等待买家付款", "waitSend": "等待卖家发货", "waitConfirm": "等待买家确认收货", "waitRate": "等待评价",
}

var states = [...]string{"等待买家付款", "等待卖家发货", "等待买家确认收货", "等待评价", "交易成功", "交易成功", "交易关闭"}

// purchase is one of the buyer's orders.
type purchase struct {
	id       uint64
	offer    Offer
	sku      sku
	quantity int
	freight  money
	state    string
}

func (w *World) purchase(i int) purchase {
	d := dice(hash(w.seed, saltOrder, uint64(i)))
	o := w.ListedOffer(d.below(Listed))
	t := o.Shop.template()
	n := o.least * d.between(1, 5)
	return purchase{
		id:    OrderID(firstOrder + hash(w.seed, saltOrder, ^uint64(i))%100_000_000_000_000_000),
		offer: o, sku: o.sku(d.below(o.skus())), quantity: n, freight: t.fee(int64(n*o.grams()), o.Shop.at.zone, homeZone),
		state: states[d.below(len(states))],
	}
}

func (w *World) buyerOrderList(e *encoder, q *Query) *Failure {
	tab, page := tabs[q.Get("tab_code")], pageNumber(q)
	skip, left := (page-1)*orderPage, orderPage
	start := len(e.b)
	e.object("items")
	e.list("item")
	for i := range buyerOrders {
		p := w.purchase(i)
		switch {
		case tab != "" && p.state != tab:
		case skip > 0:
			skip--
		case left > 0:
			left--
			e.purchase(&p)
		}
	}
	if left == orderPage {
		e.b = e.b[:start]
		return nothing
	}
	e.endList()
	e.endObject()
	return nil
}

func (e *encoder) purchase(p *purchase) {
	o := &p.offer
	e.row()
	e.plain("order_id", strconv.FormatUint(p.id, 10))
	e.plain("createDay", "")
	e.plain("shop_name", o.Shop.Company)
	e.plain("seller_id", o.Shop.key)
	e.plain("seller_nick", o.Shop.Company)
	e.list("goods")
	e.row()
	e.title("goods_name", o)
	e.plain("goods_id", o.key)
	e.plain("goods_image", withoutScheme(o.Picture(e.base, 0)))
	e.plain("unit_price", "¥", p.sku.price.String())
	e.raw("original_price", "null")
	e.digits("goods_count", int64(p.quantity))
	e.plain("goods_info", o.specName(&p.sku, e.english))
	e.endObject()
	e.endList()
	e.plain("total_price", "¥", (p.sku.price*money(p.quantity) + p.freight).String())
	e.plain("freight", "¥", p.freight.String())
	e.plain("trading_status", p.state)
	e.raw("countdown", "null")
	e.endObject()
}

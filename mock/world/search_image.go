package world

import (
	"strconv"
	"strings"
)

// itemSearchImg finds the offer that the image shows, and others of its category.
func (w *World) itemSearchImg(e *encoder, q *Query) *Failure {
	// live clients saw it refused: the parameter takes names and addresses
	if image := q.Get("imgid"); strings.HasPrefix(image, "data:") || refused(image) {
		return unreadable
	}
	o, ok := w.pictured(q.Get("imgid"))
	if !ok {
		return nothing
	}
	s := search{}
	s.sortBy(q.Get("sort"))
	size := pageSize(q)
	if q.Get("page_size") == "" {
		size = morePage
	}
	list := w.lookalikes(&o, &s)
	p := page{number: pageNumber(q), size: size, total: len(list)}
	list = list[min(len(list), (p.number-1)*size):min(len(list), p.number*size)]
	if len(list) == 0 {
		return nothing
	}
	e.imagePage(&p, list)
	return nil
}

// lookalikes returns the offer, unless it was taken down, and those of its category that are listed. Unless they are
// sorted the offer is the first.
func (w *World) lookalikes(o *Offer, s *search) (list []Found) {
	if !w.gone(o.ID) {
		_, sales := o.Totals()
		list = append(list, Found{*o, sales})
	}
	p := w.like(o, s, 1, Listed)
	for _, r := range p.rows {
		other := w.listedOffer(r)
		if other.ID != o.ID {
			list = append(list, Found{other, int64(w.index().rows[r].sales)})
		}
	}
	sortFound(list, s.by, s.down)
	return list
}

func (e *encoder) imagePage(p *page, list []Found) {
	e.object("items")
	e.number("real_total_results", int64(p.total))
	e.number("total_results", int64(p.total))
	e.number("pagecount", int64(p.pages()))
	e.members(`"error":"","data_from":"1688app"`)
	e.list("item")
	for i := range list {
		e.imageRow(&list[i])
	}
	e.endList()
	e.endObject()
}

func (e *encoder) imageRow(o *Found) {
	e.row()
	e.title("title", &o.Offer)
	e.picture("pic_url", &o.Offer, 0)
	e.amount("price", o.Price)
	e.amount("promotion_price", o.Price)
	e.number("sales", o.Sales)
	e.plain("num_iid", o.key)
	e.percent("turn_head", o.Shop.Rebuys())
	e.raw("one_psale", strconv.FormatBool(o.least == 1))
	e.raw("is_jxhy", strconv.FormatBool(o.Shop.score(2) >= 45))
	e.plain("seller_nick", o.Shop.Company)
	e.plain("area", o.Shop.City, "市")
	e.plain("detail_url", offerURL, o.key, ".html")
	e.endObject()
}

// refused reports whether an image is a WebP, which the gateway does not take.
func refused(image string) bool {
	if _, data, ok := strings.Cut(image, ";base64,"); ok {
		image = data
	}
	return strings.HasPrefix(image, "UklGR")
}

// uploadImg names the offer that an image shows. The address of a picture of this world, sent as the image, shows its
// offer; any other image shows some listed offer, the same whenever it is sent.
func (w *World) uploadImg(e *encoder, q *Query) *Failure {
	image := q.Get("imgcode")
	if refused(image) {
		return unreadable
	}
	e.object("items")
	e.object("item")
	o, ok := w.pictured(image)
	if ok = ok && !w.bareOnGlobal(q, image); ok {
		e.plain("name", w.UploadName(o.ID))
		e.raw("status", "1")
	} else {
		e.members(`"name":null,"status":0`)
	}
	e.endObject()
	e.endObject()
	return nil
}

// bareOnGlobal reports whether an image lacks the prefix that 1688global wants, and is no address.
func (w *World) bareOnGlobal(q *Query, image string) bool {
	return q.Platform == "1688global" && !strings.HasPrefix(image, "data:") && !strings.HasPrefix(image, "http")
}

// img2text returns what an image shows.
func (w *World) img2text(e *encoder, q *Query) *Failure {
	image := q.Get("imgcode")
	o, ok := w.pictured(image)
	if !ok || refused(image) {
		return unreadable
	}
	l := o.leaf
	e.list("items")
	for _, name := range []word{l.name, l.sub.name, l.sub.root.name} {
		e.element(name.in(e.english))
	}
	e.endList()
	e.plain("tags", l.name.in(e.english), " ", o.material.in(e.english), " ", o.style.in(e.english))
	e.word("find", l.name)
	e.object("result")
	e.word("title", l.name)
	e.list("desc")
	e.element("材质:", o.material.in(e.english))
	e.element("风格:", o.style.in(e.english))
	e.endList()
	e.endObject()
	e.sameGoods(w, &o)
	e.word("guesswords", l.name)
	return nil
}

func (e *encoder) sameGoods(w *World, o *Offer) {
	e.list("same_goods")
	if !w.gone(o.ID) {
		e.row()
		e.title("title", o)
		e.plain("price", offerURL, o.key, ".html")
		e.plain("url", offerURL, o.key, ".html")
		e.plain("source", "1688")
		e.picture("img", o, 0)
		e.endObject()
	}
	e.endList()
}

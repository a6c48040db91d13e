package world

import (
	"cmp"
	"sync"

	"github.com/go-ali1688/ali1688/internal/splitmix"
)

// Options say which world it is.
type Options struct {
	// Seed is what everything is made from.
	Seed uint64
	// Closed leaves nothing but the listed offers and their shops.
	Closed bool
	// LongIDs gives the offers that searches find ids of eighteen digits.
	LongIDs bool
	// Taken says how many of a variant, by its sku_id, orders have taken out of stock. Nil is that nobody orders.
	Taken func(skuID int64) int64
	// Limits restrict how offers can be ordered. Nil restricts none.
	Limits *LimitBook
}

// World makes things up. It is safe for concurrent use.
type World struct {
	seed, sealKey     uint64
	closed, long      bool
	taken             func(int64) int64
	limits            *LimitBook
	words             *vocabulary
	offerIDs, shopIDs scrambler
	index             func() *index
}

// New returns the world of a seed. It takes no time: the table to search in is made by the first search.
func New(o Options) *World {
	w := &World{seed: splitmix.Mix(o.Seed + golden), closed: o.Closed, long: o.LongIDs, taken: o.Taken, limits: o.Limits,
		words: words()}
	w.sealKey = hash(w.seed, saltSeal, 0)
	w.offerIDs, w.shopIDs = newScrambler(w.seed, listedBits), newScrambler(w.seed, shopBits)
	w.index = sync.OnceValue(w.newIndex)
	return w
}

// ListedOffer returns one of the [Listed] offers that searches find, by its number.
func (w *World) ListedOffer(i int) Offer { return w.offerAt(idWindow + uint64(i)%Listed) }

// Query is a call.
type Query struct {
	Operation string
	Platform  string                   // 1688, or 1688global, which differs a little
	English   bool                     // whether words are to be translated
	Base      string                   // what addresses of pictures begin with: scheme and host; DefaultBase if empty
	Get       func(name string) string // a parameter, and the empty text where it was not sent
	Echo      func(text string) string // what may be shown of a text that the caller sent; nil is all of it
}

func (q *Query) echo(text string) string {
	if q.Echo == nil {
		return text
	}
	return q.Echo(text)
}

// Failure is a response that is none. Members may come with it all the same.
type Failure struct {
	Code   string // error_code
	Text   string // error
	Reason string
}

// nothing is the gateway's own text for an offer that is gone and a search that finds nothing.
var nothing = &Failure{"2000", "item-not-found", "商品没找到"}

// unreadable is the gateway's failure for an image that it does not take, and for what it does not hand on.
var unreadable = &Failure{"5000", "data error", "data error"}

// answers are the operations that the world answers.
var answers = map[string]func(*World, *encoder, *Query) *Failure{
	"buyer_order_list": (*World).buyerOrderList,
	"cat_get":          (*World).catGet,
	// custom refuses an API of the open platform that nobody described. Package orders answers the others.
	"custom":                  func(*World, *encoder, *Query) *Failure { return unreadable },
	"img2text":                (*World).img2text,
	"item_cat_get":            (*World).itemCatGet,
	"item_fee":                (*World).itemFee,
	"item_get":                (*World).itemGet,
	"item_get_app":            about("item", (*World).offerNumbered, (*encoder).itemGetApp),
	"item_get_company":        about("item", (*World).shopOf, (*encoder).shopCompany),
	"item_get_contact":        about("item", (*World).shopOf, (*encoder).shopContact),
	"item_get_factory":        about("item", (*World).shopOf, (*encoder).shopFactory),
	"item_get_hy":             about("", (*World).shopOf, (*encoder).shopHy),
	"item_get_pro":            (*World).itemGet,
	"item_get_shop":           about("", (*World).shopOf, (*encoder).shopShop),
	"item_get_specifications": about("item", (*World).offerNumbered, (*encoder).itemGetSpecifications),
	"item_get_strength":       about("item", (*World).shopOf, (*encoder).shopStrength),
	"item_password":           (*World).itemPassword,
	"item_review":             (*World).itemReview,
	"item_search":             (*World).itemSearch,
	"item_search_best":        (*World).itemSearchBest,
	"item_search_factory":     (*World).itemSearchFactory,
	"item_search_img":         (*World).itemSearchImg,
	"item_search_new":         (*World).itemSearchNew,
	"item_search_peerbuy":     (*World).itemSearchPeerbuy,
	"item_search_seller":      (*World).itemSearchSeller,
	"item_search_shop":        (*World).itemSearchShop,
	"item_search_suggest":     (*World).itemSearchSuggest,
	"seller_info":             about("user", (*World).asked, (*encoder).sellerInfo),
	"upload_img":              (*World).uploadImg,
}

// Knows reports whether the world answers an operation.
func Knows(operation string) bool { return answers[operation] != nil }

// Append answers a call: it appends the members of the payload, such as "item":{…}, to b, which may be empty or end
// in an open object. With a failure there may be members, too. The operation has to be one that the world [Knows],
// and the parameters have to be as the document says; what is malformed counts as not sent.
func (w *World) Append(b []byte, q Query) ([]byte, *Failure) {
	s := scratches.Get().(*scratch)
	s.query, s.encoder = q, encoder{b: b, english: q.English, base: cmp.Or(q.Base, DefaultBase)}
	failure := answers[q.Operation](w, &s.encoder, &s.query)
	b = s.encoder.b
	*s = scratch{}
	scratches.Put(s)
	return b, failure
}

// scratch holds the state of one call of Append. Both parts are reused because both escape to the heap.
type scratch struct {
	encoder encoder
	query   Query
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

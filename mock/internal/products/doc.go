// Package products responses the open platform's calls about offers, shops and categories from the seeded world, which
// the gateway's operations are answered from, too: an offer has the same price, stock, title and SKUs by both, and
// its specId can be ordered. It knows nothing of HTTP; package mock serves it.
//
//	c := products.New(w)
//	response, err := c.Call(products.Call{API: "product.search.keywordQuery", Args: args})
//
// # Languages
//
// The world has words in Chinese, English, Japanese and Korean, the languages that the documents name; any other code
// gives Chinese without an error, as live callers saw. A keyword may be in Chinese, in English or in the language of
// the call.
//
// # Made up
//
// No page lists codes of failure for an offer or a category that does not exist: OFFER_NOT_EXIST and
// CATEGORY_NOT_EXIST are guesses. Of filters those have an effect whose names the pages or real rows show:
// shipInToday, shipIn24Hours, shipIn48Hours, isOnePsale, noReason7DReturn, isSupportMix, select, 1688_yx,
// ksCiphertext. Others are ignored. A keyword that is empty lists a category, as live callers use it, and finds
// nothing without one. regionOpp, productCollectionId and snId are ignored: nobody has shown their values.
package products

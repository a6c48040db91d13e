// Package world makes up a whole 1688: categories, shops, offers with their variants, prices, stock, freight, reviews
// and pictures. It is data, and knows nothing of HTTP; package mock serves it.
//
//	w := world.New(world.Options{Seed: 1688})
//	offer, ok := w.Offer(610947572360)
//	args := url.Values{"num_iid": {"610947572360"}}
//	members, failure := w.Append(nil, world.Query{Operation: "item_get", Get: args.Get})
//
// # Derived, not stored
//
// Everything follows from the seed and an id by arithmetic, so that any entity can be made at any time without
// storing it, and one seed gives the same bytes on every machine. The clock plays no part. What is kept is a table of
// the offers that can be found by searching, of fixed size, built at the first search; however many ids are asked
// for, memory stays flat.
//
// # Consistent
//
// Ids are arithmetic, too. Every offer id belongs to exactly one shop, a shop's offers can be counted off from its
// id, and its name, the names of pictures, share links and uploaded images hold ids within. Therefore all operations
// agree: a row of a search opens in item_get with the same title and price, its seller opens in seller_info, the
// seller's list has the row.
//
// # Open and closed
//
// Searches find the [Listed] offers. Beside them every other id exists: whatever num_iid or shop a test names is
// there, and is consistent with itself. A word that no list has stands for some category, always the same. With
// [Options].Closed nothing exists but the listed offers and their shops, and such a word finds nothing: the response is
// error 2000.
//
// # Limits
//
// Texts are put together from lists of words and translated word by word: into English, and for the open platform
// into Japanese and Korean, too. Other languages of the gateway break off, as they do there. Offers never change.
// Where nobody has shown what an operation answers, or a part of it, what is here is made up: the rows of
// item_search_best, the sections of item_get_hy, tempModel, skuModel and shareModel of item_get_app, and what custom
// states about an API that nobody described.
package world

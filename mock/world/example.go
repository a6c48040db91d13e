package world

// The document's examples order the first variant of one offer. Every world has it, in enough pieces, so that a request
// copied from the document succeeds.
const (
	exampleOffer    = 554456348334
	exampleQuantity = 5
	exampleStock    = 500
)

// exampleSpec is the specId of the variant.
var exampleSpec = [2]uint64{0xb266e0726506185b, 0xeaf205cbae88530d}

// isExample reports whether a variant is the one of the document's examples.
func (o *Offer) isExample(k int) bool { return k == 0 && o.ID == exampleOffer }

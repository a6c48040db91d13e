package orders

import (
	"strings"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/refusal"
)

// Dialect chooses what the platform says where sources disagree. The zero value is the newest live source of each.
type Dialect struct {
	// Pages says what 1688's pages have where live programs saw something else: an order without a trace fails with
	// 404, one of another buyer fails preparePay inside result, an offer that is gone is 500_001.
	Pages bool
	// BizCodes has the second family of codes, FAIL_BIZ_FAIL_BIZ_…, where the page of the preview has a number. Live
	// programs expect both. Codes of the second family without a number on the page are served in either case.
	BizCodes bool
	// Split makes an order a seller, of 50 lines at most, leaves out the lines that cannot be had, and reports them
	// in failedOfferList. Without it an order is made as a whole or not at all. The page shows the members; when they
	// are filled is unknown.
	Split bool
}

const preview = "alibaba.createOrder.preview"

// refusing returns a refusal of the preview with the text of the document, in which the ids of what is refused stand
// in brackets. Live programs read them there.
func refusing(code platform.Code, offer int64, spec string) *failure {
	row, _ := refusal.Find(preview, string(code), "", platform.CodesOf(preview), platform.SharedCodes)
	text := row.Says.ZH
	if len(row.Texts) > 0 {
		text = row.Texts[0]
	}
	id := formatID(offer)
	return &failure{code, strings.NewReplacer("{offers}", id, "{offer_spec}", id+"_"+spec, "{spec}",
		spec).Replace(text)}
}

// secondFamily returns a refusal with a code of the second family. Its prefix is the one that was seen most; its text
// is not known.
func secondFamily(code platform.Code, offer int64) *failure {
	failed := refusing(code, offer, "")
	return &failure{"FAIL_BIZ_FAIL_BIZ_" + code, "商品[" + formatID(offer) + "]" + failed.message}
}

// refusedText returns a refusal that is known by its text. The code beside it is that of the example on the page of
// createCrossOrder.
func refusedText(text string) *failure { return &failure{"400", text} }

// tooManyLines has words of the page; what the platform says is not known.
var tooManyLines = refusedText("最多允许50个SKU")

// offerGone returns a refusal of an offer that does not exist. Where the id stands in the text is not known.
func (w *World) offerGone(id int64) *failure {
	if w.options.Dialect.Pages {
		return refusing(notForSale, id, "")
	}
	return refusedText("offer no exist[" + formatID(id) + "]")
}

func (w *World) belowMinimum(id int64) *failure {
	if w.options.Dialect.BizCodes {
		return secondFamily(platform.CodeBelowMinimum, id)
	}
	return refusing(tooFew, id, "")
}

// doubled returns the text as createCrossOrder has it: the example on its page repeats the text after a colon.
func (f *failure) doubled() string {
	if f.code == "400" {
		return f.message + ":" + f.message
	}
	return f.message
}

func failedOffer(c platform.OrderCargo, failed *failure) platform.FailedOffer {
	return platform.FailedOffer{
		OfferID: loose.IDOf(formatID(valueOf(c.OfferID))), SpecID: valueOf(c.SpecID),
		ErrorCode: string(failed.code), ErrorMessage: failed.message,
	}
}

// The failures that the page of the preview lists, as far as goods of this world can fail.
const (
	notForSale    = platform.CodeCreateOrderPreviewNotForSale
	severalOrNone = platform.CodeCreateOrderPreviewSeveralSellersOrNoSpec
	notItsVariant = platform.CodeCreateOrderPreviewSpecNotOfOffer
	outOfStock    = platform.CodeCreateOrderPreviewOutOfStock
	tooFew        = platform.CodeCreateOrderPreviewBelowMinimum
)

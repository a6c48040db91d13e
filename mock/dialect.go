package mock

import (
	"fmt"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/suggest"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// Dialect selects the behaviour of the open platform where sources disagree. By default the mock follows the newest
// live source.
type Dialect string

// The dialects. They can be combined.
const (
	// DialectPages follows 1688's pages where live programs observed something else. An order without a trace fails
	// with 404 (live: success and 该订单没有物流跟踪信息。); preparePay of another buyer's order fails inside result with
	// ORDER_NOT_EXIST (live: at the top with 500 and 不是自己的订单); an offer that is gone is 500_001 (live: offer no
	// exist).
	DialectPages Dialect = "pages"
	// DialectBizCodes refuses orders with the second family of codes,
	// FAIL_BIZ_FAIL_BIZ_BOOKED_LESS_THAN_LEAST_QUANTITY and so on, where the page of the preview has numbers, such as
	// 500_005. Live programs expect both.
	DialectBizCodes Dialect = "biz-codes"
	// DialectSplit makes one order a seller, leaves out unavailable lines, and reports them in failedOfferList. By
	// default an order is made completely or refused, as the page of the preview says. It is unknown when live orders
	// are split.
	DialectSplit Dialect = "split"
)

// Dialects are all dialects.
var Dialects = []Dialect{DialectPages, DialectBizCodes, DialectSplit}

// WithDialect selects dialects. An unknown one is an error.
func WithDialect(dialects ...Dialect) Option {
	return func(c *config) { c.dialects = append(c.dialects, dialects...) }
}

// checkDialects parses the names.
func (c *config) checkDialects() error {
	fields := map[Dialect]*bool{DialectPages: &c.dialect.Pages, DialectBizCodes: &c.dialect.BizCodes,
		DialectSplit: &c.dialect.Split}
	for _, d := range c.dialects {
		if fields[d] == nil {
			names := lists.Map(Dialects, func(d Dialect) string { return string(d) })
			return fmt.Errorf("mock: there is no dialect %q%s", d, exchange.DidYouMean(suggest.To(string(d), names)))
		}
		*fields[d] = true
	}
	return nil
}

package products

import (
	"slices"
	"strconv"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
	"github.com/go-json-experiment/json/jsontext"
)

// maxPage is how many offers a page has at most.
const maxPage = 50

func (q *query) byKeyword(req *platform.SearchProductsByKeywordRequest) platform.Answer {
	p := &req.OfferQueryParam
	s := world.Search{
		Keyword:    world.InChinese(strings.TrimSpace(p.Keyword), p.Country),
		Categories: categories(p.CategoryID, p.CategoryIDList),
		Low:        fenOf(valueOf(p.PriceStart)), High: fenOf(valueOf(p.PriceEnd)), Page: atLeastOne(p.BeginPage),
		Size: min(atLeastOne(p.PageSize), maxPage),
		Also: filterOf(valueOf(p.Filter), p.SaleFilterList),
	}
	s.By, s.Down = sorting(valueOf(p.Sort))
	s.Mixed = asksMixed(valueOf(p.Filter))
	var rows []world.Found
	total := 0
	if s.Keyword != "" || len(s.Categories) > 0 {
		rows, total = q.world.Find(s)
	}
	page := platform.KeywordSearchPage{
		TotalRecords: loose.IntNumber(int64(total)), TotalPage: pages(total, s.Size),
		PageSize:    loose.IntNumber(int64(s.Size)),
		CurrentPage: loose.IntNumber(int64(s.Page)),
	}
	page.Data = lists.Map(rows, func(o world.Found) platform.ProductFoundByKeyword { return q.keywordRow(&o, p.Country) })
	q.rows(len(page.Data), "result", "result", "data")
	return &platform.SearchProductsByKeywordResponse{Result: platform.KeywordSearchResult{
		Success: yes, Code: codeOK, Message: success, Result: page,
	}}
}

func pages(total, size int) loose.Int { return loose.IntNumber(int64((total + size - 1) / size)) }

// categories returns those of both arguments. An id that is not a number is no category.
func categories(one *int64, list *string) []int64 {
	var out []int64
	if valueOf(one) != 0 {
		out = append(out, *one)
	}
	for text := range strings.SplitSeq(valueOf(list), ",") {
		if text = strings.TrimSpace(text); text != "" {
			id, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				id = -1
			}
			out = append(out, id)
		}
	}
	return out
}

// sortFields are the fields of the argument sort that have an effect.
var sortFields = map[string]world.SortField{
	"price": world.ByPrice, "monthsold": world.BySales, "repurchaserate": world.ByRebuys,
}

// sorting parses the argument sort, such as {"price":"asc"}. The first known field counts. An unknown one leaves the
// platform's own order.
func sorting(text string) (by world.SortField, down bool) {
	d := jsontext.NewDecoder(strings.NewReader(text))
	if start, err := d.ReadToken(); err != nil || start.Kind() != '{' || !jsontext.Value(text).IsValid() {
		return world.Unsorted, false
	}
	for d.PeekKind() == '"' {
		name, _ := d.ReadToken() // the text is valid
		field := sortFields[strings.ToLower(name.String())]
		direction, _ := d.ReadValue()
		if field != world.Unsorted {
			return field, strings.EqualFold(string(direction), `"desc"`)
		}
	}
	return world.Unsorted, false
}

// filters are the values of the argument filter that have an effect.
var filters = map[string]func(*world.Candidate) bool{
	"shipInToday":      func(c *world.Candidate) bool { _, today := c.Shop.ShipsWithin(); return today },
	"shipIn24Hours":    func(c *world.Candidate) bool { hours, _ := c.Shop.ShipsWithin(); return hours == 24 },
	"shipIn48Hours":    func(c *world.Candidate) bool { hours, _ := c.Shop.ShipsWithin(); return hours <= 48 },
	"isOnePsale":       func(c *world.Candidate) bool { return onePiece(c.Least) },
	"noReason7DReturn": func(c *world.Candidate) bool { return returnable(c.Shop) },
	"select":           func(c *world.Candidate) bool { return c.Shop.Selected() },
	"1688_yx":          func(c *world.Candidate) bool { return handpicked(c.Shop) },
	"ksCiphertext":     func(c *world.Candidate) bool { return c.Shop.Years() > 1 },
}

// returnable reports whether goods can be sent back within seven days without a reason.
func returnable(s *world.Shop) bool { return s.Score(4) >= 40 }

// handpicked reports whether the goods of a shop are 严选.
func handpicked(s *world.Shop) bool { return s.Score(0) >= 47 }

// windows are the days of saleFilterList. Sales of shorter times are a part of those of thirty days.
var windows = map[string]func(sales int64) int64{
	"sales7": sales7, "sales14": func(n int64) int64 { return n / 2 },
	"sales30": func(n int64) int64 { return n }, "totalSales": func(n int64) int64 { return n },
}

func sales7(n int64) int64 { return n / 4 }

// mixFilter asks for offers of which lots can be mixed, which the limits of an offer state.
const mixFilter = "isSupportMix"

// asksMixed reports whether the argument filter names mixFilter.
func asksMixed(filter string) bool {
	names := strings.Split(filter, ",")
	return slices.ContainsFunc(names, func(s string) bool { return strings.TrimSpace(s) == mixFilter })
}

func filterOf(filter string, sold []platform.SaleFilterParam) func(*world.Candidate) bool {
	var tests []func(*world.Candidate) bool
	for name := range strings.SplitSeq(filter, ",") {
		if f := filters[strings.TrimSpace(name)]; f != nil {
			tests = append(tests, f)
		}
	}
	for _, p := range sold {
		if count := windows[valueOf(p.SaleType)]; count != nil {
			tests = append(tests, soldBetween(count, valueOf(p.SaleStart), valueOf(p.SaleEnd)))
		}
	}
	if len(tests) == 0 {
		return nil
	}
	return func(c *world.Candidate) bool {
		return !slices.ContainsFunc(tests, func(f func(*world.Candidate) bool) bool { return !f(c) })
	}
}

func soldBetween(count func(int64) int64, start, end string) func(*world.Candidate) bool {
	from, _ := strconv.ParseInt(start, 10, 64)
	to, err := strconv.ParseInt(end, 10, 64)
	return func(c *world.Candidate) bool { n := count(c.Sales); return n >= from && (err != nil || n <= to) }
}

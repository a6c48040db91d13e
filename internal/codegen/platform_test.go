package codegen

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestPlatform goes the whole way of a document with signed forms.
func TestPlatform(t *testing.T) {
	made := files(t, source(t, "openplatform", tinyPlatform, tinyPlatformOverlay))
	assert.Equal(t, []string{
		"generated/platform/answers.gen.go", "generated/platform/codes.gen.go", "generated/platform/operations.gen.go",
		"generated/platform/platform.gen.go", "internal/arguments/zz_rules.gen.go", "openplatform/zz_oauth.gen.go",
		"openplatform/zz_services.gen.go", "openplatform/zz_trade.gen.go",
	}, slices.Sorted(maps.Keys(made)))
	holds(t, made, []struct{ path, text string }{
		{"generated/platform/platform.gen.go", `
// The known values of WayToPay. Others may come.
const (
	// WayToPayCredit means 诚e赊, on credit.
	WayToPayCredit WayToPay = 2
	// WayToPayAlipay means 支付宝, Alipay.
	WayToPayAlipay WayToPay = 1
)
`},
		{"generated/platform/platform.gen.go", `
	// The way of paying.
	Way loose.Enum[WayToPay] 'json:"way,omitempty,omitzero"'

	// The amount.
	//
	// Unit: 分 (fen, a hundredth of a yuan).
	Amount loose.Fen 'json:"amount,omitempty,omitzero"'
`},
		{"generated/platform/platform.gen.go", "\t// Example: 202711458975969812\n\tOrderID int64 'json:\"orderId\"'\n"},
		{"generated/platform/platform.gen.go", "\tIcon *Icon 'json:\"icon,omitempty\"'\n"},
		{"generated/platform/answers.gen.go", "var _ Answer = (*PayResponse)(nil)\n"},
		{"generated/platform/answers.gen.go", "\tcase \"order.pay\":\n\t\treturn new(PayRequest)\n"},
		{"generated/platform/answers.gen.go", "func (*PayResponse) Operation() *Operation { return &opPay }\n"},
		{"generated/platform/operations.gen.go", "\t&opPay,\n"},
		{"generated/platform/codes.gen.go", `
	// CodeUnauthorized means 需要授权: The token has ended. Get another.
	CodeUnauthorized Code = "401"
`},
		{"generated/platform/codes.gen.go", `
	// CodePayNoMoney means 余额不足 of order.pay: There is no money. Pay in.
	CodePayNoMoney Code = "NO_MONEY"
`},
		{"generated/platform/codes.gen.go",
			`{Code: "BUSY", Match: refusal.End, Operations: []string{"order.list"}, Retry: "later", Action: "wait", Evidence: ` +
				`"inferred",`},
		{"generated/platform/operations.gen.go", `
		Name: "getToken", Namespace: "system.oauth2", Version: "1", Protocol: "http",
		Service: "oauth", Family: "user", Effect: "read", Evidence: "official", Public: true, Unsigned: true, InQuery: true,
		Summary: "Get a token",
		Payload: []string{"access_token"},
		Levels: []Level{
			{Kinds: []string{"object"}, Members: []string{"access_token"}},
`},
		{"generated/platform/operations.gen.go", `
			{Name: "ids", Type: "array", Joined: true},
			{Name: "query", Type: "object", Required: true, JSON: true},
`},
		{"generated/platform/operations.gen.go", `Evidence: "official", Personal: true,`},
		{"generated/platform/operations.gen.go", `
		Outcome: Outcome{
			Success: []string{"success"},
			Message: []string{"message"},
			Failed:  []string{"failed"},
			Proof:   []string{"result.paid"},
		},
`},
		{"generated/platform/operations.gen.go",
			"\t\t\t{Kinds: []string{\"boolean\", \"object\"}, Members: []string{\"paid\"}},\n"},
		{"internal/arguments/zz_rules.gen.go", "\t{\"order.list\", "},
		{"internal/arguments/zz_rules.gen.go", `{kind: "string", enum: []string{"1", "2"}},`},
		{"internal/arguments/zz_rules.gen.go", `maxItems: 20},`},
		{"internal/arguments/zz_rules.gen.go", `{kind: "integer", min: &limit{0}},`},
		{"openplatform/zz_services.gen.go", `
	// Trade has 2 calls, such as [TradeService.List].
	Trade *TradeService
`},
		{"openplatform/zz_services.gen.go", "\ts.OAuth = &OAuthService{c}\n"},
	})
	assert.NotContains(t, made["generated/platform/codes.gen.go"], "CodeStockText",
		"words that a message contains are no code")
	assert.NotContains(t, made["openplatform/zz_oauth.gen.go"], `"iter"`)
}

// TestPlatformPages prints an iterator that begins at the first page of the document, which is 0 here.
func TestPlatformPages(t *testing.T) {
	made := files(t, source(t, "openplatform", tinyPlatform, tinyPlatformOverlay))
	holds(t, made, []struct{ path, text string }{
		{"openplatform/zz_trade.gen.go", `
func (s *TradeService) ListAll(ctx context.Context, req *platform.TradeListRequest) iter.Seq2[platform.Row, error] {
	origin := int64(0)
	first := origin
	if req != nil && req.Query.Page != nil {
		first = int64(*req.Query.Page)
	}
`},
		{"openplatform/zz_trade.gen.go", `
		asked := copied(req)
		holder := copied(&asked.Query)
		holder.Page = Ptr(page)
		asked.Query = *holder
		answer, err := s.List(ctx, asked)
		if answer == nil {
			return nil, 0, err
		}
		return answer.Result.Rows, count(answer.Result.Total), err
`},
		{"openplatform/zz_trade.gen.go", "// It changes nothing.\n"},
		{"openplatform/zz_trade.gen.go", "// Pay pays an order: order.pay.\n"},
		{"openplatform/zz_trade.gen.go", "// It is sent once and never repeated."},
	})
	other := files(t, source(t, "openplatform", strings.Replace(tinyPlatform, "first: 0", "first: 7", 1),
		tinyPlatformOverlay))
	assert.Contains(t, other["openplatform/zz_trade.gen.go"], "origin := int64(7)\n")
}

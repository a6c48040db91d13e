package publicclients_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
	"github.com/go-ali1688/ali1688/mock"
)

const (
	appKey    = "1000000"
	appSecret = "app_secret_of_test"
)

// TestPrograms runs programs that send what public clients send. A program ends with an error if a response lacks a
// member that the client reads.
func TestPrograms(t *testing.T) {
	const (
		datePattern = "_aop_datePattern is a system parameter of the provider's SDKs that the document does not have"
		parts       = "the body is multipart/form-data; the document has application/x-www-form-urlencoded"
		keyInForm   = "the key is in the form; the document has it in the query"
	)
	for _, tt := range []struct {
		client, program, file string
		args                  []string
		deviations            []string
	}{
		{"the platform's PHP SDK", "php", "official_platform.php", nil, []string{
			datePattern,
			"cargoParamList is one object; the document has a list",
			"getToken was called under param2; the document has http",
			"isHis is empty; the document leaves an absent value out",
			"need_refresh_token is text; the document has true or false",
			"refreshToken is the spelling of the official PHP SDK; the document has refresh_token",
		}},
		{"javareact/alibaba-open", "php", "javareact.php", nil, []string{parts}},
		{"the gateway's PHP SDK", "php", "official_gateway.php", nil, []string{keyInForm}},
		{"lxq73061/onebound-api-sdk", "php", "official_gateway.php", []string{"older"}, []string{
			"/<platform>/api_call.php is the address of the older gateway; whether it still answers is unknown", keyInForm,
		}},
		{"the platform's Python SDK", "python3", "official_platform.py", nil, []string{
			"addressParam/addressId is text; the document has a number",
			"addressParam/districtCode is empty; the document leaves an absent value out",
			"addressParam/fullName is empty; the document leaves an absent value out",
			"cargoParamList/0/offerId is text; the document has a number",
			"cargoParamList/0/quantity is text; the document has a number",
		}},
		{"dawnquake/alibaba1688", "python3", "dawnquake.py", nil, []string{
			"offerDetailParam is JSON in single quotes; the document has double quotes",
			"offerDetailParam/offerId is text; the document has a number",
			"offerQueryParam is JSON in single quotes; the document has double quotes",
			"offerQueryParam/beginPage is text; the document has a number",
			"offerQueryParam/pageSize is text; the document has a number",
		}},
		{"panyy0", "python3", "panyy0.py", nil, nil},
		{"KevinKWZheng/1688-API", "node", "kevinkwzheng.mjs", nil, nil},
		{"euchs-new", "node", "euchs.mjs", nil, []string{
			"addressParam/addressId is text; the document has a number",
			"cargoParamList/0/offerId is text; the document has a number",
			"offerDetailParam/offerId is text; the document has a number",
			"orderIdList/0 is text; the document has a number",
		}},
	} {
		t.Run(tt.client, func(t *testing.T) {
			testenv.Program(t, strings.TrimSuffix(tt.program, "3"), tt.program)
			gw := serve(t)
			args := append([]string{"testdata/" + tt.file, gw.url}, append(gw.cargo(t), tt.args...)...)
			cmd := exec.CommandContext(t.Context(), tt.program, args...)
			out, err := cmd.CombinedOutput()
			require.NoError(t, err, "%s", out)
			assert.Equal(t, tt.deviations, gw.deviations())
		})
	}
}

// gateway is a mock that does not fail the test for an operation that a client calls and no document describes.
type gateway struct {
	*mock.Gateway
	url string
}

// quiet is a test that is not failed.
type quiet struct{ testing.TB }

func (quiet) Errorf(string, ...any) {}

func serve(t *testing.T) *gateway {
	t.Helper()
	gw := mock.New(quiet{t}, mock.WithApp(appKey, appSecret))
	return &gateway{gw, gw.URL()}
}

// cargo returns the application and an offer, a variant and a quantity that can be ordered.
func (g *gateway) cargo(t *testing.T) []string {
	t.Helper()
	for i := range 200 {
		offer := g.World().ListedOffer(i)
		goods := offer.Goods()
		for _, v := range goods.Variants {
			if v.Stock > 4*goods.Least {
				return []string{appKey, appSecret, strconv.FormatInt(goods.OfferID, 10), v.SpecID,
					strconv.FormatInt(goods.Least, 10)}
			}
		}
	}
	t.Fatal("no offer has enough stock")
	return nil
}

// deviations returns the texts of all deviations, each once, sorted.
func (g *gateway) deviations() []string {
	var out []string
	for _, r := range g.Requests() {
		for _, d := range r.Deviations {
			out = append(out, d.Text)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestGo sends what wzhsh90/go1688 sends, and decodes the view of an order as it does.
func TestGo(t *testing.T) {
	gw := serve(t)
	cargo := gw.cargo(t)[2:]
	lines, err := json.Marshal([]map[string]any{{"offerId": json.Number(cargo[0]), "specId": cargo[1],
		"quantity": json.Number(cargo[2])}})
	require.NoError(t, err)
	var made struct {
		Success bool
		Result  struct{ OrderID string }
	}
	gw.post(t, "com.alibaba.trade/alibaba.trade.fastCreateOrder", url.Values{
		"flow": {"general"}, "addressParam": {`{"addressId":1}`}, "cargoParamList": {string(lines)},
	}, &made)
	require.True(t, made.Success)

	var view struct {
		Success string
		Result  struct {
			BaseInfo struct {
				ID                  uint64
				IDOfStr, Status     string
				TotalAmount         float64
				SellerLoginID       string
				CreateTime, PayTime string
			}
			ProductItems []struct {
				SkuID    uint64
				Quantity float64
			}
		}
	}
	gw.post(t, "com.alibaba.trade/alibaba.trade.get.buyerView",
		url.Values{"webSite": {"1688"}, "orderId": {made.Result.OrderID}}, &view)
	assert.Equal(t, "true", view.Success)
	assert.Equal(t, made.Result.OrderID, view.Result.BaseInfo.IDOfStr)
	assert.Equal(t, "waitbuyerpay", view.Result.BaseInfo.Status)
	assert.Positive(t, view.Result.BaseInfo.TotalAmount)
	assert.NotEmpty(t, view.Result.ProductItems)
	assert.Empty(t, gw.deviations())
}

func (g *gateway) post(t *testing.T, api string, form url.Values, to any) {
	t.Helper()
	path := "param2/1/" + api + "/" + appKey
	form.Set("access_token", "token_of_test")
	form.Set("_aop_timestamp", strconv.FormatInt(time.Now().UnixMilli(), 10))
	var pairs []string
	for name := range form {
		pairs = append(pairs, name+form.Get(name))
	}
	slices.Sort(pairs)
	mac := hmac.New(sha1.New, []byte(appSecret))
	mac.Write([]byte(path + strings.Join(pairs, "")))
	form.Set("_aop_signature", strings.ToUpper(hex.EncodeToString(mac.Sum(nil))))
	rsp, err := http.PostForm(g.url+"/openapi/"+path, form)
	require.NoError(t, err)
	defer func() { _ = rsp.Body.Close() }()
	require.NoError(t, json.NewDecoder(rsp.Body).Decode(to))
}

package loose_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"testing"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
)

const recording = "../evidence/recordings/item_get/01-639741530227-lang-ko-2021.json"

// recorded returns the recorded response of item_get without white space, as it
// came over the wire.
func recorded(tb testing.TB) []byte {
	tb.Helper()
	body, err := os.ReadFile(recording)
	if os.IsNotExist(err) {
		tb.Skipf("NOT RUN: the recording %s is missing", recording)
	}
	require.NoError(tb, err)
	var compact bytes.Buffer
	require.NoError(tb, json.Compact(&compact, body))
	return compact.Bytes()
}

// plainAnswer fits the recording and no other response: a total_price of "" breaks it.
type plainAnswer struct {
	Item          plainItem         `json:"item"`
	Error         string            `json:"error"`
	Reason        string            `json:"reason"`
	ErrorCode     string            `json:"error_code"`
	Cache         int               `json:"cache"`
	APIInfo       string            `json:"api_info"`
	ExecutionTime float64           `json:"execution_time"`
	ServerTime    string            `json:"server_time"`
	CallArgs      map[string]string `json:"call_args"`
	RequestID     string            `json:"request_id"`
}

type plainItem struct {
	NumIID          string      `json:"num_iid"`
	Title           string      `json:"title"`
	DescShort       string      `json:"desc_short"`
	Price           string      `json:"price"`
	TotalPrice      float64     `json:"total_price"`
	SuggestivePrice string      `json:"suggestive_price"`
	OrginalPrice    string      `json:"orginal_price"`
	Nick            string      `json:"nick"`
	Num             string      `json:"num"`
	DetailURL       string      `json:"detail_url"`
	PicURL          string      `json:"pic_url"`
	Brand           string      `json:"brand"`
	BrandID         string      `json:"brandId"`
	RootCatID       string      `json:"rootCatId"`
	CID             string      `json:"cid"`
	Desc            string      `json:"desc"`
	ItemImgs        []plainImg  `json:"item_imgs"`
	ItemWeight      string      `json:"item_weight"`
	PostFee         string      `json:"post_fee"`
	ExpressFee      string      `json:"express_fee"`
	EMSFee          string      `json:"ems_fee"`
	ShippingTo      string      `json:"shipping_to"`
	Video           []plainImg  `json:"video"`
	SampleID        string      `json:"sample_id"`
	PropsName       string      `json:"props_name"`
	PropImgs        plainImgs   `json:"prop_imgs"`
	PropertyAlias   string      `json:"property_alias"`
	Props           []plainProp `json:"props"`
	TotalSold       string      `json:"total_sold"`
	Scale           string      `json:"scale"`
	SellUnit        string      `json:"sellUnit"`
	SKUs            struct {
		SKU []plainSKU `json:"sku"`
	} `json:"skus"`
	SellerID     string            `json:"seller_id"`
	Sales        int               `json:"sales"`
	ShopID       string            `json:"shop_id"`
	PropsList    map[string]string `json:"props_list"`
	SellerInfo   plainSeller       `json:"seller_info"`
	Tmall        string            `json:"tmall"`
	DataFrom     string            `json:"data_from"`
	Error        string            `json:"error"`
	Unit         string            `json:"unit"`
	IsSupportMix *string           `json:"is_support_mix"`
	MixAmount    *string           `json:"mix_amount"`
	MixBegin     *string           `json:"mix_begin"`
	MixNumber    *string           `json:"mix_number"`
	MinNum       string            `json:"min_num"`
	PropsImg     map[string]string `json:"props_img"`
	SalesData    string            `json:"sales_data"`
	Location     string            `json:"location"`
	DescImg      []string          `json:"desc_img"`
}

type plainImg struct {
	URL        string `json:"url"`
	Properties string `json:"properties"`
}

type plainImgs struct {
	PropImg []plainImg `json:"prop_img"`
}

type plainProp struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type plainSKU struct {
	Price          string  `json:"price"`
	TotalPrice     float64 `json:"total_price"`
	Sales          string  `json:"sales"`
	Properties     string  `json:"properties"`
	PropertiesName string  `json:"properties_name"`
	Quantity       string  `json:"quantity"`
	SKUID          string  `json:"sku_id"`
	SpecID         string  `json:"spec_id"`
}

type plainSeller struct {
	Nick      string `json:"nick"`
	UserNumID string `json:"user_num_id"`
	SID       string `json:"sid"`
	Title     string `json:"title"`
	Zhuy      string `json:"zhuy"`
	ShopName  string `json:"shop_name"`
}

// BenchmarkItemGet compares the ways to decode a recorded response of 24 KB, into plain structs and into the type of
// the client. With encoding/json loose types should cost no more than plain ones; Unmarshal should be twice as fast
// as that.
func BenchmarkItemGet(b *testing.B) {
	body := recorded(b)
	decoders := []struct {
		name   string
		decode func() error
	}{
		{"plain-v1", func() error { return json.Unmarshal(body, new(plainAnswer)) }},
		{"loose-v1", func() error { return json.Unmarshal(body, new(gateway.ItemGetResponse)) }},
		{"plain-v2", func() error { return jsonv2.Unmarshal(body, new(plainAnswer)) }},
		{"loose-v2", func() error { return loose.Unmarshal(body, new(gateway.ItemGetResponse)) }},
	}
	for _, d := range decoders {
		b.Run(d.name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if err := d.decode(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkItemGetEncode compares the ways to encode the same response.
func BenchmarkItemGetEncode(b *testing.B) {
	var plain plainAnswer
	var answer gateway.ItemGetResponse
	body := recorded(b)
	require.NoError(b, json.Unmarshal(body, &plain))
	require.NoError(b, loose.Unmarshal(body, &answer))
	encoders := []struct {
		name   string
		encode func() ([]byte, error)
	}{
		{"plain-v1", func() ([]byte, error) { return json.Marshal(&plain) }},
		{"loose-v1", func() ([]byte, error) { return json.Marshal(&answer) }},
		{"loose-v2", func() ([]byte, error) { return loose.Marshal(&answer) }},
	}
	for _, e := range encoders {
		b.Run(e.name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.encode(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkScalar decodes an array of ten values of one kind.
func BenchmarkScalar(b *testing.B) {
	ten := func(value string) []byte {
		return []byte("[" + value + string(bytes.Repeat([]byte(","+value), 9)) + "]")
	}
	inputs := []struct{ name, value string }{
		{"string", `"639741530227"`},
		{"chinese", `"深圳市华造实业有限公司"`},
		{"escaped", `"\/\/cbu01.alicdn.com\/img"`},
		{"number", `639741530227`},
		{"null", `null`},
		{"empty", `[]`},
	}
	for _, in := range inputs {
		body := ten(in.value)
		b.Run(in.name, func(b *testing.B) {
			var got [10]loose.Text
			b.ReportAllocs()
			for b.Loop() {
				if err := loose.Unmarshal(body, &got); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkAmount decodes a list of ten prices into each type of number: an amount may cost no more than another
// number.
func BenchmarkAmount(b *testing.B) {
	body := []byte(`["39.00","39.00","39.00","39.00","39.00",39,39,39,39,39]`)
	b.Run("Decimal", func(b *testing.B) { benchmarkInto(b, body, new([10]loose.Decimal)) })
	b.Run("Yuan", func(b *testing.B) { benchmarkInto(b, body, new([10]loose.Yuan)) })
	b.Run("Int", func(b *testing.B) { benchmarkInto(b, body, new([10]loose.Int)) })
	b.Run("Fen", func(b *testing.B) { benchmarkInto(b, body, new([10]loose.Fen)) })
}

func benchmarkInto(b *testing.B, body []byte, v any) {
	b.ReportAllocs()
	for b.Loop() {
		if err := loose.Unmarshal(body, v); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead measures the accessors.
func BenchmarkRead(b *testing.B) {
	price, count, stock := loose.YuanOf("39.00"), loose.CountOf("1.2万+"), loose.IntOf("55876")
	b.Run("Fen", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			price.Fen()
		}
	})
	b.Run("Count", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			count.Int64()
		}
	})
	b.Run("Int64", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			stock.Int64()
		}
	})
}

// BenchmarkDecoder decodes the recorded item_get into the client's type: as Unmarshal does, with a Decoder, and with a
// Decoder where one member does not fit.
func BenchmarkDecoder(b *testing.B) {
	fits := recorded(b)
	misfit := bytes.Replace(fits, []byte(`"item":{`), []byte(`"item":{"skus":{"sku":[1]},`), 1)
	require.NotEqual(b, fits, misfit)
	for _, c := range []struct {
		name   string
		body   []byte
		decode func([]byte, any) error
	}{
		{"unmarshal", fits, loose.Unmarshal},
		{"decoder", fits, decodeTolerant},
		{"decoder, a misfit", misfit, decodeTolerant},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.body)))
			b.ReportAllocs()
			for b.Loop() {
				if err := c.decode(c.body, new(gateway.ItemGetResponse)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func decodeTolerant(body []byte, v any) error {
	_, err := loose.Decoder{}.Decode(context.Background(), body, v)
	return err
}

package loose_test

import (
	"fmt"

	"github.com/go-ali1688/ali1688/loose"
)

func Example() {
	type seller struct {
		Nick loose.Text `json:"nick,omitzero"`
	}
	type item struct {
		NumIID loose.ID               `json:"num_iid,omitzero"`
		Price  loose.Yuan             `json:"price,omitzero"`
		Total  loose.Yuan             `json:"total_price,omitzero"`
		Sales  loose.Count            `json:"sales,omitzero"`
		Imgs   loose.List[loose.Text] `json:"imgs,omitzero"`
		Props  loose.Map[loose.Text]  `json:"props,omitzero"`
		Seller loose.Object[seller]   `json:"seller_info,omitzero"`
	}
	body := `{"num_iid":639741530227,"price":"5.40","total_price":0,"sales":"2000+","imgs":"a.jpg","props":[]}`
	var it item
	if err := loose.Unmarshal([]byte(body), &it); err != nil {
		fmt.Println(err)
		return
	}
	fen, _ := it.Price.Fen()
	sales, _ := it.Sales.Int64()
	fmt.Println(it.NumIID, fen, it.Total, sales, it.Sales.Approx(), it.Imgs[0], it.Props.Len())
	fmt.Printf("%q\n", it.Seller.Value().Nick.String())

	encoded, _ := loose.Marshal(it)
	fmt.Println(string(encoded))
	// Output:
	// 639741530227 540 0 2000 true a.jpg 0
	// ""
	// {"num_iid":639741530227,"price":"5.40","total_price":0,"sales":"2000+","imgs":["a.jpg"],"props":[]}
}

func ExampleYuan() {
	for _, in := range []string{`"5.40"`, `0`, `""`, `"12-30"`} {
		var price loose.Yuan
		if err := loose.Unmarshal([]byte(in), &price); err != nil {
			fmt.Println(err)
		}
		fen, ok := price.Fen()
		fmt.Printf("%q %q %t\n", price.String(), fen.String(), ok)
	}
	// Output:
	// "5.40" "540" true
	// "0" "0" true
	// "" "" false
	// "12-30" "" false
}

func ExampleDecimalNumber() {
	b, _ := loose.Marshal([]loose.Decimal{loose.DecimalOf("5.40"), loose.DecimalNumber("5.40")})
	fmt.Println(string(b))
	// Output: ["5.40",5.40]
}

func ExampleID() {
	var ids []loose.ID
	_ = loose.Unmarshal([]byte(`["639741530227",9223372036854775807,6.39741530227e11,"b2b-22066"]`), &ids)
	for _, id := range ids {
		n, ok := id.Int64()
		fmt.Println(id, n, ok)
	}
	// Output:
	// 639741530227 639741530227 true
	// 9223372036854775807 9223372036854775807 true
	// 639741530227 639741530227 true
	// b2b-22066 0 false
}

func ExampleCount() {
	for _, text := range []string{"7000", "2000+", "1.2万", "已售300+"} {
		count := loose.CountOf(text)
		n, _ := count.Int64()
		fmt.Println(n, count.Approx())
	}
	// Output:
	// 7000 false
	// 2000 true
	// 12000 true
	// 300 true
}

func ExampleBool() {
	for _, in := range []string{`"1"`, `false`, `""`} {
		var b loose.Bool
		_ = loose.Unmarshal([]byte(in), &b)
		fmt.Println(b.Bool())
	}
	// Output:
	// true true
	// false true
	// false false
}

func ExampleList() {
	for _, in := range []string{`["a","b"]`, `"a"`, `{"0":"a","2":"c"}`, `""`} {
		var list loose.List[loose.Text]
		_ = loose.Unmarshal([]byte(in), &list)
		fmt.Println(len(list), list)
	}
	// Output:
	// 2 [a b]
	// 1 [a]
	// 2 [a c]
	// 0 []
}

func ExampleMap() {
	var props loose.Map[loose.Text]
	_ = loose.Unmarshal([]byte(`{"0:1":"red","0:0":"white"}`), &props)
	for key, value := range props.All() {
		fmt.Println(key, value)
	}
	// Output:
	// 0:1 red
	// 0:0 white
}

func ExampleObject() {
	type seller struct {
		Nick loose.Text `json:"nick"`
	}
	var info loose.Object[seller]
	_ = loose.Unmarshal([]byte(`[]`), &info)
	_, ok := info.Get()
	fmt.Printf("%t %q %v\n", ok, info.Value().Nick.String(), info.Form())
	// Output: false "" array
}

func ExampleUnmarshal() {
	var answer struct {
		Item struct {
			Price loose.Yuan `json:"price"`
		} `json:"item"`
	}
	fmt.Println(loose.Unmarshal([]byte(`{"item":{"price":{"min":"5.40"}}}`), &answer))
	// Output: loose.Yuan: want a number or text, got an object at "/item/price"
}

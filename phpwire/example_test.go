package phpwire_test

import (
	"fmt"

	"github.com/go-ali1688/ali1688/phpwire"
)

func ExampleDecode() {
	body := []byte(`a:1:{s:4:"item";a:2:{s:5:"title";s:6:"淘宝";s:5:"price";d:5.4;}}`)
	v, err := phpwire.Decode(phpwire.Serialize, body)
	if err != nil {
		fmt.Println(err)
		return
	}
	item, _ := v.Get("item")
	for key, value := range item.All() {
		fmt.Println(key, value.Kind(), value.Str())
	}
	// Output:
	// title string 淘宝
	// price float
}

func ExampleEncode() {
	v := phpwire.Map(
		phpwire.Pair("title", phpwire.String("淘宝/1688")),
		phpwire.Pair("images", phpwire.List(phpwire.String("a.jpg"))),
		phpwire.Pair("props", phpwire.List()),
	)
	for _, f := range []phpwire.Format{phpwire.JSON, phpwire.JSONU, phpwire.XML, phpwire.Serialize} {
		body, err := phpwire.Encode(f, v)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s:\n%s\n", f, body)
	}
	// Output:
	// json:
	// {"title":"\u6dd8\u5b9d\/1688","images":["a.jpg"],"props":[]}
	// jsonu:
	// {"title":"淘宝\/1688","images":["a.jpg"],"props":[]}
	// xml:
	// <?xml version="1.0" encoding="utf-8"?>
	// <root><title>淘宝/1688</title><images><item id="0">a.jpg</item></images><props></props></root>
	// serialize:
	// a:3:{s:5:"title";s:11:"淘宝/1688";s:6:"images";a:1:{i:0;s:5:"a.jpg";}s:5:"props";a:0:{}}
}

func ExampleToJSON() {
	body := []byte(`array (
  'item' =>
  array (
    0 => 'a',
    2 => 'c',
  ),
)`)
	json, err := phpwire.ToJSON(phpwire.VarExport, body)
	fmt.Printf("%s %v\n", json, err)
	// Output: {"item":{"0":"a","2":"c"}} <nil>
}

func ExampleMap() {
	list := phpwire.Map(phpwire.Pair("0", phpwire.Int(5)), phpwire.At(1, phpwire.Int(6)))
	hole := phpwire.Map(phpwire.At(0, phpwire.Int(5)), phpwire.At(2, phpwire.Int(6)))
	fmt.Println(list.IsList(), hole.IsList())
	// Output: true false
}

func ExampleLosses() {
	for _, loss := range phpwire.Losses() {
		if loss.Format == phpwire.JSON {
			fmt.Printf("%s: %s becomes %s\n", loss.Format, loss.What, loss.Becomes)
		}
	}
	// Output:
	// json: an empty object becomes an empty array, for PHP has no other
	// json: a float without a fraction becomes an int
	// json: minus zero becomes the int 0
	// json: INF and NAN becomes an error
	// json: bytes that are not UTF-8 becomes an error
}

package phpwire_test

import (
	"fmt"

	"github.com/go-ali1688/ali1688/phpwire"
)

// The order of keys counts, as for PHP's ===.
func ExampleEqual() {
	a := phpwire.Map(phpwire.Pair("price", phpwire.String("39.00")), phpwire.Pair("num", phpwire.Int(2)))
	b := phpwire.Map(phpwire.Pair("num", phpwire.Int(2)), phpwire.Pair("price", phpwire.String("39.00")))
	fmt.Println(phpwire.Equal(a, a), phpwire.Equal(a, b))
	// Output: true false
}

// One value in all formats.
func ExampleFormats() {
	v := phpwire.Map(phpwire.Pair("title", phpwire.String("女装")))
	for _, f := range phpwire.Formats() {
		if f == phpwire.XML || f == phpwire.VarExport { // of several lines
			continue
		}
		text, err := phpwire.Encode(f, v)
		if err != nil {
			panic(err)
		}
		fmt.Println(f, string(text))
	}
	// Output:
	// json {"title":"\u5973\u88c5"}
	// jsonu {"title":"女装"}
	// serialize a:1:{s:5:"title";s:6:"女装";}
}

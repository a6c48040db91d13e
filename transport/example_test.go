package transport_test

import (
	"fmt"

	"github.com/go-ali1688/ali1688/transport"
)

// What PHP puts around its JSON.
func ExampleUnwrap() {
	w := transport.Unwrap([]byte("\xef\xbb\xbf<br />\n<b>Notice</b>: Undefined index<br />\n{\"item\":{}}"))
	fmt.Println(w.BOM, w.GBK, len(w.Before) > 0, string(w.JSON))
	// Output: true false true {"item":{}}
}

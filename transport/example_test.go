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

// An address that is safe to log.
func ExampleRedactor_Text() {
	r := transport.NewRedactor("my-key", "my-secret")
	fmt.Println(r.Text("GET /1688/item_get/?key=my-key&secret=my-secret&num_iid=1"))
	// Output: GET /1688/item_get/?key=REDACTED&secret=REDACTED&num_iid=1
}

// Command bare makes a call with net/http and encoding/json alone.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
)

func main() {
	rsp, err := http.Get("http://127.0.0.1:1688/")
	if err != nil {
		fmt.Println(err)
		return
	}
	var v any
	fmt.Println(json.NewDecoder(rsp.Body).Decode(&v), v)
}

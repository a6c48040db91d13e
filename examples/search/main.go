// Command search writes the offers that a search finds as CSV: search 女装 200 > offers.csv for the first 200. It repeats
// what passes, and after another error names the page to go on from.
package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"log"
	"os"
	"strconv"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
)

func main() {
	if len(os.Args) < 2 {
		log.Fatal("usage: search WORDS [ROWS] [FIRST PAGE]")
	}
	client, err := ali1688.New(os.Getenv("ALI1688_KEY"), os.Getenv("ALI1688_SECRET"),
		ali1688.WithRetries(&apiclient.Retries{}))
	if err == nil {
		err = search(context.Background(), client, os.Args[1], number(2, 200), number(3, 1), os.Stdout)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// number returns an argument of the command.
func number(i int, otherwise int64) int64 {
	if len(os.Args) > i {
		if n, err := strconv.ParseInt(os.Args[i], 10, 64); err == nil {
			return n
		}
	}
	return otherwise
}

func search(ctx context.Context, client *ali1688.Client, words string, rows, page int64, out io.Writer) error {
	w := csv.NewWriter(out)
	defer w.Flush()
	_ = w.Write([]string{"id", "title", "price", "sales", "seller"}) // Error has it
	params := &gateway.ItemSearchParams{Q: words, Page: &page}
	for row, err := range client.ItemSearchAll(ctx, params) {
		if err != nil || rows == 0 {
			return err // "page 7: …"
		}
		_ = w.Write([]string{row.NumIID.String(), row.Title, row.Price.String(), fmt.Sprint(row.Sales), row.SellerNick})
		rows--
	}
	w.Flush()
	return w.Error()
}

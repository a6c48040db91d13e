// Command monitor writes the cheapest price in stock of every offer whose id or address is a line of its input, as CSV,
// four requests at once and 1000 a day. It repeats what passes, and names in the last column what went wrong.
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"io"
	"log"
	"os"
	"sync"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/links"
)

func main() {
	client, err := ali1688.New(os.Getenv("ALI1688_KEY"), os.Getenv("ALI1688_SECRET"),
		ali1688.WithRetries(&apiclient.Retries{}), ali1688.WithBudget(apiclient.Budget{PerDay: 1000}),
		ali1688.WithLimiter(&apiclient.Limits{All: apiclient.Limit{AtOnce: 4}}))
	if err == nil {
		err = monitor(context.Background(), client, os.Stdin, os.Stdout)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func monitor(ctx context.Context, client *ali1688.Client, in io.Reader, out io.Writer) error {
	w, lines, all, one := csv.NewWriter(out), bufio.NewScanner(in), new(sync.WaitGroup), new(sync.Mutex)
	for lines.Scan() {
		line := lines.Text()
		all.Go(func() {
			r := row(ctx, client, line)
			one.Lock()
			defer one.Unlock()
			_ = w.Write(r) // Error has it
		})
	}
	all.Wait()
	w.Flush()
	return cmp.Or(w.Error(), lines.Err())
}

func row(ctx context.Context, client *ali1688.Client, line string) []string {
	id, _ := links.OfferID(line)
	response, err := client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: cmp.Or(id, line)})
	if err != nil {
		return []string{line, "", "", err.Error()}
	}
	if v, ok := ali1688.Cheapest(ali1688.Variants(&response.Item)); ok {
		return []string{line, response.Item.Title, v.Price.String(), ""}
	}
	return []string{line, response.Item.Title, response.Item.Price.String(), "no variant is in stock"}
}

// Command fleet shares the offers of a list among workers on any number of machines, which keep one limit and one
// budget together. Start work as often as you like; run.sh starts four on this machine.
//
//	fleet add < ids.txt
//	fleet work
//	fleet collect out.ndjson
//
// The account is read from ALI1688_KEY and ALI1688_SECRET, the address of Redis from ALI1688_REDIS.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"os/signal"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/fleet"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/redisstore"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, append(os.Args[1:], "", "")); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, args []string) error {
	rdb, err := redisstore.Connect(os.Getenv("ALI1688_REDIS"))
	if err != nil {
		return err
	}
	batch := fleet.New(rdb, "offers", fleet.Options{})
	switch args[0] {
	case "add":
		var ids []string
		for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
			ids = append(ids, lines.Text())
		}
		added, err := batch.Add(ctx, ids...)
		fmt.Println(added, "added")
		return err
	case "work":
		client, err := newClient(redisstore.New(rdb, redisstore.Options{}))
		if err != nil {
			return err
		}
		return batch.Work(ctx, 4, func(ctx context.Context, id string) (any, error) {
			response, err := client.ItemGet(ctx, &gateway.ItemGetParams{NumIID: id})
			if err != nil {
				return nil, err
			}
			return map[string]any{"title": response.Item.Title, "price": response.Item.Price}, nil
		})
	case "collect":
		return batch.Collect(ctx, args[1])
	}
	return errors.New("usage: fleet add | work | collect FILE")
}

// newClient returns a client of which all together make at most 10 requests at once, 50 in a second and 10,000 a day.
func newClient(shared *redisstore.Store) (*ali1688.Client, error) {
	options := []ali1688.Option{
		ali1688.WithLimiter(shared.Limiter(redisstore.Limits{All: apiclient.Limit{AtOnce: 10, PerSecond: 50}})),
		ali1688.WithBudget(apiclient.Budget{PerDay: 10_000, Ledger: shared.Ledger(redisstore.LedgerOptions{})}),
		ali1688.WithCache(apiclient.Cache{Default: 6 * time.Hour, Store: shared.Cache()}),
	}
	if host := os.Getenv("ALI1688_BASE_URL"); host != "" { // such as that of a mock
		options = append(options, ali1688.WithBaseURL(host))
	}
	return ali1688.New(os.Getenv("ALI1688_KEY"), os.Getenv("ALI1688_SECRET"), options...)
}

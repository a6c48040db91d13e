// Command capacity prints what a number of offers a day takes, by numbers of one's own:
//
//	go run ./internal/cmd/capacity -offers 1e6 -latency 800ms -lookups 4 -ttl 6h -price 0.02
//
// Without -offers it prints the columns of the page on size. What is measured comes from docs/measured.json.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/go-ali1688/ali1688/internal/capacity"
	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/measured"
)

func main() {
	exit.On(run(os.Args[1:]), "capacity", 2)
}

func run(args []string) error {
	values, err := measured.Load(measured.File)
	if err != nil {
		return err
	}
	load, err := capacity.Standard(0, values)
	if err != nil {
		return err
	}
	flags := flag.NewFlagSet("capacity", flag.ExitOnError)
	lang := flags.String("lang", "en", "language of the table: en or zh")
	define(flags, &load)
	_ = flags.Parse(args) // it ends the program
	sizes := capacity.Sizes
	if load.Offers > 0 {
		sizes = []float64{load.Offers}
	}
	var loads []capacity.Load
	for _, offers := range sizes {
		load.Offers = offers
		loads = append(loads, load)
	}
	fmt.Print(capacity.Table(*lang, loads...))
	return nil
}

// define makes a flag of every input.
func define(flags *flag.FlagSet, l *capacity.Load) {
	flags.Float64Var(&l.Offers, "offers", l.Offers, "offers that are looked at; 0 is those of the page")
	flags.Float64Var(&l.Lookups, "lookups", l.Lookups, "lookups of each in a day")
	flags.DurationVar(&l.TTL, "ttl", l.TTL, "how long a response is kept in the cache")
	flags.Float64Var(&l.Hit, "hit", l.Hit, "part of the lookups that the cache answers; negative is computed")
	flags.Float64Var(&l.Extra, "extra", l.Extra, "extra attempts, as a part of the calls")
	flags.Float64Var(&l.Hours, "hours", l.Hours, "hours of the day in which calls are made")
	flags.Float64Var(&l.Price, "price", l.Price, "price of a call in yuan")
	flags.Float64Var(&l.Quota, "quota", l.Quota, "calls that a key may make in a day")
	flags.Float64Var(&l.AtOnce, "at-once", l.AtOnce, "requests that a key may make at once")
	flags.DurationVar(&l.Latency, "latency", l.Latency, "how long a call takes")
	flags.DurationVar(&l.CPU, "cpu", l.CPU, "processor time of a call in the client")
	flags.Float64Var(&l.Worker, "worker", l.Worker, "bytes of memory of a request under way")
	flags.Float64Var(&l.Body, "body", l.Body, "bytes of a response")
	flags.Float64Var(&l.RedisHit, "redis-hit", l.RedisHit, "Redis operations of a lookup that the cache answers")
	flags.Float64Var(&l.RedisCall, "redis-call", l.RedisCall, "Redis operations of a call")
	flags.Float64Var(&l.RedisMost, "redis-most", l.RedisMost, "operations that one Redis does in a second")
}

package main

import (
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// orderFlags are the flags of the mock about orders, tokens and time.
type orderFlags struct {
	state, clock, dialect, scenario string
	auto                            orders.Auto
	appRate                         int
	issuedTokens                    bool
}

func (f *orderFlags) add(flags *flag.FlagSet) {
	flags.StringVar(&f.state, "state", "",
		"go on from this `FILE` if it exists, and keep orders, tokens and all other state in it")
	flags.StringVar(&f.clock, "clock", "",
		"a `CLOCK` that stands or runs fast: stands, 60x, 2026-09-01T12:00:00+08:00, or a time and a speed with a comma")
	flags.StringVar(&f.dialect, "dialect", "",
		"how the open platform responds where sources disagree: pages, biz-codes, split, or several `NAMES` with commas")
	flags.StringVar(&f.scenario, "scenario", "",
		"start with orders at these `STAGES`, such as paid,half-shipped,in-refund, of the token or session \"member\"")
	timeVar(flags, &f.auto.Pay, "auto-pay", 0, "orders are paid this `TIME` after they were made; 0 leaves it to calls")
	timeVar(flags, &f.auto.Ship, "auto-ship", 0, "orders are shipped this `TIME` after they were paid")
	timeVar(flags, &f.auto.Receive, "auto-receive", 0,
		"orders are received this `TIME` after the carrier delivered them")
	flags.IntVar(&f.appRate, "app-rate", 0,
		"refuse requests of an application beyond `N` a second with gw.QosAppFrequencyLimit; 0 takes any number")
	flags.BoolVar(&f.issuedTokens, "issued-tokens", false,
		"take access tokens of getToken only; without it any text is a token")
}

func (f *orderFlags) options() ([]mock.Option, error) {
	opts := []mock.Option{mock.WithAutomaticOrders(f.auto), mock.WithAppRate(f.appRate)}
	if f.issuedTokens {
		opts = append(opts, mock.WithIssuedTokens())
	}
	if f.clock != "" {
		clock, err := mock.ParseClock(f.clock)
		if err != nil {
			return nil, err
		}
		opts = append(opts, mock.WithRunningClock(clock))
	}
	for name := range strings.FieldsFuncSeq(f.dialect, comma) {
		opts = append(opts, mock.WithDialect(mock.Dialect(name)))
	}
	for stage := range strings.FieldsFuncSeq(f.scenario, comma) {
		if err := orders.CheckStage(orders.Stage(stage)); err != nil {
			return nil, err
		}
	}
	return opts, nil
}

func comma(c rune) bool { return c == ',' }

// scenarioMember is whose the orders of --scenario are.
const scenarioMember = "member"

// prepare loads the state, or starts the orders of the scenario where there is none, and writes it.
func (f *orderFlags) prepare(h *mock.Handler, out io.Writer) error {
	if f.state != "" {
		if loaded, err := h.LoadFile(f.state); loaded || err != nil {
			return err
		}
	}
	for stage := range strings.FieldsFuncSeq(f.scenario, comma) {
		id, err := h.Orders().Start(scenarioMember, orders.Stage(stage))
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "the order %d of the token or session %q is %s\n", id, scenarioMember, stage)
	}
	if f.state == "" {
		return nil
	}
	if err := h.SaveFile(f.state); err != nil {
		return fmt.Errorf("--state: the state cannot be written: %w", err)
	}
	return nil
}

// savingEvery is how often the state is written.
const savingEvery = 5 * time.Second

// keep writes the state now and again, until the function that it returns is called, which writes it once more.
func (f *orderFlags) keep(h *mock.Handler, log io.Writer) (wait func() error) {
	if f.state == "" {
		return func() error { return nil }
	}
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(savingEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				if err := h.SaveFile(f.state); err != nil {
					fmt.Fprintln(log, "the state cannot be written:", err)
				}
			case <-stop:
				return
			}
		}
	}()
	return func() error {
		close(stop)
		<-done
		return h.SaveFile(f.state)
	}
}

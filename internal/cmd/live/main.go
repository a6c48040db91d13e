// Command live calls every operation of the real gateway once, with the account of ALI1688_KEY and ALI1688_SECRET,
// records and checks the responses, and writes a report of what is new. The calls are paid: it asks for --yes or a
// --budget first. With ALI1688_APP_KEY, ALI1688_APP_SECRET and ALI1688_ACCESS_TOKEN it then calls the operations of
// the open platform that read.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/livecheck"
	"github.com/go-ali1688/ali1688/openapi"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/record"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Getenv)
	stop()
	exit.On(err, "live", 2)
}

type config struct {
	yes                           bool
	budget                        int
	baseURL, platform, to, report string
	platformURL                   string
	app                           app
	pause                         time.Duration
}

func run(ctx context.Context, args []string, out io.Writer, getenv func(string) string) error {
	var c config
	flags := flag.NewFlagSet("live", flag.ContinueOnError)
	flags.BoolVar(&c.yes, "yes", false, "make all calls of the plan")
	flags.IntVar(&c.budget, "budget", 0, "make this many calls of the plan at most")
	flags.StringVar(&c.baseURL, "base-url", "https://api-gw.onebound.cn", "the gateway")
	flags.StringVar(&c.platformURL, "platform-url", openapi.OpenPlatform().Server, "the open platform")
	flags.StringVar(&c.platform, "platform", "1688", "the platform")
	flags.StringVar(&c.to, "to", "recorded", "the folder to record into")
	flags.StringVar(&c.report, "report", "live.md", "the file for the report")
	flags.DurationVar(&c.pause, "pause", 1500*time.Millisecond, "the time between calls")
	if err := flags.Parse(args); err != nil {
		return err
	}
	key, secret := getenv("ALI1688_KEY"), getenv("ALI1688_SECRET")
	if key == "" || secret == "" {
		fmt.Fprintln(out, "Nothing was called: set ALI1688_KEY and ALI1688_SECRET to the key and the secret of an account.")
		return nil
	}
	c.app = app{getenv("ALI1688_APP_KEY"), getenv("ALI1688_APP_SECRET"), getenv("ALI1688_ACCESS_TOKEN")}
	livecheck.Plan(out)
	c.planPlatform(out)
	if c.yes {
		c.budget = livecheck.Calls() + livecheck.PlatformCalls()
	}
	if c.budget <= 0 {
		fmt.Fprintln(out, "Nothing was called: say --yes for all of them, or --budget N for the first N.")
		return nil
	}
	return c.run(ctx, out, key, secret)
}

func (c *config) run(ctx context.Context, out io.Writer, key, secret string) error {
	r := &livecheck.Run{Budget: c.budget, Pause: c.pause, Out: out}
	recorder, err := record.New(c.to, record.OnExchange(r.Exchange))
	if err != nil {
		return err
	}
	r.Client, err = ali1688.New(key, secret, ali1688.WithBaseURL(c.baseURL), ali1688.WithPlatform(c.platform),
		ali1688.WithHTTPClient(&http.Client{Transport: recorder.Transport(nil)}))
	if err != nil {
		return err
	}
	results := r.Go(ctx)
	if c.app.complete() {
		more, err := c.runPlatform(ctx, r, recorder)
		if err != nil {
			return err
		}
		results = append(results, more...)
	}
	if err := os.WriteFile(c.report, []byte(livecheck.Report(results, time.Now())), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(out, "The report is in %s, the responses are in %s.\n", c.report, c.to)
	return nil
}

// app is the application that calls the open platform, and the token of the member that it acts for.
type app struct{ key, secret, token string }

func (a app) complete() bool { return a.key != "" && a.secret != "" && a.token != "" }

func (c *config) planPlatform(out io.Writer) {
	if c.app.complete() {
		fmt.Fprintf(out, "Then %d calls of the open platform, one of each operation that reads.\n", livecheck.PlatformCalls())
	} else {
		fmt.Fprintln(
			out, "The open platform is left out: set ALI1688_APP_KEY, ALI1688_APP_SECRET and ALI1688_ACCESS_TOKEN to call it.")
	}
}

func (c *config) runPlatform(ctx context.Context, r *livecheck.Run, recorder *record.Recorder) ([]livecheck.Result,
	error) {
	client, err := openplatform.New(c.app.key, c.app.secret, openplatform.WithBaseURL(c.platformURL),
		openplatform.WithAccessToken(c.app.token),
		openplatform.WithHTTPClient(&http.Client{Transport: recorder.Transport(nil)}))
	if err != nil {
		return nil, err
	}
	return r.GoPlatform(ctx, client)
}

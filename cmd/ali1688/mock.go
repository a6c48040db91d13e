package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
	"github.com/go-ali1688/ali1688/mock"
)

var mockCommand = command{
	name: "mock", flagsOnly: true,
	args:    "[--listen HOST:PORT] [--seed N] [--recordings DIR] [--fault NAME] [--docs DIR]",
	summary: "serve a mock of the gateway",
	help: `It answers every operation at /1688/<api_name>/ and /1688global/<api_name>/, refuses
what the gateway would refuse, and costs nothing. Any key and secret will do. The
first line on stdout is "listening on http://HOST:PORT"; port 0 takes a free one.
SIGINT and SIGTERM stop it once the calls under way are answered.

It injects every fault that the gateway was seen to have: with --fault for all
calls, with the header "Prefer: fault=NAME" for one, and over /__admin/faults. Beside
the operations it serves /openapi.yaml, /openapi.json, /healthz, /__admin/requests,
/__admin/reset and /__admin/state, which returns (GET) and loads (PUT) the state of the mock.

The official open platform is there, too, through custom and at /openapi/param2/1/…; what
people do with an order is POST /__admin/orders/ID/pay, ship or rate. Orders can start at a
stage, go on by the clock, and survive a restart. Their messages are posted with --push-url,
or sent over WebSocket with --push-socket, and wait for push.query.messageList otherwise.

  ali1688 mock
  ali1688 mock --list-faults
  ali1688 mock --fault php-notice
  ali1688 mock --quota 500 --max-concurrent 4 --log
  ali1688 mock --clock 60x --auto-ship 1h --scenario paid,in-refund --state mock.json
  ali1688 mock --app 1000000:secret --push-url http://127.0.0.1:8080/1688 --fault push-twice,percent=20
  ali1688 mock --listen 127.0.0.1:0 --recordings recorded/`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var m mocker
		m.orders.add(flags)
		m.pushes.add(flags)
		m.add(flags)
		flags.StringVar(&m.app, "app", "",
			"take calls of the open platform from the application `KEY:SECRET` only, and verify its signatures")
		flags.BoolVar(&m.log, "log", false, "log every call to stderr, one JSON object a line, without secrets")
		flags.IntVar(&m.concurrency, "max-concurrent", 0,
			"refuse calls beyond `N` at once with 4010, and those of the open platform with gw.QosAppFrequencyLimit; 0 takes "+
				"any number")
		flags.IntVar(&m.maxValues, "max-values", valuelimit.MaxValues, "a parameter may have `N` JSON values")
		flags.StringVar(&m.listen, "listen", "127.0.0.1:1688", "listen on this `HOST:PORT`")
		flags.Uint64Var(&m.seed, "seed", mock.DefaultSeed,
			"the seed `N` of all made-up data; one seed always gives the same responses")
		flags.StringVar(&m.publicURL, "public-url", "",
			"addresses of pictures and of the cashier begin with this `URL`; by itself, with the host that was called")
		flags.BoolVar(&m.listFaults, "list-faults", false, "list the faults and end")
		flags.StringVar(&m.document, "document", "",
			"serve this document `FILE`, ours with your additions, as written by ali1688 generate")
		flags.StringVar(&m.recordings, "recordings", "", "answer from `DIR`/<api_name>/*.json first")
		flags.StringVar(&m.docs, "docs", "",
			"serve the site that docs has written into `DIR` at /docs/; a release has the site in itself")
		return m.run
	},
}

type mocker struct {
	listen, recordings, document string
	docs, app, publicURL         string
	listFaults, log              bool
	seed                         uint64
	concurrency, maxValues       int
	hosts                        []string
	orders                       orderFlags
	pushes                       pushFlags
	opts                         []mock.Option // of flags that were given
}

func (m *mocker) run(e *env) error {
	if m.listFaults {
		return faults(e.out)
	}
	gateway, handler, err := m.handler(e.err)
	if err != nil {
		return err
	}
	listener, err := listen(m.listen)
	if err != nil {
		return err
	}
	collectLess()
	url := "http://" + listener.Addr().String()
	fmt.Fprintln(e.out, "listening on", url)
	fmt.Fprintf(e.err, "try: curl '%s/1688/item_get/?key=k&secret=s&num_iid=610947572360'\n", url)
	save := m.orders.keep(gateway, e.err)
	return errors.Join(serve(e.ctx, handler, listener), save())
}

// collectLess trades a little memory for time. A mock holds so little that the collector runs whenever a few MiB were
// allocated. 125 % keeps the process at 20 MiB; 200 % takes 3 MiB more and 3 to 9 % less processor time a request.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(125)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(384 << 20) // large uploads are collected before they pile up
	}
}

// handler returns the mock, and the mock with what stands beside it.
func (m *mocker) handler(log io.Writer) (*mock.Handler, http.Handler, error) {
	opts, err := m.read()
	if err != nil {
		return nil, nil, err
	}
	ordering, err := m.orders.options()
	if err != nil {
		return nil, nil, err
	}
	gateway, err := mock.NewHandler(slices.Concat(opts, ordering, m.pushes.options(), m.manners(log))...)
	if err != nil {
		return nil, nil, err
	}
	if err := m.orders.prepare(gateway, log); err != nil {
		return nil, nil, err
	}
	handler, err := beside(gateway.Admin(), m.docs, m.allowed())
	return gateway, handler, err
}

// manners returns the options that need nothing to be read.
func (m *mocker) manners(log io.Writer) []mock.Option {
	opts := []mock.Option{mock.WithSeed(m.seed), mock.WithConcurrency(m.concurrency), mock.WithPublicURL(m.publicURL),
		mock.WithMaxValues(m.maxValues), mock.WithAllowedHosts(m.allowed()...)}
	opts = append(opts, m.opts...)
	if m.log {
		opts = append(opts, mock.WithLogger(slog.New(slog.NewJSONHandler(log, nil))))
	}
	return opts
}

// read makes the options that may be written wrongly or name what cannot be read.
func (m *mocker) read() ([]mock.Option, error) {
	var opts []mock.Option
	if m.document != "" {
		document, err := readJSONDocument(m.document)
		if err != nil {
			return nil, err
		}
		opts = append(opts, mock.WithDocument(document))
	}
	if m.recordings != "" {
		if info, err := os.Stat(m.recordings); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("--recordings must be a folder that can be read, got %s", m.recordings)
		}
		opts = append(opts, mock.WithRecordings(os.DirFS(m.recordings)))
	}
	if m.app != "" {
		key, secret, _ := strings.Cut(m.app, ":")
		if key == "" || secret == "" {
			return nil, errors.New("--app must be the key and the secret of an application, such as 1000000:test123")
		}
		opts = append(opts, mock.WithApp(key, secret))
	}
	return opts, nil
}

func faults(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, f := range mock.Faults() {
		fmt.Fprintf(w, "%s\t%s\n", f.Name, f.Summary)
	}
	return w.Flush()
}

// grace is how long the calls under way may take once the server is to stop.
const grace = 5 * time.Second

// serve answers until ctx ends, and then until the calls under way are answered, or cut off when they take too long.
func serve(ctx context.Context, handler http.Handler, listener net.Listener) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		err := server.Shutdown(last)
		if errors.Is(err, context.DeadlineExceeded) {
			err = server.Close()
		}
		stopped <- err
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

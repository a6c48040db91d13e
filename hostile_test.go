package ali1688_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime/metrics"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/record"
	"github.com/go-ali1688/ali1688/transport"
)

// hostile is a body that is made while it is read: head, then part again and again, then tail.
type hostile struct {
	head, part, tail string
	bytes            int
	call             func(http.RoundTripper) error
}

func (h hostile) reader() io.Reader {
	return io.MultiReader(strings.NewReader(h.head), &repeated{part: h.part, left: h.bytes}, strings.NewReader(h.tail))
}

type repeated struct {
	part string
	at   int
	left int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left <= 0 && r.at == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.part[r.at:])
	r.at = (r.at + n) % len(r.part)
	r.left -= n
	return n, nil
}

const mib = 1 << 20

// maxMemory is what decoding any body may take.
const maxMemory = 256 * mib

var hostileBodies = map[string]hostile{
	"rows of a search":             {`{"error_code":"0000","items":{"item":[{}`, ",{}", "]}}", 16 * mib, search},
	"rows of a search, none fits":  {`{"error_code":"0000","items":{"item":[1`, ",1", "]}}", 250_000, search},
	"rows of a search, all accept": {`{"error_code":"0000","items":{"item":[{}`, ",{}", "]}}", 3 * 262_100, search},
	"orders":                       {`{"success":true,"result":[{}`, ",{}", "]}", 16 * mib, orders},
	"orders, all accepted":         {`{"success":true,"result":[{}`, ",{}", "]}", 3 * 262_100, orders},
	"orders, as many as fit":       {`{"success":true,"result":[{}`, ",{}", "]}", 3 * 16_300, orders},
	"orders, none fits": {`{"success":true,"result":[{"baseInfo":1}`, `,{"baseInfo":1}`, "]}", 15 * 16_300,
		orders},
	"orders of one row each": {`{"success":true,"result":[{}`, `,{"productItems":[{}],"tradeTerms":[{}]}`, "]}",
		16 * mib, orders},
	"long texts": {`{"error_code":"0000","items":{"item":[{"title":"`, "x", `"}]}}`, 23 * mib, search},
	"text in GBK": {`{"error_code":"0000","items":{"item":[{"title":"`, "\xc5\xae", `"}]}}`, 23 * mib,
		search},
	"names":                    {`{"success":true`, `,"a":1`, "}", 16 * mib, orders},
	"lists in lists":           {`{"success":true,"result":[`, "[", "]}", 16 * mib, orders},
	"more than may come":       {`{"success":true,"result":[`, " ", "]}", 64 * mib, orders},
	"notices":                  {"", "<b>Warning</b>: x\n", `{"items":{}}`, 23 * mib, search},
	"xml":                      {"<root>", "<a/>", "</root>", 20 * mib, in(gateway.ResultTypeXML)},
	"xml, all accepted":        {"<root>", "<a/>", "</root>", 4 * 262_000, in(gateway.ResultTypeXML)},
	"xml, comments":            {"<root>", "<!---->x", "</root>", 23 * mib, in(gateway.ResultTypeXML)},
	"xml, entities":            {"<root>", "&amp;", "</root>", 23 * mib, in(gateway.ResultTypeXML)},
	"var_export":               {"array (", "0=>array(),", ")", 20 * mib, in(gateway.ResultTypeVarExport)},
	"var_export, all accepted": {"array (", "0=>array(),", ")", 11 * 262_000, in(gateway.ResultTypeVarExport)},
	"var_export, pieces":       {"array ('a' => ''", ` . "\0"`, ")", 20 * mib, in(gateway.ResultTypeVarExport)},
	"serialize":                {"a:9000000:{", "i:0;a:0:{}", "}", 20 * mib, in(gateway.ResultTypeSerialize)},
	"serialize, all accepted":  {"a:262000:{", "i:0;a:0:{}", "}", 10 * 262_000, in(gateway.ResultTypeSerialize)},

	"recorder":               {`{"error_code":"0000","items":{"item":[{}`, ",{}", "]}}", 16 * mib, recorded},
	"recorder, all accepted": {`{"error_code":"0000","items":{"item":[{}`, ",{}", "]}}", 3 * 262_000, recorded},
	"recorder, long text":    {`{"error_code":"0000","items":{"item":[{"title":"`, "x", `"}]}}`, 4 * mib, recorded},
	"checker":                {`{"error_code":"0000","items":{"item":[{}`, ",{}", "]}}", 16 * mib, checked},
	"checker, all accepted":  {`{"error_code":"0000","items":{"item":[{}`, ",{}", "]}}", 3 * 262_000, checked},
	"checker, findings":      {`{"error_code":"0000","items":{"item":[1`, ",1", "]}}", 2 * 262_000, checked},
	"mock, arguments":        {`_o_args={"a":[{}`, ",{}", "]}", 16 * mib, mocked},
	"mock, names":            {`method=x&_o_args={"a":1`, `,"a":1`, "}", 16 * mib, mocked},
	"mock, parameters":       {"a=1", "&a=1", "", 16 * mib, mocked},
}

// recorded sends a search through a recorder.
func recorded(rt http.RoundTripper) error {
	folder, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	recorder, err := record.New(folder)
	if err != nil {
		return err
	}
	rsp, err := recorder.Transport(rt).RoundTrip(httptest.NewRequest(http.MethodGet,
		"http://localhost/1688/item_search/?q=a", nil))
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, rsp.Body)
	return errors.Join(err, rsp.Body.Close())
}

// checked validates the body as a search.
func checked(rt http.RoundTripper) error {
	rsp, err := rt.RoundTrip(nil)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(rsp.Body)
	if err != nil {
		return err
	}
	findings, err := conformance.Gateway().Check("item_search", body, conformance.Options{Strict: true})
	return errors.Join(err, fmt.Errorf("%d findings, the last %v", len(findings), findings[len(findings)-1]))
}

// mocked sends the body to the mock's custom as a form.
func mocked(rt http.RoundTripper) error {
	rsp, err := rt.RoundTrip(nil)
	if err != nil {
		return err
	}
	handler, err := mock.NewHandler()
	if err != nil {
		return err
	}
	req := httptest.NewRequest(http.MethodPost, "/1688/custom/?key=k&secret=s", rsp.Body)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, req)
	return fmt.Errorf("%.100q", answer.Body)
}

func search(rt http.RoundTripper) error { return in("")(rt) }

func in(format gateway.ResultType) func(http.RoundTripper) error {
	return func(rt http.RoundTripper) error {
		opts := []ali1688.Option{ali1688.WithHTTPClient(&http.Client{Transport: rt})}
		if format != "" {
			opts = append(opts, ali1688.WithResultType(format))
		}
		client, err := ali1688.New("key", "secret", opts...)
		if err != nil {
			return err
		}
		_, err = client.ItemSearch(context.Background(), &gateway.ItemSearchParams{Q: "a"})
		return err
	}
}

func orders(rt http.RoundTripper) error {
	client, err := openplatform.New("1", "secret", openplatform.WithHTTPClient(&http.Client{Transport: rt}),
		openplatform.WithAccessToken("token"))
	if err != nil {
		return err
	}
	_, err = client.Trade.GetBuyerOrderList(context.Background(), &platform.GetBuyerOrderListRequest{})
	return err
}

// TestHostileBodies measures what decoding takes, each body in a process of its own: what the Go runtime has taken
// from the system by the end is the peak.
func TestHostileBodies(t *testing.T) {
	if testenv.Race {
		t.Skip("SKIPPED: the race detector takes memory of its own")
	}
	const child = "ALI1688_HOSTILE_BODY"
	if name := os.Getenv(child); name != "" {
		measureHostile(hostileBodies[name])
		return
	}
	for name := range hostileBodies {
		t.Run(name, func(t *testing.T) {
			taken, outcome := memoryOf(t, child+"="+name)
			for range 2 { // on a busy machine the collector lags, and its garbage counts
				if taken > maxMemory {
					again, _ := memoryOf(t, child+"="+name)
					taken = min(taken, again)
				}
			}
			t.Logf("%d MiB: %s", taken/mib, outcome)
			assert.LessOrEqual(t, taken, maxMemory)
		})
	}
}

// memoryOf runs this program again for one body, and returns how many bytes it took and how the call ended.
func memoryOf(t *testing.T, env string) (taken int, outcome string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestHostileBodies$")
	cmd.Env = append(os.Environ(), env)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	result, _, _ := strings.Cut(string(out), "\n")
	number, outcome, _ := strings.Cut(result, " ")
	taken, err = strconv.Atoi(number)
	require.NoError(t, err, "%s", out)
	return taken, outcome
}

// measureHostile prints how many bytes a call took, and how it ended.
func measureHostile(h hostile) {
	before := fromSystem()
	err := h.call(transport.Func(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(h.reader()), ContentLength: -1}, nil
	}))
	fmt.Printf("%d %v\n", fromSystem()-before, err)
}

// fromSystem returns the bytes that the Go runtime has ever taken from the system.
func fromSystem() uint64 {
	total := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	metrics.Read(total)
	return total[0].Value.Uint64()
}

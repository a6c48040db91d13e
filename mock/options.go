package mock

import (
	"errors"
	"io/fs"
	"log/slog"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/edition"
	"github.com/go-ali1688/ali1688/mock/internal/faults"
	"github.com/go-ali1688/ali1688/mock/internal/gatewayapi"
	"github.com/go-ali1688/ali1688/mock/internal/pages"
	"github.com/go-ali1688/ali1688/mock/internal/replay"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// Option configures a mock.
type Option func(*config)

type config struct {
	key, secret     string
	folders         []fs.FS
	layers          []*replay.Library // read from folders
	clock           func() time.Time
	seed            uint64
	contentType     string
	faults          []faults.Rule
	slowness        time.Duration
	closed          bool
	longIDs         bool
	app, appKey     string // the secret and the key of an application of the open platform
	document        []byte
	own             *edition.Edition // read from document
	ownRecorded     bool             // a folder has recordings of its operations
	quota           *gatewayapi.Quota
	concurrency     int
	logger          *slog.Logger
	publicURL       string
	allowedHosts    []string
	strict          bool
	failOnDeviation bool
	gzip            bool
	maxValues       int
	nestedCustom    bool
	appRate         int // requests a second of an application; 0 is any number
	issuedTokens    bool
	auto            orders.Auto
	scenarios       []scenario
	running         *Clock // that clock is of, or nil
	dialects        []Dialect
	dialect         orders.Dialect // read from dialects
	pushes          Pushes
}

func newConfig(opts []Option) (config, error) {
	c := config{
		clock:    time.Now,
		seed:     DefaultSeed,
		slowness: 10 * time.Second,
	}
	for _, opt := range opts {
		opt(&c)
	}
	if c.clock == nil {
		return c, errors.New("mock: the clock is nil")
	}
	if c.concurrency < 0 {
		return c, errors.New("mock: the number of calls at once must not be negative")
	}
	if c.appRate < 0 {
		return c, errors.New("mock: the number of requests a second must not be negative")
	}
	err := errors.Join(pages.CheckURL(c.publicURL), c.checkDialects(), c.auto.Check(),
		gatewayapi.CheckQuota(c.quota), c.pushOptions().Check(), c.readDocument(), faults.Check(c.faults, c.own.Has),
		c.readFolders())
	return c, err
}

func (c *config) readFolders() error {
	for _, folder := range c.folders {
		layer, err := replay.Read(folder, c.ownRecorded)
		if err != nil {
			return err
		}
		c.layers = append(c.layers, layer)
	}
	return nil
}

// WithKey accepts only this pair. An empty secret accepts every secret. By default any non-empty key is accepted.
func WithKey(key, secret string) Option { return func(c *config) { c.key, c.secret = key, secret } }

// WithRecordings serves recorded responses in place of the world: <operation>/<any name>.json, each a complete body. Of
// several folders the last one wins. Folders that are not named after an operation are ignored.
func WithRecordings(folder fs.FS) Option {
	return func(c *config) { c.folders = append(c.folders, folder) }
}

// WithEmbeddedRecordings serves the recordings of this module in place of the world: real responses of the gateway, one
// or two an operation. Folders of [WithRecordings] win over them, in any order of the options.
func WithEmbeddedRecordings() Option {
	return func(c *config) { c.layers = append(c.layers, replay.Embedded) }
}

// WithClosedWorld restricts the world to the offers that searches find, and their shops. Any other id is error 2000,
// and so is an unknown keyword. By default every id exists, and every keyword finds something.
func WithClosedWorld() Option { return func(c *config) { c.closed = true } }

// WithLongOfferIDs gives the offers that searches find ids of eighteen digits, which no float64 holds. By default
// they have twelve, as all known ids.
func WithLongOfferIDs() Option { return func(c *config) { c.longIDs = true } }

// WithApp accepts only this application of the open platform, and refuses wrong signatures. By default every
// application and every signature is accepted, since the secret is unknown.
func WithApp(appKey, appSecret string) Option {
	return func(c *config) { c.appKey, c.app = appKey, appSecret }
}

// WithNestedCustom makes custom return the platform's complete response. By default custom returns the content of the
// nested members named result, which live clients read: `response.data[]` of a search, `response.orderId` of an order.
func WithNestedCustom() Option { return func(c *config) { c.nestedCustom = true } }

// WithClock sets the clock for server_time, parcels and the end of tokens.
func WithClock(now func() time.Time) Option {
	return func(c *config) { c.clock, c.running = now, nil }
}

// DefaultSeed is the seed of a mock without [WithSeed], and of the command without --seed.
const DefaultSeed = 1688

// WithSeed sets the seed of the world, request_id, last_id and execution_time.
func WithSeed(seed uint64) Option { return func(c *config) { c.seed = seed } }

// WithMaxValues sets the number of JSON values that a parameter may have, see ali1688.WithMaxValues. A request with
// more is refused with 4003, or by the open platform as unreadable.
func WithMaxValues(n int) Option { return func(c *config) { c.maxValues = n } }

// WithStrict enforces the provider's pages, where the mock is lenient by default: the key must be in the URL for every
// method, and the dateline of a signed request must be within ten minutes of the clock in Beijing. Both are error 4005.
// Another deviation from the document is error 4003, and error 400 of the open platform: see [Deviation].
func WithStrict() Option { return func(c *config) { c.strict = true } }

// WithContentType sets the header Content-Type of every response. The gateway's is unknown; PHP by default sends
// "text/html; charset=UTF-8".
func WithContentType(contentType string) Option {
	return func(c *config) { c.contentType = contentType }
}

// WithFailOnDeviation makes [New] fail the test for a request that deviates from the document. By default
// deviations are in the output of the test and in [Request].
func WithFailOnDeviation() Option { return func(c *config) { c.failOnDeviation = true } }

// WithAppRate limits the requests a second of an application to the open platform, by the mock's clock. Further ones
// are refused with gw.QosAppFrequencyLimit. The limits of real applications differ and are not public. Requests through
// custom do not count.
func WithAppRate(perSecond int) Option { return func(c *config) { c.appRate = perSecond } }

// WithIssuedTokens refuses access tokens that were not issued by getToken of this mock. By default any text is the
// token of its own member, so that tests need not request one.
func WithIssuedTokens() Option { return func(c *config) { c.issuedTokens = true } }

// WithQuota refuses requests beyond a daily quota until midnight in Beijing. The open platform refuses with
// gw.NoUsageLeftError. A quota of 0 refuses every request. By default requests are counted in api_info and never
// refused.
func WithQuota(q gatewayapi.Quota) Option { return func(c *config) { c.quota = &q } }

// WithPublicURL sets the scheme and host of URLs of pictures and of the cashier, such as https://mock.example.com. By
// default they are those of the request.
func WithPublicURL(base string) Option {
	return func(c *config) { c.publicURL = strings.TrimSuffix(base, "/") }
}

// WithLogger logs every response: the operation, the platform, the error_code and the time it took. It logs no
// parameters, and therefore no credentials.
func WithLogger(to *slog.Logger) Option { return func(c *config) { c.logger = to } }

// WithGzip compresses responses to requests that accept gzip, as the gateway does. It is off by default, because
// compression takes longer than everything else.
func WithGzip() Option { return func(c *config) { c.gzip = true } }

// WithConcurrency refuses requests beyond n concurrent ones with 4010 and api_init, as the gateway does after a burst,
// and those to the open platform with gw.QosAppFrequencyLimit. By default, and with 0, there is no limit.
func WithConcurrency(n int) Option { return func(c *config) { c.concurrency = n } }

// WithAllowedHosts adds host names under which [Handler.Admin] may be called. IP addresses and names that cannot be
// registered, such as localhost, those of containers and those below .local, .internal and .test, are always allowed,
// and so is the host of [WithPublicURL]. Other names are refused, because of DNS rebinding.
func WithAllowedHosts(hosts ...string) Option {
	return func(c *config) { c.allowedHosts = append(c.allowedHosts, hosts...) }
}

// WithDocument serves a bundled document of your own in JSON, as `ali1688 generate` makes it: ours with added
// operations and members. Added operations are validated, and respond with a recording or with the examples of the
// document; added members are served with their examples.
func WithDocument(bundled []byte) Option { return func(c *config) { c.document = bundled } }

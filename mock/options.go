package mock

import (
	"errors"
	"io/fs"
	"log/slog"
	"time"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// Option changes how a gateway answers.
type Option func(*config)

type config struct {
	key, secret     string
	folders         []fs.FS
	layers          []*library // read from folders
	clock           func() time.Time
	seed            uint64
	contentType     string
	faults          []FaultRule
	slowness        time.Duration
	closed          bool
	longIDs         bool
	app, appKey     string // the secret and the key of an application of the open platform
	document        []byte
	own             *own // read from document
	quota           *Quota
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
	return c, errors.Join(c.checkPublicURL(), c.checkDialects(), c.auto.Check(), c.checkAppRate(), c.checkQuota(), c.readDocument(), c.checkFaults(),
		c.readFolders())
}

func (c *config) readFolders() error {
	for _, folder := range c.folders {
		layer, err := readLibrary(folder, c.own)
		if err != nil {
			return err
		}
		c.layers = append(c.layers, layer)
	}
	return nil
}

// WithKey accepts this pair and no other; an empty secret accepts every secret. Without it any key that is not empty
// is accepted.
func WithKey(key, secret string) Option { return func(c *config) { c.key, c.secret = key, secret } }

// WithRecordings lays a folder of recorded answers over the world: <operation>/<any name>.json, each a whole body. It
// may be given more than once; the last folder wins. Folders that are no operation are passed over.
func WithRecordings(folder fs.FS) Option {
	return func(c *config) { c.folders = append(c.folders, folder) }
}

// WithEmbeddedRecordings lays the recordings that the package brings over the world: real answers of the gateway, one
// or two an operation. Folders of [WithRecordings] win over them, wherever the options stand.
func WithEmbeddedRecordings() Option {
	return func(c *config) { c.layers = append(c.layers, embedded) }
}

// WithClosedWorld leaves nothing but the offers that searches find, and their shops: any other id, and a keyword that
// means nothing, is error 2000. Without it every id exists, and every keyword finds something.
func WithClosedWorld() Option { return func(c *config) { c.closed = true } }

// WithLongOfferIDs gives the offers that searches find ids of eighteen digits, which no float64 holds. Without it
// they have twelve, as all that anybody has shown.
func WithLongOfferIDs() Option { return func(c *config) { c.longIDs = true } }

// WithApp knows this application of the open platform and no other, and so refuses a wrong signature. Without it the
// secret of whoever signs is not known, and every signature passes.
func WithApp(appKey, appSecret string) Option {
	return func(c *config) { c.appKey, c.app = appKey, appSecret }
}

// WithNestedCustom makes custom return the platform's response as a whole. Without it custom returns what the members
// named result lead to, as live clients read it: `response.data[]` of a search, `response.orderId` of an order.
func WithNestedCustom() Option { return func(c *config) { c.nestedCustom = true } }

// WithClock sets the clock that server_time is read from, and by which parcels move and tokens end.
func WithClock(now func() time.Time) Option {
	return func(c *config) { c.clock, c.running = now, nil }
}

// DefaultSeed is the seed of a mock without [WithSeed], and of the command without --seed.
const DefaultSeed = 1688

// WithSeed sets what the world is made from, and request_id, last_id and execution_time.
func WithSeed(seed uint64) Option { return func(c *config) { c.seed = seed } }

// WithMaxValues sets the number of JSON values that a parameter may have, see ali1688.WithMaxValues. A request with
// more is refused with 4003, and by the open platform as one that cannot be read.
func WithMaxValues(n int) Option { return func(c *config) { c.maxValues = n } }

// WithStrict holds calls to what the provider's pages say, where the mock by itself is as lenient as the gateway may
// be: the key has to stand in the URL, whatever the method, and the dateline of a signed call must not be more than
// ten minutes off the clock in Beijing. Both are error 4005. A request that deviates from the document in another way
// is error 4003, and error 400 of the open platform: see [Deviation].
func WithStrict() Option { return func(c *config) { c.strict = true } }

// WithContentType sets the header Content-Type of every answer, whatever its format. That of the gateway is not
// known; PHP by itself sends "text/html; charset=UTF-8".
func WithContentType(contentType string) Option {
	return func(c *config) { c.contentType = contentType }
}

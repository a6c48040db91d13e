package mock

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/limit"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// maxBody is the size in bytes beyond which the body of a request is refused.
const maxBody = 32 << 20

var errBodyTooLarge = errors.New("the body is larger than 32 MiB")

// call is one request, as the handlers along its way know it.
type call struct {
	number        uint64 // counts the calls of this server, from 1
	time          time.Time
	platform, api string
	known         bool   // whether platform and api are ones that there are
	base          string // scheme and host for addresses that lead back to the mock
	query, form   args
	files         map[string][]byte // parts of the body that are files
	multipart     bool              // the body has several parts
	onPlatform    bool              // it was sent to the open platform itself
	olderAddress  bool              // it was sent to api_call.php
	request       *platformRequest  // what it asks of the open platform, through custom, too
	deviations    []Deviation
	err           error // why the body could not be read
	used          usage // what the account has called, this call with it

	code, fault string // how it ended, for the log
}

// newCall reads a request. The body is read to its end, or to where it becomes too large.
func newCall(r *http.Request, number uint64, now time.Time, maxValues int) *call {
	c := &call{number: number, time: now, query: parseArgs(r.URL.RawQuery)}
	c.onPlatform = strings.HasPrefix(r.URL.Path, openAPI)
	if c.err = c.readBody(r); c.err == nil {
		c.err = c.checkValues(r.Context(), maxValues)
	}
	c.platform, c.api, c.known = splitPath(r.URL.Path)
	if c.api == "" && !c.onPlatform {
		c.readOlderAddress(r.URL.Path)
	}
	return c
}

// checkValues returns an error if a parameter is JSON with more values than are accepted.
func (c *call) checkValues(ctx context.Context, maxValues int) error {
	for _, a := range slices.Concat(c.query, c.form) {
		if err := limit.JSON(ctx, []byte(a.value), maxValues); err != nil {
			return err
		}
	}
	return nil
}

// splitPath takes /1688/item_get/ apart, with or without its slashes.
func splitPath(path string) (platform, api string, known bool) {
	if rest, ok := strings.CutPrefix(path, openAPI); ok {
		return openPlatform(rest)
	}
	platform, api, ok := strings.Cut(strings.Trim(path, "/"), "/")
	if !ok || !isName(platform) || !isName(api) {
		return "", "", false
	}
	_, isOperation := params.Operations[api]
	return platform, api, isOperation && isPlatform(platform)
}

func isPlatform(name string) bool { return name == "1688" || name == "1688global" }

// shownPlatform is the platform as it may be shown: somebody may have put a key there.
func (c *call) shownPlatform() string {
	if isPlatform(c.platform) {
		return c.platform
	}
	return c.redactor().Text(c.platform)
}

// isName says whether s may be the name of a platform or an operation, and may be shown.
func isName(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// get is the value of a parameter, wherever it stands, and empty where it was not sent.
func (c *call) get(name string) string {
	if v := c.form.get(name); v != "" {
		return v
	}
	return c.query.get(name)
}

// redactor knows the secrets of the call.
func (c *call) redactor() redact.Redactor {
	var secrets []string
	for _, list := range []args{c.query, c.form} {
		for _, a := range list {
			if redact.IsSecret(a.name) {
				secrets = append(secrets, a.value)
			}
		}
	}
	return redact.New(secrets...)
}

// clean is a text without the secrets of the call. Most texts have nothing that looks like one, which is quickly seen.
func (c *call) clean(text string) string {
	if !strings.ContainsAny(text, "=[") && !c.query.secretIn(text) && !c.form.secretIn(text) {
		return text
	}
	return c.redactor().Secrets(text)
}

type callKey struct{}

func withCall(ctx context.Context, c *call) context.Context {
	return context.WithValue(ctx, callKey{}, c)
}

// callOf is the call that ctx belongs to. collect puts it there before anything can ask.
func callOf(ctx context.Context) *call {
	c, ok := ctx.Value(callKey{}).(*call)
	if !ok {
		return &call{}
	}
	return c
}

// freeParameters are those that the document does not name. Only custom has a use for them: they belong to the API that
// it passes the call on to.
func freeParameters(ctx context.Context) map[string]string {
	c, free := callOf(ctx), map[string]string{}
	for _, list := range []args{c.query, c.form} {
		for _, a := range list {
			if findParam(c.api, a.name) == nil && !isCredential(a.name) {
				free[a.name] = a.value
			}
		}
	}
	return free
}

func isCredential(name string) bool {
	return slices.Contains([]string{"key", "secret", "sign", "session"}, name)
}

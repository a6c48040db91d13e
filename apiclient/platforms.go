package apiclient

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

// onePlatform are the operations that stay on the platform of the client: custom may order, and an image is encoded for
// one platform.
var onePlatform = []string{customAPI, "upload_img", "img2text"}

// platforms makes a call again on another platform of the gateway if the account may not use the operation on that of
// the client. For the time of rest the operation then goes to the other one at once, since a refusal may be charged.
type platforms struct {
	to string

	mu     sync.Mutex
	closed map[string]time.Time // until when, by operation
}

// platformRest is how long an operation goes to the other platform: the plan of an account seldom changes.
const platformRest = time.Hour

func platformStage(to string) Stage {
	p := &platforms{to: to, closed: map[string]time.Time{}}
	return func(next Attempt) Attempt {
		return func(ctx context.Context, c *Call) error {
			if c.Changes || slices.Contains(onePlatform, c.API) {
				return next(ctx, c)
			}
			return p.try(ctx, c, next)
		}
	}
}

func (p *platforms) try(ctx context.Context, c *Call, next Attempt) error {
	to := ""
	defer func() {
		if info := infoOf(ctx); info != nil {
			info.Platform = to
		}
	}()
	if !p.isClosed(c.API) {
		if err := next(ctx, c); !isPlatformClosed(err) {
			return err
		}
		p.close(c.API)
	}
	to = p.to
	return next(transport.WithPlatform(ctx, p.to), c)
}

func (p *platforms) isClosed(api string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Now().Before(p.closed[api])
}

func (p *platforms) close(api string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed[api] = time.Now().Add(platformRest)
}

// isPlatformClosed reports whether the account may not use the operation on the platform. 4005 states that only beside
// the words of such a case; by itself it is a wrong key.
func isPlatformClosed(err error) bool {
	var stated *Error
	return errors.As(err, &stated) && stated.Service != Platform && stated.Action() == refusal.AskPermission &&
		(stated.Code != codeUnauthorized || stated.Explanation.Contains != "")
}

// codeUnauthorized is the gateway's code of a wrong key, and of a platform that the plan lacks.
const codeUnauthorized = "4005"

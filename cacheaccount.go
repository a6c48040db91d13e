package ali1688

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/go-ali1688/ali1688/transport"
)

// CacheAccount returns a hash of the account that a call of custom with this context acts for, for the keys of caches:
// that of its session, or else that of the key.
func (c *Client) CacheAccount(ctx context.Context) string {
	if session := transport.SessionOf(ctx); session != "" {
		return accountOf(c.address, "session", session)
	}
	return c.account
}

// cacheOwner returns whom a response is kept for: all who call this address, or the account of a session, since its
// orders must not be shown to another one.
func (c *Client) cacheOwner(ctx context.Context) string {
	if transport.SessionOf(ctx) == "" {
		return c.address
	}
	return c.CacheAccount(ctx)
}

func accountOf(address, kind, secret string) string {
	sum := sha256.Sum256([]byte(address + "\n" + kind + "\n" + secret))
	return hex.EncodeToString(sum[:])
}

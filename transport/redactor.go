package transport

import (
	"context"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Redactor removes secrets and personal data from texts and errors. Its zero value knows them by name and by shape
// only.
type Redactor = redact.Redactor

// Secrets are the secrets that the request of one call carried. They print as REDACTED.
type Secrets = redact.Secrets

// CollectSecrets returns a context in which the round trippers of this package note the secrets that they send, so
// that the errors of the call can be redacted by value. Editions of the client with operations of a user's own call
// it, too.
func CollectSecrets(ctx context.Context) (context.Context, *Secrets) { return redact.Collect(ctx) }

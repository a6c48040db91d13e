// Package docs embeds the guides, for programs that show them without a checkout.
package docs

import "embed"

// Guides has the guides in English and Chinese, such as en/errors.md.
//
//go:embed en/*.md zh-CN/*.md
var Guides embed.FS

// Package evidence holds the real responses of the gateway that the conformance
// tests check against, whole (recordings) and cut off (excerpts), with the index
// of where each was found and the list of every known member and its JSON kinds.
// INDEX.md says what each file is, what was redacted, and how to read the lists.
package evidence

import "embed"

// FS holds recordings/<operation>/*.json, excerpts/<operation>/*.json, those of the open platform, index.tsv
// and fields.tsv. The folders that begin with an underscore (_errors and
// _other_platforms) are part of it.
//
//go:embed all:recordings all:excerpts index.tsv fields.tsv all:openplatform/live all:openplatform/excerpts
var FS embed.FS

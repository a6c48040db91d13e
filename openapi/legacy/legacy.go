// Package legacy adds the document of the open platform's calls of earlier applications to the program. It is imported
// for its effect only:
//
//	import _ "github.com/go-ali1688/ali1688/openapi/legacy"
//
// openapi.Documents then lists the document, the checker and the recorder know its operations, and the mock serves
// them. Its types are in generated/legacy.
package legacy

import "github.com/go-ali1688/ali1688/openapi"

func init() { openapi.Include(openapi.Legacy) }

//go:build site

package embeddedsite

import _ "embed" // for the archive

//go:embed site.zip
var archive []byte

package apiclient

import (
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestVersionIn names the version of this module, and nothing of the program around it.
func TestVersionIn(t *testing.T) {
	shop := debug.Module{Path: "example.org/shop", Version: "v9.9.9"}
	ours := func(version string) *debug.Module { return &debug.Module{Path: module, Version: version} }
	for name, tt := range map[string]struct {
		info *debug.BuildInfo
		want string
	}{
		"no build info": {nil, "devel"},
		"dependency":    {&debug.BuildInfo{Main: shop, Deps: []*debug.Module{ours("v0.3.0")}}, "v0.3.0"},
		"replaced": {&debug.BuildInfo{Main: shop,
			Deps: []*debug.Module{{Path: module, Version: "v0.3.0", Replace: &shop}}}, "devel"},
		"our command": {&debug.BuildInfo{Main: *ours("v0.4.0")}, "v0.4.0"},
		"work tree":   {&debug.BuildInfo{Main: *ours("(devel)")}, "devel"},
		"another's":   {&debug.BuildInfo{Main: shop}, "devel"},
	} {
		assert.Equal(t, tt.want, versionIn(tt.info), name)
	}
}

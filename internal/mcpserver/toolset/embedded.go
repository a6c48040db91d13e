package toolset

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/go-json-experiment/json"
)

//go:embed tools.gen.json
var rendered []byte

// Definitions returns the definitions of the default tools, in the order of [Table].
var Definitions = sync.OnceValue(func() []Definition {
	var all []Definition
	if err := json.Unmarshal(rendered, &all); err != nil {
		panic(fmt.Sprintf("tools.gen.json is broken; run `make generate`: %v", err)) // it is compiled in
	}
	return all
})

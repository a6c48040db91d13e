package mock

import (
	"reflect"
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// overrideFields are the fields of Overrides by operation. The name of a field is that of the operation without
// underscores.
var overrideFields = sync.OnceValue(func() map[string]int {
	fields := map[string]int{}
	for i := range reflect.TypeFor[Overrides]().NumField() {
		fields[strings.ToLower(reflect.TypeFor[Overrides]().Field(i).Name)] = i
	}
	out := map[string]int{}
	for _, api := range exchange.OperationNames() {
		if i, ok := fields[strings.ReplaceAll(api, "_", "")]; ok {
			out[api] = i
		}
	}
	return out
})

// isOverridden reports whether an operation has an override. For an operation without a field it is true.
func (o *Overrides) isOverridden(api string) bool {
	i, ok := overrideFields()[api]
	return !ok || !reflect.ValueOf(o).Elem().Field(i).IsNil()
}

package mock

import (
	"reflect"
	"strings"
	"sync"
)

// overrideFields are the fields of Overrides by operation. They are found once: the name of a field is that of the
// operation without its underscores.
var overrideFields = sync.OnceValue(func() map[string]int {
	fields := map[string]int{}
	for i := range reflect.TypeFor[Overrides]().NumField() {
		fields[strings.ToLower(reflect.TypeFor[Overrides]().Field(i).Name)] = i
	}
	out := map[string]int{}
	for _, api := range operationNames() {
		if i, ok := fields[strings.ReplaceAll(api, "_", "")]; ok {
			out[api] = i
		}
	}
	return out
})

// has says whether an operation has an override. An operation without a field might have one.
func (o *Overrides) has(api string) bool {
	i, ok := overrideFields()[api]
	return !ok || !reflect.ValueOf(o).Elem().Field(i).IsNil()
}

package diff

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// checkCycles returns an error for a reference that leads back to itself and so means nothing. Readers of OpenAPI
// follow it without end.
func checkCycles(root object) error {
	return eachReference(root, func(ref string) error {
		seen := []string{ref}
		for next := referenceAt(root, ref); next != ""; next = referenceAt(root, next) {
			if slices.Contains(seen, next) {
				return fmt.Errorf("a reference leads back to itself: %s", strings.Join(append(seen, next), " → "))
			}
			seen = append(seen, next)
		}
		return nil
	})
}

// eachReference calls f for every $ref in a value, in a stable order.
func eachReference(v any, f func(ref string) error) error {
	switch v := v.(type) {
	case object:
		if ref, ok := v["$ref"].(string); ok {
			return f(ref)
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if err := eachReference(v[name], f); err != nil {
				return err
			}
		}
	case []any:
		for _, inner := range v {
			if err := eachReference(inner, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// referenceAt returns the reference that the value at a reference is, or "" where it is something else or nothing.
func referenceAt(root object, ref string) string {
	pointer, ok := strings.CutPrefix(ref, "#/")
	if !ok {
		return ""
	}
	var v any = root
	for token := range strings.SplitSeq(pointer, "/") {
		v = childOf(v, strings.NewReplacer("~1", "/", "~0", "~").Replace(token))
	}
	target, _ := v.(object)
	next, _ := target["$ref"].(string)
	return next
}

func childOf(v any, token string) any {
	switch v := v.(type) {
	case object:
		return v[token]
	case []any:
		if i, err := strconv.Atoi(token); err == nil && i >= 0 && i < len(v) {
			return v[i]
		}
	}
	return nil
}

package change

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// TestNothingGoesUnseen spoils our document in a hundred ways, some of which are no OpenAPI any more: every change is
// an edit, and all edits together make the new document of the old one.
func TestNothingGoesUnseen(t *testing.T) {
	old, err := parseJSON(openapi.Gateway().JSON)
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(16, 88))
	other := 0
	for i := range 100 {
		changed := clone(old).(object)
		what := spoil(random, changed)
		w := newWalker("gateway", old, changed)
		w.walk()
		if !assert.NotEmpty(t, w.edits, "mutation %d, %s, is not seen", i, what) {
			continue
		}
		made := clone(old).(object)
		for _, e := range w.edits {
			e.make(made, changed)
			if e.Kind == Other {
				other++
			}
		}
		assert.Equal(t, tidy(changed), tidy(made), "mutation %d, %s", i, what)
	}
	t.Logf("%d of 100 had no better name than %q", other, Other)
	assert.Less(t, other, 25)
}

// tidy returns the document without paths that have lost their last operation.
func tidy(document object) any {
	for path, item := range child(document, "paths") {
		if o, ok := item.(object); ok && len(o) == 0 {
			delete(child(document, "paths"), path)
		}
	}
	return normal(document)
}

// spoil removes or replaces one member of an operation or a component, or removes the whole. One that is not an object
// any more is as good as gone.
func spoil(random *rand.Rand, document object) string {
	at, path := document, ""
	for depth := 1; ; depth++ {
		names := keys(at, nil)
		if depth == 1 {
			names = []string{"paths", "components"}
		}
		name := names[random.IntN(len(names))]
		path += " " + name
		if next := inner(random, at[name], &path); len(next) > 0 && (depth < 3 || random.IntN(4) > 0) {
			at = next
			continue
		}
		switch kind := random.IntN(3); {
		case kind == 0 || depth == 3:
			delete(at, name)
			return "delete" + path
		case kind == 1:
			at[name] = []any{"spoilt", object{"deep": "spoilt"}}
			return "a list for" + path
		}
		at[name] = fmt.Sprint("spoilt ", random.Uint64())
		return "a text for" + path
	}
}

// inner returns an object to go on in: the value itself, or one of those in a list.
func inner(random *rand.Rand, v any, path *string) object {
	if l := list(v); len(l) > 0 {
		i := random.IntN(len(l))
		*path += fmt.Sprint(" ", i)
		v = l[i]
	}
	o, _ := v.(object)
	return o
}

// TestKinds has a phrase for every kind of edit that the walker makes.
func TestKinds(t *testing.T) {
	for _, kind := range []Kind{Added, Removed, Renamed, Retyped, BecameRequired, BecameOptional, BecameNullable,
		NeverNull, EnumGrew,
		EnumShrank, BranchAdded, BranchRemoved, Promised, Unpromised, MediaAdded, MediaRemoved, StatusAdded, StatusRemoved,
		UnitChanged, UnitStated, UnitWithdrawn, Changed,
		TextChanged, ServersChanged, Unused, GoOnly, Other} {
		for _, language := range Languages {
			assert.NotEmpty(t, dictionary[language].kinds[kind], "%s: %s", language, kind)
		}
	}
	assert.True(t, slices.IsSorted([]Level{None, Adds, Warns, Breaks}))
}

package phpwire

// Arrays of up to few keys are searched, those of up to many share one map of seen keys: clearing a map costs its
// largest size ever, so a single huge array must not slow down all later ones.
const (
	fewKeys  = 16
	manyKeys = 1024
)

// unique drops, in place, every entry whose key came before, and gives its value to that earlier one.
func (b *treeBuilder) unique(entries []Entry) []Entry {
	find := b.finder(len(entries))
	kept := entries[:0]
	for _, e := range entries {
		if i := find(kept, e.Key); i >= 0 {
			kept[i].Value = e.Value
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// finder returns a function that returns the index of a key among the entries kept, or -1. It is called once for each
// key, and a key that it did not find is kept next.
func (b *treeBuilder) finder(n int) func([]Entry, Key) int {
	if n <= fewKeys {
		return search
	}
	seen := b.keys(n)
	return func(kept []Entry, k Key) int {
		if i, ok := seen[k]; ok {
			return i
		}
		seen[k] = len(kept)
		return -1
	}
}

func search(kept []Entry, k Key) int {
	for i := range kept {
		if kept[i].Key == k {
			return i
		}
	}
	return -1
}

func (b *treeBuilder) keys(n int) map[Key]int {
	if n > manyKeys {
		return make(map[Key]int, n)
	}
	if b.seen == nil {
		b.seen = make(map[Key]int, 4*fewKeys)
	}
	clear(b.seen)
	return b.seen
}

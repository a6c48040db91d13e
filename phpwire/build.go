package phpwire

import "slices"

// sink receives the values that a reader finds, in the order of the input. Inside an array every value, arrays
// included, follows its key.
type sink interface {
	open()
	key(Key)
	null()
	bool(bool)
	int(int64)
	float(float64)
	string(string)
	close()
}

// treeBuilder is the sink that builds a Value. The entries of all open arrays share one stack, so that each array is
// allocated once, in its final size, whatever length the input declared.
type treeBuilder struct {
	root  Value
	stack []Entry
	marks []int // where each open array begins on the stack
	seen  map[Key]int
}

func (b *treeBuilder) open()           { b.marks = append(b.marks, len(b.stack)) }
func (b *treeBuilder) key(k Key)       { b.stack = append(b.stack, Entry{Key: k}) }
func (b *treeBuilder) null()           { b.put(Null()) }
func (b *treeBuilder) bool(v bool)     { b.put(Bool(v)) }
func (b *treeBuilder) int(n int64)     { b.put(Int(n)) }
func (b *treeBuilder) float(f float64) { b.put(Float(f)) }
func (b *treeBuilder) string(s string) { b.put(String(s)) }

func (b *treeBuilder) put(v Value) {
	if len(b.marks) == 0 {
		b.root = v
		return
	}
	b.stack[len(b.stack)-1].Value = v
}

func (b *treeBuilder) close() {
	mark := b.marks[len(b.marks)-1]
	b.marks = b.marks[:len(b.marks)-1]
	made := b.array(b.stack[mark:])
	b.stack = b.stack[:mark]
	b.put(made)
}

// array returns an array with a copy of the entries, which it may change.
func (b *treeBuilder) array(entries []Entry) Value {
	if list, ok := listed(entries); ok {
		return list
	}
	kept := b.unique(entries)
	if len(kept) < len(entries) {
		return b.array(kept) // what is left may be a list
	}
	return Value{kind: KindArray, array: &array{entries: slices.Clone(kept)}}
}

// listed returns a list if the keys are 0, 1, 2 and so on.
func listed(entries []Entry) (Value, bool) {
	if len(entries) == 0 {
		return List(), true
	}
	for i := range entries {
		if !entries[i].Key.is(i) {
			return Value{}, false
		}
	}
	list := make([]Value, len(entries))
	for i := range entries {
		list[i] = entries[i].Value
	}
	return Value{kind: KindArray, array: &array{list: list}}, true
}

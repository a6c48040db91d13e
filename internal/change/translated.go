package change

// addTranslated adds the edits of the Chinese texts: to those of the English beside them, or as their own.
func (w *walker) addTranslated(old, new object) {
	if old == nil || new == nil {
		return
	}
	chinese, english := newWalker(w.document, old, new), w.edits
	chinese.walk()
	done := map[*Edit]bool{}
	for _, e := range chinese.edits {
		if e.Kind != TextChanged || !w.translated(e) {
			continue
		}
		switch beside := textAt(english, e); {
		case beside == nil:
			e.Is = "zh-CN"
			w.edits = append(w.edits, e)
		case !done[beside]:
			beside.Is += ", zh-CN"
			done[beside] = true
		}
	}
}

// translated reports whether a text that changed in the Chinese document is not just the English that nobody
// translates.
func (w *walker) translated(e *Edit) bool {
	english := e.at.lookup(e.groupPlace().find(w.new))
	for _, key := range texts {
		if v := e.at.new[key]; !same(v, e.at.old[key]) && !same(v, english[key]) {
			return true
		}
	}
	return false
}

func textAt(edits []*Edit, e *Edit) *Edit {
	for _, other := range edits {
		if other.Kind == TextChanged && other.kind == e.kind && other.Group == e.Group && other.Place == e.Place {
			return other
		}
	}
	return nil
}

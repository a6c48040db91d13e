package change

import "slices"

// inherit gives every operation what its path states for all operations of the path, so that an edit there is an edit
// of each of them.
func inherit(root object) {
	for _, item := range child(root, "paths") {
		item, _ := item.(object)
		for _, method := range methods {
			if op := child(item, method); op != nil {
				inheritParameters(root, op, list(item["parameters"]))
				if op["servers"] == nil && item["servers"] != nil {
					op["servers"] = clone(item["servers"])
				}
			}
		}
		delete(item, "parameters")
		delete(item, "servers")
	}
}

// inheritParameters adds the parameters that the operation does not state itself.
func inheritParameters(root, op object, parameters []any) {
	w := &walker{old: root, new: root}
	for _, p := range objects(parameters) {
		if own := list(op["parameters"]); w.counterpart(p, own) == nil {
			op["parameters"] = append(slices.Clone(own), clone(p))
		}
	}
}

package lint

import (
	"regexp"
	"strings"
)

var (
	sentenceEnd   = regexp.MustCompile(`\.\s|。`)
	operationName = regexp.MustCompile(`[A-Za-z_]\w*(\.\w+)*`)
	undescribed   = regexp.MustCompile(`(is|are) not described|(未|没有)描述`)
)

// checkCalledUndescribed finds sentences that call an operation undescribed which has been described since.
func checkCalledUndescribed(d *inputs, report report) {
	names := map[string]bool{}
	for _, op := range d.Operations() {
		names[op.ID] = true
	}
	for pointer, text := range d.texts() {
		for _, sentence := range sentenceEnd.Split(strings.Join(strings.Fields(text), " "), -1) {
			if !undescribed.MatchString(sentence) {
				continue
			}
			for _, name := range operationName.FindAllString(sentence, -1) {
				if names[name] {
					report(pointer, "%s is described: do not say that it is not", name)
				}
			}
		}
	}
}

// texts returns the descriptions of operations, parameters and schemas by their places.
func (d *inputs) texts() map[string]string {
	texts := map[string]string{}
	for _, op := range d.described() {
		texts[op.Pointer()+"/description"] = op.Description
	}
	for _, p := range d.Parameters {
		texts[p.Pointer+"/description"] = p.Value.Description
	}
	for _, s := range d.Schemas {
		texts[s.Pointer+"/description"] = s.Value.Description
	}
	return texts
}

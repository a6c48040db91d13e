package site

import (
	"regexp"
	"strings"
)

// comment finds the comment at the end of a line of a sample.
var comment = regexp.MustCompile(`(?m)(^|\s)((?://|#|%|--|') )(.+)$`)

// inLanguage returns the code of a sample with the comments that words.yaml knows in the language of the edition.
func (e *edition) inLanguage(code string) string {
	return comment.ReplaceAllStringFunc(code, func(line string) string {
		m := comment.FindStringSubmatch(line)
		return m[1] + m[2] + e.translation(strings.TrimSpace(m[3]), nil)
	})
}

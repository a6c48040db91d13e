package redact

import "strings"

// elements replaces everything in the elements of XML and HTML with private names, up to the end of the text if the end
// of the element is missing.
func (r Redactor) elements(text string) string {
	var out strings.Builder
	done := 0
	for i := afterOther(text, 0, "<"); i < len(text); i = afterOther(text, i+1, "<") {
		name, content := openTag(text, i)
		if content == 0 || !r.hidesElement(name, text[i:content]) {
			continue
		}
		end := afterContent(text, name, content)
		if !isNothing(unquoted(text[content:end])) {
			out.WriteString(text[done:content] + Mark)
			done = end
		}
		i = end - 1
	}
	return out.String() + text[done:]
}

// hidesElement reports whether an element is private by its name without the prefix, or by the name in an attribute, as
// in <item key="address">. An attribute of HTML names a part of a page.
func (r Redactor) hidesElement(name, tag string) bool {
	return r.private("", name[strings.LastIndexByte(name, ':')+1:]) || !htmlTags[Fold(name)] && r.namesField(tag)
}

// openTag reads a tag, <([\w:-]+)(?:\s[^<>]*)?>, and returns where the content of its element begins, or 0.
func openTag(text string, i int) (name string, content int) {
	name = tagName(text, i+1)
	rest := i + 1 + len(name)
	end := afterOther(text, rest, "<>")
	isTag := name != "" && end < len(text) && text[end] == '>'
	if !isTag || end > rest && (classes[text[rest]]&spaceByte == 0 || text[end-1] == '/') {
		return name, 0
	}
	return name, end + 1
}

func tagName(text string, i int) string { return text[i:after(text, i, tagByte)] }

// afterContent returns the end of the content of an element. There may be elements of its name in it.
func afterContent(text, name string, i int) int {
	depth := 1
	for i = afterOther(text, i, "<"); i < len(text); i = afterOther(text, i+1, "<") {
		switch rest := text[i:]; {
		case strings.HasPrefix(rest, "<![CDATA["):
			if length := strings.Index(rest, "]]>"); length >= 0 {
				i += length
			}
		case strings.HasPrefix(rest, "</"):
			if strings.EqualFold(tagName(text, i+2), name) {
				depth--
			}
			if depth == 0 {
				return i
			}
		default:
			if inner, content := openTag(text, i); content > 0 && strings.EqualFold(inner, name) {
				depth++
			}
		}
	}
	return len(text)
}

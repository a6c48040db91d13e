package site

import (
	"strings"

	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/reference"
)

// codeTable has the codes of the gateway.
func (e *edition) codeTable() string {
	t := e.table("code", "meaning", "do", "charged", "retry")
	for _, c := range cased(e.docs[0].Codes) {
		t.row(e.came(c), e.meaning(c), e.say(c.Do.EN, c.Do.ZH), e.words["charged-"+c.Charged], e.words["retry-"+c.Retry])
	}
	return t.String()
}

// platformTable has the codes of the open platform itself, sharedTable those of several of its operations.
func (e *edition) platformTable() string { return e.refusalTable(e.docs[1].Codes) }
func (e *edition) sharedTable() string   { return e.refusalTable(e.docs[1].Shared) }

func (e *edition) refusalTable(codes []reference.Code) string {
	t := e.table("code", "meaning", "do", "retry", "evidence")
	for _, c := range cased(codes) {
		t.row(e.came(c), e.meaning(c), e.say(c.Do.EN, c.Do.ZH), e.words["retry-"+c.Retry], e.words["level-"+c.Evidence.Level])
	}
	return t.String()
}

// cased returns the codes with their cases behind them.
func cased(codes []reference.Code) []reference.Code {
	var out []reference.Code
	for _, c := range codes {
		out = append(out, c)
		for _, one := range c.Cases {
			one.Charged = c.Charged
			out = append(out, reference.Code{Number: c.Number, ErrorCode: one})
		}
	}
	return out
}

// came returns the code as it comes, with the words that choose a case.
func (e *edition) came(c reference.Code) string {
	switch {
	case c.Text != "":
		return code(c.Number) + " + " + code(c.Text)
	case c.Match == "end":
		return code("…" + c.Number)
	}
	return code(c.Number)
}

// meaning returns what a code means, with the messages as they come.
func (e *edition) meaning(c reference.Code) string {
	out := e.say(c.EN, c.ZH)
	if e.docs[0].Codes != nil && c.Charged != "" { // the provider's own words, in both languages
		out += " (" + map[bool]string{true: c.ZH, false: c.EN}[e.lang == "en"] + ")"
	}
	texts := lists.Select(c.Texts, func(text string) bool { return text != c.Number })
	return strings.TrimSpace(out + " " + strings.Join(lists.Map(texts, code), " "))
}

// say returns the text in the language of the edition.
func (e *edition) say(en, zh string) string {
	if e.lang == "en" {
		return en
	}
	return zh
}

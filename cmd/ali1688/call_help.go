package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/plain"
)

// parameter is one row in the help of an operation.
type parameter struct {
	name, wants string
	required    bool
	values      []string // all that it may have, where they are listed
}

// words are the texts of an operation in the language of a reader.
type words struct {
	summary    string
	parameters map[string]string
}

// operationHelp lists the parameters of an operation of any document, or returns "" for an unknown one.
func operationHelp(name, lang string) string {
	document := documentOf(name)
	if document == "" {
		return ""
	}
	texts := wordsOf(document, name, lang)
	chinese := isChinese(lang)
	var b strings.Builder
	fmt.Fprintf(&b, "ali1688 call %s [name=value …]", name)
	if texts.summary != "" {
		b.WriteString(": " + texts.summary)
	}
	if op := platform.Find(name); op != nil {
		fmt.Fprintf(&b, " (%s)", op.Effect)
	}
	b.WriteString("\n\n")
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, p := range parameterTable(name) {
		fmt.Fprintf(w, "  %s\t%s\t%s\n", p.name, requirements[[2]bool{p.required, chinese}], p.wants)
		if text := firstSentence(texts.parameters[p.name]); text != "" {
			fmt.Fprintf(w, "  \t\t  %s\n", text)
		}
	}
	_ = w.Flush() // a strings.Builder takes everything
	return b.String()
}

// documentOf returns the name of the document that an operation is in, or "".
func documentOf(name string) string {
	if _, ok := params.Operations[name]; ok {
		return "gateway"
	}
	if platform.Find(name) != nil {
		return "openplatform"
	}
	if op := plain.Find(name); op != nil {
		return op.Document
	}
	return ""
}

// parameterTable returns the parameters of an operation in the order of its document, credentials left out.
func parameterTable(name string) []parameter {
	if op := platform.Find(name); op != nil {
		own := lists.Select(op.Params, func(p platform.Param) bool { return !isCredential(p.Name) })
		return lists.Map(own, func(p platform.Param) parameter {
			return parameter{p.Name, wanted(p), p.Required, p.Enum}
		})
	}
	op, ok := params.Operations[name]
	if other := plain.Find(name); !ok && other != nil {
		op = other.Rules
	}
	return lists.Map(op.Params, func(p params.Param) parameter {
		return parameter{p.Name, p.Wants(), p.Required, p.Enum}
	})
}

// requirements are the words for required and optional parameters, by whether they are required and in Chinese.
var requirements = map[[2]bool]string{
	{true, false}: "required", {true, true}: "必填", {false, false}: "optional", {false, true}: "可选",
}

// wanted describes the value of an argument of the open platform.
func wanted(p platform.Param) string {
	switch {
	case len(p.Enum) > 0:
		return "one of " + strings.Join(p.Enum, ", ")
	case p.File:
		return "@FILE, a file"
	case p.Joined:
		return "a list, with commas or as JSON"
	case p.JSON:
		return p.Type + ", as JSON"
	}
	return p.Type
}

// firstSentence returns the beginning of a description, on one line.
func firstSentence(text string) string {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n\n")
	text = strings.Join(strings.Fields(text), " ")
	for _, end := range []string{". ", "。"} {
		if i := strings.Index(text, end); i >= 0 {
			text = text[:i+len(strings.TrimSpace(end))]
		}
	}
	return text
}

// helpArgs returns the call that prints the help which `ali1688 help` was asked for: of a sub-command, or of an
// operation.
func helpArgs(args []string) []string {
	if documentOf(args[0]) != "" {
		args = slices.Concat([]string{"call"}, args)
	}
	return append(slices.Clone(args), "--help")
}

// helpLanguage returns the language of help: that of --lang, wherever it stands, or of the terminal.
func helpLanguage(args []string) string {
	for i, arg := range args {
		name, value, ok := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if name != "lang" || !strings.HasPrefix(arg, "-") {
			continue
		}
		if !ok && i+1 < len(args) {
			value = args[i+1]
		}
		return cmp.Or(value, language())
	}
	return language()
}

func isChinese(lang string) bool { return strings.HasPrefix(strings.ToLower(lang), "zh") }

package main

import (
	"fmt"
	"os"
	"strings"
)

// Marks of the part of a README that is written by this command.
const (
	startMark = "<!-- written by make readme: operations that serve examples -->"
	endMark   = "<!-- end of what make readme writes -->"
)

// readmes are the front pages.
var readmes = map[string]sentence{
	"README.md": {
		"<details><summary>%d of the open platform's %d operations are still answered with the document's example</summary>", ", ", ".",
	},
	"README.zh-CN.md": {"<details><summary>仍以文档示例应答的开放平台接口：%d 个，共 %d 个</summary>", "、", "。"},
}

// sentence is how a language tells a number and a list of names.
type sentence struct{ summary, comma, stop string }

// text is what a front page says of the operations that serve examples.
func (s sentence) text(all int, names []string) string {
	return fmt.Sprintf(s.summary, len(names), all) + "\n\n`" + strings.Join(names, "`"+s.comma+"`") + "`" + s.stop + "\n\n</details>"
}

// withExamples replaces the text between the marks of a page.
func withExamples(page, text string) (string, error) {
	before, rest, ok := strings.Cut(page, startMark)
	_, after, ended := strings.Cut(rest, endMark)
	if !ok || !ended {
		return "", fmt.Errorf("the page lacks %s or %s", startMark, endMark)
	}
	return before + startMark + "\n" + text + "\n" + endMark + after, nil
}

// writeReadmes writes the front pages in a folder.
func writeReadmes(folder string) error {
	for name, sentence := range readmes {
		page, err := os.ReadFile(folder + "/" + name)
		if err != nil {
			return err
		}
		text, err := withExamples(string(page), sentence.text(operations(), examples()))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(folder+"/"+name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

package site

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/samples"
)

// reference writes the page on which Scalar shows a whole document, and the document for it. The document is a script,
// because a page that was opened as a file may load scripts and nothing else.
func (e *edition) reference(v *volume) error {
	script, err := e.documentScript(v)
	if err != nil {
		return err
	}
	if err := e.write(e.lang+"/"+v.Name+"/document.js", script); err != nil {
		return err
	}
	if err := e.samplesScript(v); err != nil {
		return err
	}
	p := page{Title: v.Title, Path: v.Name + "/reference.html", Text: v.Title, Body: v}
	e.index.add(entry{e.words["reference"], v.Title, p.Path}, v.Title+" "+e.words["reference"]+" "+v.Description)
	return e.render("reference.html", p)
}

func (e *edition) documentScript(v *volume) ([]byte, error) {
	var tree yaml.Node
	if err := yaml.Unmarshal(v.content, &tree); err != nil {
		return nil, fmt.Errorf("read %s: %w", v.Name, err)
	}
	v.restrain(&tree)
	quoteLarge(&tree, false)
	groups := [][2]string{} // the name of each and its title
	for _, g := range e.groups(v) {
		groups = append(groups, [2]string{g.Name, g.Title})
	}
	encoded, err := json.Marshal(groups)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "window.ali1688Document = %s;\nwindow.ali1688Groups = %s;\n", flat(&tree), encoded), nil
}

// largest is the largest whole number that JavaScript holds with all below it.
const largest = 1<<53 - 1

// quoteLarge makes text of the examples that JavaScript would round: the reference sends them as they stand.
func quoteLarge(n *yaml.Node, example bool) {
	if example && n.ShortTag() == "!!int" {
		if v, err := strconv.ParseInt(n.Value, 10, 64); err != nil || v > largest || v < -largest {
			n.Tag, n.Style = "!!str", yaml.DoubleQuotedStyle
		}
	}
	for i, c := range n.Content {
		key := n.Kind == yaml.MappingNode && i%2 == 0
		named := n.Kind == yaml.MappingNode && i%2 == 1 && n.Content[i-1].Value == "example"
		quoteLarge(c, !key && (example || named))
	}
}

// samplesScript writes the samples of a document once, for all editions have the same.
func (e *edition) samplesScript(v *volume) error {
	if e.lang != languages[0] {
		return nil
	}
	all, err := e.samples(v)
	if err != nil {
		return err
	}
	return e.writeScript("assets/samples-"+v.Name+".js", "ali1688Samples", all)
}

// codeSample is a sample as x-codeSamples has it.
type codeSample struct {
	Lang   string `json:"lang"`
	Label  string `json:"label"`
	Source string `json:"source"`
}

// samples returns the samples of every operation, by its name.
func (e *edition) samples(v *volume) (map[string][]codeSample, error) {
	out := map[string][]codeSample{}
	for i := range v.Operations {
		op := &v.Operations[i]
		all, err := samples.All(v.Request(op))
		if err != nil {
			return nil, err
		}
		for _, s := range all {
			out[op.Name] = append(out[op.Name], codeSample{s.Lex, s.Name, e.inLanguage(strings.TrimSpace(s.Code))})
		}
	}
	return out, nil
}

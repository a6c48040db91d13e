package translate

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	sources "github.com/go-ali1688/ali1688/internal/document"
)

// text is a text for people in a document.
type text struct {
	owner   *yaml.Node // the mapping that has it
	key     string
	path    string // the JSONPath of the owner, as an action's target has it
	pointer string // the JSON Pointer of the text
}

var (
	// textKeys are the members that hold texts for people.
	textKeys = []string{"title", "summary", "description"}
	// nameMaps are members whose keys are names, so that a member called description in them is not a text.
	nameMaps = []string{
		"paths", sources.XWebhooks, "properties", "patternProperties", "schemas", "responses", "parameters", "requestBodies",
		"headers", "securitySchemes", "examples", "content", "variables", "callbacks", "links", "encoding",
	}
	// values are members that hold values of the API.
	values = []string{"example", "value", "default", "enum", "mapping", "required"}

	identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
)

// each calls f for every text of n and below. Extensions other than x-webhooks are left out: their texts
// come in all languages.
func each(n *yaml.Node, pointer, path string, f func(text)) {
	if n.Kind == yaml.SequenceNode {
		for i, element := range n.Content {
			each(element, pointer+"/"+strconv.Itoa(i), path+elementStep(element, i), f)
		}
		return
	}
	for key, value := range members(n) {
		at := pointer + sources.Pointer(key)
		switch {
		case strings.HasPrefix(key, "x-") && key != sources.XWebhooks, slices.Contains(values, key):
		case slices.Contains(textKeys, key) && value.Kind == yaml.ScalarNode:
			f(text{n, key, path, at})
		case slices.Contains(nameMaps, key) && value.Kind == yaml.MappingNode:
			for name, named := range members(value) {
				each(named, at+sources.Pointer(name), path+Step(key)+Step(name), f)
			}
		default:
			each(value, at, path+Step(key), f)
		}
	}
}

// Step returns a member in a JSONPath.
func Step(key string) string {
	if identifier.MatchString(key) {
		return "." + key
	}
	return "['" + key + "']"
}

// elementStep returns an element of a list in a JSONPath: by its name if it has one, which does not change with its
// place.
func elementStep(n *yaml.Node, i int) string {
	if name := member(n, "name"); name != nil {
		return fmt.Sprintf("[?(@.name == '%s')]", name.Value)
	}
	return fmt.Sprintf("[%d]", i)
}

package conformance

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
)

const componentRoot = "#/components/schemas/"

// compiler turns the schemas of a document into a graph, each component once.
type compiler struct {
	doc        *document
	places     places
	components map[string]*schema
	all        []*schema
	failed     error
}

// fail keeps the first problem; compiling goes on with what there is.
func (c *compiler) fail(pointer, format string, args ...any) {
	if c.failed == nil {
		c.failed = fmt.Errorf("%s: %w", pointer, fmt.Errorf(format, args...))
	}
}

// finish derives what a walk needs from the graph.
func (c *compiler) finish() error {
	for _, s := range c.all {
		if loop := s.settle(); loop != "" {
			return fmt.Errorf("%s: the schema contains itself without a member or an item in between", loop)
		}
	}
	return c.failed
}

// component compiles the schema of that name, or returns the one compiled before.
func (c *compiler) component(name, from string) *schema {
	name, raw := c.resolve(name, from)
	if s, ok := c.components[name]; ok {
		return s
	}
	s := c.add(&schema{})
	c.components[name] = s
	c.fill(s, raw, strings.TrimPrefix(componentRoot, "#")+escapePointer(name))
	return s
}

// resolve follows components that are only references to others.
func (c *compiler) resolve(name, from string) (string, *rawSchema) {
	for seen := []string{}; !slices.Contains(seen, name); {
		raw := c.doc.Components.Schemas[name]
		if raw == nil {
			c.fail(from, "there is no schema %s%s", componentRoot, name)
			return name, &rawSchema{}
		}
		if raw.Ref == "" {
			return name, raw
		}
		seen = append(seen, name)
		name = c.target(raw.Ref, from)
	}
	c.fail(from, "the schema %s%s refers to itself", componentRoot, name)
	return name, &rawSchema{}
}

// target is the name of the component that the reference leads to.
func (c *compiler) target(ref, from string) string {
	name, ok := strings.CutPrefix(ref, componentRoot)
	if !ok {
		c.fail(from, "the reference %q does not lead to %s", ref, componentRoot)
	}
	return unescapePointer(name)
}

func (c *compiler) add(s *schema) *schema {
	c.all = append(c.all, s)
	return s
}

// schema compiles an inline schema or follows its reference.
func (c *compiler) schema(raw *rawSchema, pointer string) *schema {
	if raw.Ref == "" {
		s := c.add(&schema{})
		c.fill(s, raw, pointer)
		return s
	}
	return c.component(c.target(raw.Ref, pointer), pointer)
}

var pointerUnescapes = strings.NewReplacer("~1", "/", "~0", "~")

func unescapePointer(name string) string { return pointerUnescapes.Replace(name) }

func (c *compiler) fill(s *schema, raw *rawSchema, pointer string) {
	if keyword := raw.unsupported(); keyword != "" {
		c.fail(pointer, "%s is not supported", keyword)
	}
	s.place, s.nullable = c.places.of(pointer), raw.Nullable
	s.allOf = c.list(raw.AllOf, pointer+"/allOf")
	c.choose(s, raw.AnyOf, pointer+"/anyOf", false)
	c.choose(s, raw.OneOf, pointer+"/oneOf", true)
	if p := c.part(raw, pointer); !p.open || len(s.allOf)+len(s.choices) == 0 {
		s.own = p
	}
}

func (c *compiler) list(raws []*rawSchema, pointer string) []*schema {
	list := make([]*schema, len(raws))
	for i, raw := range raws {
		list[i] = c.schema(raw, pointer+"/"+strconv.Itoa(i))
	}
	return list
}

func (c *compiler) choose(s *schema, raws []*rawSchema, pointer string, one bool) {
	if len(raws) > 0 {
		s.choices = append(s.choices, &union{place: s.place, one: one, branches: c.list(raws, pointer)})
	}
}

func (c *compiler) part(raw *rawSchema, pointer string) *part {
	kinds, ok := kindsOf[raw.Type]
	if !ok {
		c.fail(pointer, "the type %q is unknown", raw.Type)
	}
	p := &part{
		place: c.places.of(pointer),
		kinds: kinds,
		size:  span{raw.MinItems, raw.MaxItems},
		count: span{raw.MinProps, raw.MaxProps},
	}
	c.limit(p, raw, pointer)
	c.members(p, raw, pointer)
	c.additional(p, raw, pointer+"/additionalProperties")
	if raw.Items != nil {
		p.items = c.edge(raw.Items, pointer+"/items")
	}
	p.open = raw.Type == "" && p.bare()
	return p
}

// bare tells whether the schema has no rules but, perhaps, a type.
func (p *part) bare() bool {
	return p.limits == nil && p.members == nil && p.required == nil && p.additional == nil && !p.closed && p.items == nil &&
		p.size == span{} && p.count == span{}
}

func (c *compiler) limit(p *part, raw *rawSchema, pointer string) {
	limits, err := compileLimits(raw)
	if err != nil {
		c.fail(pointer, "%w", err)
		return
	}
	p.limits = limits
	if limits != nil && limits.enum != nil {
		p.kinds &= limits.enum.kinds
	}
}

func (c *compiler) edge(raw *rawSchema, pointer string) *edge {
	return &edge{place: c.places.of(pointer), to: c.schema(raw, pointer)}
}

func (c *compiler) members(p *part, raw *rawSchema, pointer string) {
	if len(raw.Properties) > 0 {
		p.members = make(map[string]*edge, len(raw.Properties))
	}
	for name, member := range raw.Properties {
		p.members[name] = c.edge(member, pointer+"/properties/"+escapePointer(name))
	}
	for _, name := range raw.Required {
		place := p.place
		if e := p.members[name]; e != nil {
			place = e.place
		}
		p.required = append(p.required, required{name, place})
	}
}

func (c *compiler) additional(p *part, raw *rawSchema, pointer string) {
	switch string(raw.Additional) {
	case "":
	case "false":
		p.closed = true
	case "true":
		p.additional = &edge{place: p.place, to: c.add(anything(p.place))}
	default:
		var member rawSchema
		if err := json.Unmarshal(raw.Additional, &member); err != nil {
			c.fail(pointer, "%w", err)
			return
		}
		p.additional = c.edge(&member, pointer)
	}
}

// anything is a schema that has no rules at all.
func anything(place string) *schema {
	return &schema{place: place, nullable: true, own: &part{place: place, kinds: allKinds, open: true}}
}

// onSuccess collects what x-required-on-success lists on the schema, on what it refers to
// and on its allOf members, each with the place of the member.
func (c *compiler) onSuccess(raw *rawSchema, s *schema) []required {
	var found []required
	for _, name := range c.onSuccessNames(raw, nil) {
		found = append(found, required{name, s.placeOf(name)})
	}
	return found
}

func (c *compiler) onSuccessNames(raw *rawSchema, seen []*rawSchema) []string {
	if raw == nil || slices.Contains(seen, raw) {
		return nil
	}
	seen = append(seen, raw)
	if name, ok := strings.CutPrefix(raw.Ref, componentRoot); ok {
		return c.onSuccessNames(c.doc.Components.Schemas[unescapePointer(name)], seen)
	}
	names := slices.Clone(raw.OnSuccess)
	for _, below := range raw.AllOf {
		names = append(names, c.onSuccessNames(below, seen)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// placeOf returns the place of the member in the schema, or that of the schema.
func (s *schema) placeOf(member string) string {
	for _, p := range s.parts {
		if e := p.members[member]; e != nil {
			return e.place
		}
	}
	return s.place
}

var errNoOperations = errors.New("the document has no operations")

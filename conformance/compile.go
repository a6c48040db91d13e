package conformance

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/go-ali1688/ali1688/internal/document"
)

// compiler turns the schemas of a document into a graph, each component once.
type compiler struct {
	doc        *document.Document
	positions  document.Positions
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
	c.fill(s, raw, document.SchemaPointer(name))
	return s
}

// resolve follows components that are only references to others.
func (c *compiler) resolve(name, from string) (string, *document.Schema) {
	for seen := []string{}; !slices.Contains(seen, name); {
		raw := c.doc.Schema(name)
		if raw == nil {
			c.fail(from, "there is no schema %s", document.RefTo(name))
			return name, &document.Schema{}
		}
		if raw.Ref == "" {
			return name, raw
		}
		seen = append(seen, name)
		name = c.target(raw.Ref, from)
	}
	c.fail(from, "the schema %s refers to itself", document.RefTo(name))
	return name, &document.Schema{}
}

// target returns the name of the component that the reference leads to.
func (c *compiler) target(ref document.Ref, from string) string {
	if !ref.IsSchema() {
		c.fail(from, "the reference %q does not lead to %s", ref, document.RefTo(""))
	}
	return ref.Name()
}

func (c *compiler) add(s *schema) *schema {
	s.number = len(c.all)
	c.all = append(c.all, s)
	return s
}

// schema compiles an inline schema or follows its reference.
func (c *compiler) schema(raw *document.Schema, pointer string) *schema {
	if raw.Ref == "" {
		s := c.add(&schema{})
		c.fill(s, raw, pointer)
		return s
	}
	return c.component(c.target(raw.Ref, pointer), pointer)
}

func (c *compiler) fill(s *schema, raw *document.Schema, pointer string) {
	if keyword := raw.Unsupported(); keyword != "" {
		c.fail(pointer, "%s is not supported", keyword)
	}
	s.place, s.nullable = c.positions.Of(pointer), raw.Nullable
	s.allOf = c.list(raw.AllOf, pointer+"/"+document.KeyAllOf)
	c.choose(s, raw.AnyOf, pointer+"/anyOf", false)
	c.choose(s, raw.OneOf, pointer+"/oneOf", true)
	if p := c.part(raw, pointer); !p.open || len(s.allOf)+len(s.choices) == 0 {
		s.own = p
	}
}

func (c *compiler) list(raws []*document.Schema, pointer string) []*schema {
	list := make([]*schema, len(raws))
	for i, raw := range raws {
		list[i] = c.schema(raw, pointer+"/"+strconv.Itoa(i))
	}
	return list
}

func (c *compiler) choose(s *schema, raws []*document.Schema, pointer string, one bool) {
	if len(raws) > 0 {
		s.choices = append(s.choices, &union{place: s.place, one: one, branches: c.list(raws, pointer)})
	}
}

func (c *compiler) part(raw *document.Schema, pointer string) *part {
	kinds, ok := kindsOf[raw.Type]
	if !ok {
		c.fail(pointer, "the type %q is unknown", raw.Type)
	}
	p := &part{
		place: c.positions.Of(pointer),
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

// bare reports whether the schema has no rules but, perhaps, a type.
func (p *part) bare() bool {
	return p.limits == nil && p.members == nil && p.required == nil && p.additional == nil && !p.closed &&
		p.items == nil &&
		p.size == span{} && p.count == span{}
}

func (c *compiler) limit(p *part, raw *document.Schema, pointer string) {
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

func (c *compiler) edge(raw *document.Schema, pointer string) *edge {
	return &edge{place: c.positions.Of(pointer), to: c.schema(raw, pointer)}
}

func (c *compiler) members(p *part, raw *document.Schema, pointer string) {
	if len(raw.Properties) > 0 {
		p.members = make(map[string]*edge, len(raw.Properties))
	}
	for name, member := range raw.Properties.All() {
		p.members[name] = c.edge(member, pointer+"/properties"+document.Pointer(name))
	}
	for _, name := range raw.Required {
		place := p.place
		if e := p.members[name]; e != nil {
			place = e.place
		}
		p.required = append(p.required, required{name, place})
	}
}

func (c *compiler) additional(p *part, raw *document.Schema, pointer string) {
	switch more := raw.Additional; {
	case more == nil:
	case more.Closed:
		p.closed = true
	case more.Schema == nil:
		p.additional = &edge{place: p.place, to: c.add(anything(p.place))}
	default:
		p.additional = c.edge(more.Schema, pointer)
	}
}

// anything returns a schema that has no rules at all.
func anything(place string) *schema {
	return &schema{place: place, nullable: true, own: &part{place: place, kinds: allKinds, open: true}}
}

// onSuccess returns the members that every success has, each with its place.
func (c *compiler) onSuccess(raw *document.Schema, s *schema) []required {
	names := c.doc.RequiredOnSuccess(raw)
	slices.Sort(names)
	var found []required
	for _, name := range slices.Compact(names) {
		found = append(found, required{name, s.placeOf(name)})
	}
	return found
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

package change

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	oasdiff "github.com/oasdiff/oasdiff/diff"
	"github.com/oasdiff/oasdiff/load"

	"github.com/go-ali1688/ali1688/internal/document"
)

// judge gives every edit the operations that it is seen in, and oasdiff's verdict on it alone.
func (w *walker) judge() error {
	before, after := usageOf(w.old), usageOf(w.new)
	for _, e := range w.edits {
		uses := before.of(e).plus(after.of(e))
		e.Operations = uses.operations()
		if e.Text || e.goOnly {
			continue
		}
		if err := w.judgeOne(e, uses); err != nil {
			return fmt.Errorf("%s %s: %w", e.Group, e.Place, err)
		}
	}
	return nil
}

func (w *walker) judgeOne(e *Edit, uses uses) error {
	old, new := w.alone(e, uses)
	if old == nil {
		return nil
	}
	level, rules, err := verdict(old, new)
	if err != nil {
		return err
	}
	e.Rules = rules
	e.Wire = max(e.Wire, level)
	for _, p := range policies {
		if p.kind == e.Kind && p.applies(uses) {
			e.Wire = p.level
		}
	}
	return nil
}

// policies are where our verdict is not oasdiff's, each with its reason.
var policies = []struct {
	kind    Kind
	level   Level
	applies func(uses) bool
}{
	// The enumerations of responses are open, as openapi/RULES.md says: a client must not break on a value that is new.
	{EnumGrew, Warns, func(u uses) bool { return len(u.requests) == 0 }},
	// A member that was taken out hurts whoever reads it, also where it was optional: on this gateway nearly all are.
	{Removed, Breaks, func(uses) bool { return true }},
	// The bytes are the same, and the amount is another one.
	{UnitChanged, Breaks, func(uses) bool { return true }},
	{UnitStated, Adds, func(uses) bool { return true }},
	{UnitWithdrawn, Warns, func(uses) bool { return true }},
}

// alone makes two small documents that differ by the edit and nothing else; nil where the edit cannot be seen on the
// wire.
func (w *walker) alone(e *Edit, uses uses) (old, new object) {
	switch e.kind {
	case inRoot:
		return nil, nil
	case inOperations, inMessages:
		return w.aloneOperation(e)
	}
	if e.apply == nil && (e.Kind == Added || e.Kind == Removed) {
		return nil, nil // a component by itself is nowhere on the wire
	}
	was := e.groupPlace().find(w.old)
	is := clone(was).(object)
	e.apply(is)
	switch e.kind {
	case inParameters:
		return w.around(parameterIn(was), was, is), w.around(parameterIn(is), was, is)
	case inOtherComponents:
		if otherIn(e.path, was) == nil {
			return nil, nil
		}
		return w.around(otherIn(e.path, was), was, is), w.around(otherIn(e.path, is), was, is)
	}
	return w.around(schemaIn(was, uses), was, is), w.around(schemaIn(is, uses), was, is)
}

func (w *walker) aloneOperation(e *Edit) (old, new object) {
	was := e.groupPlace().find(w.old)
	is := clone(was).(object)
	switch {
	case e.apply != nil:
		e.apply(is)
	case e.Kind == Added:
		is = e.groupPlace().find(w.new)
	case e.Kind == Removed:
		is = nil
	}
	return w.around(pathsWith(e, was), was, is), w.around(pathsWith(e, is), was, is)
}

// pathsWith returns one path with the operation, or with another one where that is to be missing.
func pathsWith(e *Edit, op object) object {
	paths := object{"/_": object{"get": object{"responses": object{"200": object{"description": "ok"}}}}}
	if op != nil && (e.apply != nil || e.Kind == Added || e.Kind == Removed) {
		if e.kind == inMessages {
			op = turned(op)
		}
		paths["/"+strings.TrimPrefix(e.path, "/")] = object{e.method: op}
	}
	return paths
}

func parameterIn(p object) object {
	return object{"/_": object{"get": object{
		"parameters": []any{p}, "responses": object{"200": object{"description": "ok"}},
	}}}
}

// otherIn uses a component of another section, or returns nil if oasdiff does not compare such components.
func otherIn(section string, component object) object {
	ok := object{"description": "ok"}
	op := object{"responses": object{"200": ok}}
	switch section {
	case "responses":
		op["responses"] = object{"200": component}
	case "requestBodies":
		op["requestBody"] = component
	case "headers":
		ok["headers"] = object{"H": component}
	default:
		return nil
	}
	return object{"/_": object{"post": op}}
}

// schemaIn uses a schema the way the document does: in responses, in bodies, in parameters.
func schemaIn(schema object, uses uses) object {
	media := object{"application/json": object{"schema": schema}}
	op := object{"responses": object{"200": object{"description": "ok"}}}
	if len(uses.bodies) > 0 {
		op["requestBody"] = object{"content": media}
	}
	if len(uses.parameters) > 0 {
		op["parameters"] = []any{object{"name": "p", "in": "query", "schema": schema}}
	}
	if len(uses.answers) > 0 || len(uses.requests) == 0 {
		op["responses"] = object{"200": object{"description": "ok", "content": media}}
	}
	return object{"/_": object{"post": op}}
}

// around makes a document of paths, with every component that either form of the group refers to, as it was: what
// changed inside those is another edit.
func (w *walker) around(paths object, forms ...object) object {
	components := object{}
	for _, form := range forms {
		w.collect(form, components)
	}
	return object{
		"openapi": "3.0.3", "info": object{"title": "t", "version": "1"}, "paths": paths, "components": components,
	}
}

func (w *walker) collect(from any, components object) {
	document.EachRef(from, func(ref document.Ref) {
		section, name := ref.Split()
		target := document.ComponentIn(w.old, section, name)
		if target == nil {
			target = document.ComponentIn(w.new, section, name)
		}
		if target == nil || child(components, section)[name] != nil {
			return
		}
		madeChild(components, section)[name] = target
		w.collect(target, components)
	})
}

// verdict returns what oasdiff says about two documents: the worst level, and the rules that were broken.
func verdict(old, new object) (Level, []string, error) {
	changes, err := oasdiffChanges(old, new)
	if err != nil {
		return None, nil, err
	}
	level, rules := None, map[string]bool{}
	for _, c := range changes {
		level = max(level, levelOf(c.GetLevel()))
		rules[c.GetId()] = true
	}
	return level, slices.Sorted(maps.Keys(rules)), nil
}

func levelOf(l checker.Level) Level {
	switch l {
	case checker.ERR:
		return Breaks
	case checker.WARN:
		return Warns
	}
	return Adds
}

func oasdiffChanges(old, new object) (checker.Changes, error) {
	a, err := specOf(old)
	if err != nil {
		return nil, fmt.Errorf("the old form: %w", err)
	}
	b, err := specOf(new)
	if err != nil {
		return nil, fmt.Errorf("the new form: %w", err)
	}
	found, sources, err := oasdiff.GetWithOperationsSourcesMap(oasdiff.NewConfig(), a, b)
	if err != nil {
		return nil, err
	}
	return checker.CheckBackwardCompatibilityUntilLevel(checker.NewConfig(checker.GetAllChecks()), found, sources,
		checker.INFO), nil
}

func specOf(root object) (*load.SpecInfo, error) {
	data, err := json.Marshal(root)
	if err != nil {
		return nil, err
	}
	spec, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil, err
	}
	return &load.SpecInfo{Spec: spec, Url: "document"}, nil
}

package model

import (
	"maps"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// Platform is what the templates of the open platform print.
type Platform struct {
	Operations []PlatformOperation
	Services   []Service
	Refusals   []Refusal // of the platform itself
	Shared     []Refusal // of several operations
	// the rows of operations, and those shared, for the operations that they are applied to by inference
	Inferred  []Refusal
	Arguments []ArgumentRule
}

// PlatformOperation is one operation of the open platform with its names on the wire and in Go.
type PlatformOperation struct {
	Name, Namespace, Version, Protocol string
	Service, Family, Effect            string
	Go, Method                         string // the stem of its types, and its method
	Summary, Text                      string
	Evidence                           document.Evidence
	Public, Unsigned                   bool // it needs no access token, no signature
	Personal                           bool // its arguments hold personal data
	CredentialsInQuery                 bool
	Request, Response                  string
	Bare                               bool // the response is a value alone, no object
	Params                             []PlatformParam
	Arguments                          int     // the row of its arguments in [Platform.Arguments]
	Levels                             []Level // of its response, outermost first
	Outcome                            document.Outcome
	Payload                            []string // the paths of what a read returns
	Total                              string   // the path of the number of rows on all pages
	Codes                              []Refusal
	Page                               *PlatformPage
}

// PlatformParam is one argument: a field of the form, or a member of the query where the operation has it there.
type PlatformParam struct {
	Name, Type   string
	Required     bool
	JSON, Joined bool // how an object or a list stands in the form
	File         bool // it is bytes
	Enum         []string
}

// Service is a group of operations: a field of the client.
type Service struct {
	Name, Go   string
	Operations []PlatformOperation
}

// BuildPlatform joins the bundled document of the open platform with the Go that oapi-codegen made of it.
func BuildPlatform(bundled, generated []byte) (*Platform, error) {
	shared, err := newBuilder(bundled, generated)
	if err != nil {
		return nil, err
	}
	b := &platformBuilder{builder: shared, arguments: newArgumentTable(shared)}
	out := &Platform{Operations: b.operations()}
	b.checkSuccessCodes()
	out.Refusals, out.Shared = refusals(b.doc.Resolve(b.doc.Schema("PlatformError")).ErrorCodes, ""),
		refusals(b.doc.ErrorCodes, "")
	out.Arguments = b.arguments.rows
	out.Inferred = inferences(out.Shared)
	for _, op := range out.Operations {
		out.Inferred = append(out.Inferred, inferences(op.Codes)...)
	}
	if b.err == nil {
		out.Services = b.services(out.Operations)
	}
	return out, b.err
}

type platformBuilder struct {
	*builder
	arguments *argumentTable
}

func (b *platformBuilder) operations() []PlatformOperation {
	all := lists.Map(b.doc.Sorted(), b.operation)
	for i, op := range all { // in this order, for the rows to have one
		if op.Request != "" {
			all[i].Arguments = b.arguments.row(&document.Schema{Ref: document.RefTo(op.Request)})
		}
	}
	return all
}

func (b *platformBuilder) operation(op *document.Operation) PlatformOperation {
	out := PlatformOperation{
		Name: op.ID, Service: op.Service, Family: op.Family, Effect: op.Effect,
		Summary: op.Summary, Text: strings.TrimSpace(op.Description), Evidence: op.Evidence,
		Public: !op.Takes("accessToken"), Unsigned: !op.Takes("signature"),
		CredentialsInQuery: op.Credentials == "query",
	}
	out.Response, out.Go = b.response(op)
	if op.Service == "" {
		b.fail("%s: x-service is missing: it says which field of the client has the method", op.Path)
	}
	parts := strings.Split(strings.Trim(op.Path, "/"), "/") // protocol, version, namespace, name, {appKey}
	if len(parts) != 5 || parts[3] != out.Name {
		b.fail("%s: the path must be /<protocol>/<version>/<namespace>/%s/{appKey}", op.Path, out.Name)
		return out
	}
	out.Protocol, out.Version, out.Namespace = parts[0], parts[1], parts[2]
	if form := op.Form(); form != nil {
		b.request(&out, form)
	}
	b.answer(&out, op)
	return out
}

// request reads the arguments of an operation. Those that are objects or lists stand in the form as JSON.
func (b *platformBuilder) request(out *PlatformOperation, form *document.Media) {
	out.Request = form.Schema.Component()
	out.Personal = b.personal(form.Schema, map[document.Ref]bool{})
	s := b.doc.Resolve(form.Schema)
	for key, p := range s.Properties.Sorted() {
		p, encoding := b.doc.Unwrap(p), form.Encoding.Get(key)
		param := PlatformParam{
			Name: key, Type: p.Type, Required: slices.Contains(s.Required, key),
			File: p.Format == "binary",
			JSON: encoding.ContentType == "application/json", Joined: encoding.Style == "form" && !encoding.Explode,
			Enum: document.Texts(p.Enum),
		}
		isNested := p.Type == "object" || p.Type == "array"
		if p.Type != "" && isNested != (param.JSON || param.Joined) {
			b.fail("%s: encoding is for objects and lists only, and each of them needs it; %s is %q",
				out.Name, key, p.Type)
		}
		out.Params = append(out.Params, param)
	}
}

func (b *platformBuilder) answer(out *PlatformOperation, op *document.Operation) {
	response := b.doc.Resolve(b.doc.Schema(out.Response))
	out.Levels = b.levels(response)
	out.Bare = len(out.Levels[0].Kinds) > 0 && !slices.Contains(out.Levels[0].Kinds, "object")
	if response.Outcome != nil {
		out.Outcome = *response.Outcome
	}
	if out.Effect == "read" {
		out.Payload = b.payload(response, out.Outcome, op.Pagination)
	}
	if op.Pagination != nil {
		out.Total = op.Pagination.Total
	}
	out.Codes = refusals(response.ErrorCodes, out.Go)
	out.Page = b.page(*out, op.Pagination)
}

// member returns the Go expression of a member of the response r, named by a dotted path, and empty without one.
func (b *platformBuilder) member(goType, path string) string {
	if path == "" {
		return ""
	}
	expr := "r"
	s := b.doc.Schema(goType)
	for key := range strings.SplitSeq(path, ".") {
		expr += "." + b.goName(goType, key)
		s = b.doc.Property(s, key)
		goType = s.Component()
	}
	return expr
}

// services groups operations as the client does, and names their methods: a type's stem without the service's own
// name in front, since it is said already.
func (b *platformBuilder) services(all []PlatformOperation) []Service {
	byName := map[string]*Service{}
	methods := map[string]string{}
	for i := range all {
		op := &all[i]
		s := byName[op.Service]
		if s == nil {
			s = &Service{Name: op.Service, Go: serviceName(op.Service)}
			byName[op.Service] = s
		}
		op.Method = op.Go
		if short, ok := strings.CutPrefix(op.Go, s.Go); ok && short != "" && short[0] <= 'Z' {
			op.Method = short
		}
		if other, taken := methods[s.Go+"."+op.Method]; taken {
			b.fail("%s and %s would both be the method %s.%s", other, op.Name, s.Go, op.Method)
		}
		methods[s.Go+"."+op.Method] = op.Name
		s.Operations = append(s.Operations, *op)
	}
	return lists.Map(slices.Sorted(maps.Keys(byName)), func(name string) Service { return *byName[name] })
}

func serviceName(service string) string {
	if service == "oauth" {
		return "OAuth"
	}
	return strings.ToUpper(service[:1]) + service[1:]
}

// Pages reports whether some list of the service is paged.
func (s Service) Pages() bool {
	return slices.ContainsFunc(s.Operations, func(op PlatformOperation) bool { return op.Page != nil })
}

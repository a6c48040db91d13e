package mock

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/internal/aop"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-json-experiment/json/jsontext"
)

// platformRequest is what a request asks of the open platform, by whichever road it came.
type platformRequest struct {
	op     *platform.Operation // nil if it is unknown
	appKey string
	signed bool
	args   jsontext.Value
	fault  *arguments.Fault

	injected *orders.Refusal          // by a fault: it is refused with this
	alter    func(body []byte) []byte // by a fault: changes the response, or nil
}

// currentTime is the operation with which the provider explains signatures. No document of its own describes it.
var currentTime = &platform.Operation{
	Name: "currentTime", Namespace: "system", Version: "1", Protocol: "param2",
	Family: "tool", Effect: platform.EffectRead, Public: true,
}

// findOperation returns the operation of that name, or nil.
func findOperation(name string) *platform.Operation {
	if name == currentTime.Name {
		return currentTime
	}
	return platform.Find(name)
}

// address is the parts of param2/1/com.alibaba.trade/alibaba.trade.cancel/1000000.
type address struct{ protocol, version, namespace, name, appKey string }

func parseAddress(path string) address {
	f := append(strings.Split(path, "/"), "", "", "", "", "")
	return address{f[0], f[1], f[2], f[3], f[4]}
}

// operation returns the operation that the address names. A misfit says what is wrong with an address that names none.
func (a address) operation() (op *platform.Operation, misfit string) {
	op = findOperation(a.name)
	switch {
	case op == nil:
		return nil, "there is no operation " + printable(a.namespace+"/"+a.name) + didYouMean(nearestOperation(a.name))
	case op.Namespace != a.namespace:
		return nil, op.Name + " is in the namespace " + op.Namespace + ", not in " + printable(a.namespace)
	case op.Version != a.version:
		return nil, op.Name + " has the version " + op.Version + ", not " + printable(a.version)
	case op.Protocol != a.protocol && !isToken(op, a.protocol):
		return nil, op.Name + " is called under " + op.Protocol + ", not under " + printable(a.protocol)
	}
	return op, ""
}

// isToken reports whether the address is the one at which the provider's own SDKs ask for tokens.
func isToken(op *platform.Operation, protocol string) bool {
	return op.Name == "getToken" && protocol == "param2"
}

// examinePlatform reads a request that was sent to the open platform itself.
func (s *server) examinePlatform(r *http.Request, c *call) {
	path := strings.TrimPrefix(r.URL.Path, openAPI)
	a := parseAddress(path)
	op, misfit := a.operation()
	c.request = &platformRequest{op: op, appKey: a.appKey}
	if op == nil {
		c.deviate(RuleOperation, a.name, misfit)
		return
	}
	s.examineApplication(c, op)
	c.examineAddress(op, a)
	c.examineBody(r, slices.ContainsFunc(op.Params, func(p platform.Param) bool { return p.File }))
	c.read(op, c.renamed(op, c.platformFields()))
	c.request.signed = op.Unsigned && c.get(aop.Signature) == "" || s.signed(c, path)
	if !c.request.signed {
		s.explainSignature(c, path)
	}
}

// examineApplication reports a request of no application, of another one than the mock has, or of nobody.
func (s *server) examineApplication(c *call, op *platform.Operation) {
	switch {
	case c.request.appKey == "":
		c.deviate(RuleAddress, "appKey", "the address lacks the application's key at its end")
	case s.appKey != "" && c.request.appKey != s.appKey:
		c.deviate(RuleAddress, "appKey", "the application's key at the end of the address is not the one that the mock was given")
	}
	if !op.Public && c.get(aop.AccessToken) == "" {
		c.deviate(RuleRequired, aop.AccessToken, "access_token is missing; "+op.Name+" requires it")
	}
}

func (c *call) examineAddress(op *platform.Operation, a address) {
	if op == currentTime {
		c.deviate(RuleAddress, op.Name, "system/currentTime is not in the document; the form of its response is unknown")
	}
	if op.Protocol != a.protocol {
		c.deviate(RuleAddress, op.Name, op.Name+" was called under "+a.protocol+"; the document has "+op.Protocol)
	}
	if c.get(datePattern) != "" {
		c.deviate(RuleUnknown, datePattern, datePattern+" is a system parameter of the provider's SDKs that the document does not have")
	}
}

func (c *call) examineBody(r *http.Request, takesFile bool) {
	switch {
	case c.multipart && !takesFile:
		c.deviate(RuleBody, "Content-Type",
			"the body is multipart/form-data; the document has application/x-www-form-urlencoded")
	case r.Method == http.MethodPost && r.ContentLength > 0 && !c.multipart && !isForm(r):
		c.deviate(RuleBody, "Content-Type", "the body is neither a form nor multipart/form-data, and is ignored")
	}
}

// datePattern is a system parameter that the official SDKs for PHP and Java send: the pattern of dates in the response.
const datePattern = "_aop_datePattern"

// systemFields are those that belong to the platform and not to the operation.
var systemFields = []string{aop.Signature, aop.Timestamp, aop.AccessToken, datePattern}

// platformFields are the arguments of a request to the open platform.
func (c *call) platformFields() []arguments.Sent {
	var out []arguments.Sent
	for _, list := range []args{c.query, c.form} {
		for _, a := range list {
			if !slices.Contains(systemFields, a.name) && (a.value != "" || c.get(a.name) == "") {
				out = replacedField(out, arguments.Field(a.name, a.value))
			}
		}
	}
	for name, content := range c.files {
		if encoded, err := loose.Marshal(content); err == nil {
			out = replacedField(out, arguments.Sent{Name: name, Value: encoded})
		}
	}
	return out
}

// replacedField adds a field, in place of one of the same name.
func replacedField(fields []arguments.Sent, f arguments.Sent) []arguments.Sent {
	if i := slices.IndexFunc(fields, func(x arguments.Sent) bool { return x.Name == f.Name }); i >= 0 {
		fields[i] = f
		return fields
	}
	return append(fields, f)
}

// renamed has the argument that the official PHP SDK spells in another way under the name that the document has.
func (c *call) renamed(op *platform.Operation, fields []arguments.Sent) []arguments.Sent {
	for i, f := range fields {
		if f.Name == "refreshToken" && op.Name == "getToken" {
			fields[i].Name = "refresh_token"
			c.deviate(RuleSpelling, f.Name, "refreshToken is the spelling of the official PHP SDK; the document has refresh_token")
		}
	}
	return fields
}

// readCustom reads the request that custom hands on. An unknown operation is left to the gateway.
func (c *call) readCustom() {
	name := cmp.Or(c.get("method"), c.get("api"))
	namespace, short, _ := strings.Cut(name, "/")
	op, misfit := address{"", "", namespace, short, ""}.named()
	c.request = &platformRequest{op: op}
	if op == nil {
		c.deviate(RuleOperation, printable(name), misfit)
		return
	}
	c.read(op, c.customFields())
}

// named is the operation of an address that has a namespace and a name only.
func (a address) named() (op *platform.Operation, misfit string) {
	if op = platform.Find(a.name); op != nil {
		a.protocol, a.version = op.Protocol, op.Version
	}
	return a.operation()
}

// customFields are the arguments of the API that custom is to call, in either dialect.
func (c *call) customFields() []arguments.Sent {
	if c.get("method") != "" {
		if c.get("_o_args") == "" {
			return nil
		}
		sent, found, fault := arguments.Members("_o_args", c.get("_o_args"))
		c.found(found)
		if fault != nil {
			c.deviate(RuleSyntax, fault.Where, fault.Text)
		}
		return sent
	}
	var out []arguments.Sent
	for _, list := range []args{c.query, c.form} {
		for _, a := range list {
			if findParam(c.api, a.name) == nil && !isCredential(a.name) {
				out = replacedField(out, arguments.Field(a.name, a.value))
			}
		}
	}
	return out
}

// read reads the arguments of an operation into the request.
func (c *call) read(op *platform.Operation, sent []arguments.Sent) {
	args, found, fault := arguments.Read(op, sent)
	c.request.args, c.request.fault = args, fault
	c.found(found)
	if fault != nil {
		c.deviate(faultRules[fault.Missing], fault.Where, fault.Text)
	}
}

var faultRules = map[bool]string{true: RuleRequired, false: RuleKind}

func (c *call) found(deviations []arguments.Deviation) {
	for _, d := range deviations {
		c.deviate(d.Rule, d.Where, d.Text)
	}
}

// refusal is what the platform says of arguments that it cannot read, or what a fault makes it say.
func (r *platformRequest) refusal() *orders.Refusal {
	switch {
	case r.injected != nil:
		return r.injected
	case r.fault == nil:
		return nil
	case r.fault.Missing:
		return &orders.Refusal{Code: platform.CodeParamMissing, Message: "Required argument " + r.fault.Where}
	}
	return &orders.Refusal{Code: "400", Message: r.fault.Text}
}

// signed reports whether the signature is right, as far as the secret is known.
func (s *server) signed(c *call, path string) bool {
	if s.app == "" {
		return len(c.get(aop.Signature)) == 40
	}
	return aop.Signed(path, c.signedFields(), s.app)
}

// signedFields are the fields that a signature covers: all but files.
func (c *call) signedFields() url.Values {
	fields := url.Values{}
	for _, list := range []args{c.query, c.form} {
		for _, a := range list {
			fields.Set(a.name, a.value)
		}
	}
	return fields
}

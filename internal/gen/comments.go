package gen

import (
	"go/format"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// comments are what oapi-codegen leaves unsaid about the server it makes, by the line it stands above. $1 is the name
// of the operation in Go.
var comments = []struct{ line, comment string }{
	{`^type (\w+)RequestObject struct`, "// ${1}RequestObject is a call of $1 as the strict server hands it over."},
	{`^type (\w+)ResponseObject interface`, "// ${1}ResponseObject is what can answer a call of $1: the typed response, or anything that writes itself."},
	{`^type (\w+)200JSONResponse `, "// ${1}200JSONResponse is the typed response of $1, written as JSON."},
	{`^\tParams +\w+Params$`, "\t// Params are the parameters of the query."},
	{`^\tBody +\*\w+RequestBody$`, "\t// Body is the form, or nil without one."},
	{`^\tVisit\w+Response\(w http.ResponseWriter\) error$`, "\t// It writes the answer to w."},
	{`^type MiddlewareFunc `, "// MiddlewareFunc wraps the handler of an operation."},
	{`^type (\w+)Error struct`, "// ${1}Error says that the generated server could not read a parameter."},
	{`^\tParamName +string$`, "\t// ParamName is the name of the parameter on the wire."},
	{`^\tErr +error$`, "\t// Err is what is wrong with it."},
	{`^func \(e \*\w+Error\) Error\(\)`, "// Error names the parameter and what is wrong with it."},
	{`^func \(e \*\w+Error\) Unwrap\(\)`, "// Unwrap returns what is wrong with the parameter."},
	{`^\tCount +int$`, "\t// Count is how many values came."},
	{`^func \(response \w+\) Visit\w+Response\(`, "// It writes the response to w as JSON."},
	{`^type StdHTTPServerOptions struct`, "// StdHTTPServerOptions say how the generated server handles requests; the zero value is fine."},
	{`^type StrictHTTPServerOptions struct`, "// StrictHTTPServerOptions say what the strict server does with errors."},
	{`^type StrictHandlerFunc `, "// StrictHandlerFunc handles an operation with typed values."},
	{`^type StrictMiddlewareFunc `, "// StrictMiddlewareFunc wraps a handler of typed values."},
	{`^func NewStrictHandler\(`, "// NewStrictHandler makes a server of an implementation with typed values."},
	{`^func NewStrictHandlerWithOptions\(`, "// NewStrictHandlerWithOptions is NewStrictHandler with options."},
	{`^func HandlerFromMuxWithBaseURL\(`, "// HandlerFromMuxWithBaseURL is HandlerFromMux for paths below baseURL."},
	{`^\tBaseURL +string$`, "\t// BaseURL stands before every path."},
	{`^\tBaseRouter +ServeMux$`, "\t// BaseRouter takes the routes; nil is a new mux."},
	{`^\tMiddlewares +\[\]MiddlewareFunc$`, "\t// Middlewares wrap every operation, the last one outermost."},
	{`^\tHandlerMiddlewares +`, "\t// HandlerMiddlewares wrap every operation."},
	{`^\tHandler +ServerInterface$`, "\t// Handler implements the operations."},
	{`^\tErrorHandlerFunc +`, "\t// ErrorHandlerFunc answers a request whose parameters cannot be read."},
	{`^\tRequestErrorHandlerFunc +`, "\t// RequestErrorHandlerFunc answers a request whose body cannot be read."},
	{`^\tResponseErrorHandlerFunc +`, "\t// ResponseErrorHandlerFunc answers a request whose handler failed."},
	{`^func \(t \w+\) MarshalJSON\(\)`, "// MarshalJSON returns the branch that the union holds."},
	{`^func \(t \*\w+\) UnmarshalJSON\(`, "// UnmarshalJSON keeps the branch that comes."},
}

// Commented returns generated Go in which every exported name has a comment, as far as the names are those of servers,
// which the document cannot describe.
//
// It also mends how oapi-codegen joins a name and its description, "Price The price of one unit": a field says what
// it is, and a type has a colon.
func Commented(source []byte) ([]byte, error) {
	lines := unstuttered(strings.Split(string(source), "\n"))
	var out []string
	for i, line := range lines {
		if i > 0 && !strings.HasPrefix(strings.TrimSpace(lines[i-1]), "//") {
			if c := commentFor(line); c != "" {
				out = append(out, c)
			}
		}
		out = append(out, line)
	}
	return format.Source([]byte(strings.Join(out, "\n")))
}

// unstuttered takes the name from before the description of a field, and puts a colon behind that of a type.
func unstuttered(lines []string) []string {
	for i, line := range lines {
		indent, text, ok := strings.Cut(line, "// ")
		name, description, described := strings.Cut(text, " ")
		if !ok || !described || i > 0 && isComment(lines[i-1]) {
			continue
		}
		switch declared := behindComment(lines[i:]); {
		case indent == "\t" && strings.HasPrefix(declared, "\t"+name+" "):
			lines[i] = indent + "// " + description
		case indent == "" && strings.HasPrefix(declared, "type "+name+" ") && unicode.IsUpper([]rune(description)[0]):
			lines[i] = "// " + name + ": " + description
		}
	}
	return lines
}

func isComment(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), "//") }

// behindComment is the first line that is no comment.
func behindComment(lines []string) string {
	if i := slices.IndexFunc(lines, func(line string) bool { return !isComment(line) }); i >= 0 {
		return lines[i]
	}
	return ""
}

// plurals are names that end in Ids, outside the names on the wire.
var plurals = regexp.MustCompile("(`[^`]*`|\"[^\"\n]*\")|\\b([A-Z]\\w*)Ids\\b")

// Initialised writes OrderIDs where oapi-codegen, which knows single initialisms, writes OrderIds.
func Initialised(source []byte) []byte {
	return plurals.ReplaceAllFunc(source, func(m []byte) []byte {
		if m[0] == '`' || m[0] == '"' {
			return m
		}
		return append(m[:len(m)-3:len(m)-3], "IDs"...)
	})
}

// commentForms are compiled when code is made: a command that makes none should not wait for them.
var commentForms = sync.OnceValue(func() []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, c := range comments {
		out = append(out, regexp.MustCompile(c.line))
	}
	return out
})

func commentFor(line string) string {
	for i, form := range commentForms() {
		if m := form.FindStringSubmatchIndex(line); m != nil {
			return string(form.ExpandString(nil, comments[i].comment, line, m))
		}
	}
	return ""
}

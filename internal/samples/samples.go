// Package samples writes one request in many languages: those of the provider's own pages. Every sample is a whole
// program that reads the account from the environment, checks the server's certificate, and prints the response.
//
// A sample is made from a [Request] by a template, so an operation that is added to a document has its samples without
// a hand. That of Go is the typed client's, found by reflection. Operations of the open platform are called through the
// gateway's custom.
//
// The tests run the samples whose [Language] says so against the mock and compare the response; the others are written
// with care and nothing more, and pages say which is which.
package samples

import (
	"bytes"
	"embed"
	"fmt"
	"net/url"
	"path"
	"reflect"
	"slices"
	"strings"
	"text/template"

	"github.com/go-ali1688/ali1688"
)

// Base is the address that the samples call.
const Base = "https://api-gw.onebound.cn"

// Request is one call of one operation.
type Request struct {
	API         string
	Platform    string
	Query, Form []Pair // without the account
	Session     bool   // for the account of a session
	Open        *Open  // the call of the open platform that it hands on, or nil
	Plain       string // the address of the operation, if its document has no client: it takes no account
}

// Open is a call of the open platform.
type Open struct {
	Name      string
	Response  string // the schema of its response
	Arguments string // a JSON object, or "" without any
	Changes   bool   // it does something to the world
	Token     bool   // it acts for an account
	Direct    bool   // the gateway does not hand it on
	Untyped   bool   // the client has no method for it
}

// Pair is a parameter with its value, as it is before any encoding.
type Pair struct{ Name, Value string }

// Direct reports whether the call goes to the open platform itself, for want of another way.
func (r Request) Direct() bool { return r.Open != nil && r.Open.Direct }

// Changes reports whether the call does something that must not be done twice.
func (r Request) Changes() bool { return r.Open != nil && r.Open.Changes }

// Post reports whether the call has a body.
func (r Request) Post() bool { return len(r.Form) > 0 }

// URL returns the address without a query.
func (r Request) URL() string { return Base + "/" + r.Platform + "/" + r.API + "/" }

// address returns the address with the query.
func (r Request) address() string {
	query := url.Values{}
	for _, p := range r.Query {
		query.Set(p.Name, p.Value)
	}
	return strings.TrimSuffix(r.Plain+"?"+query.Encode(), "?")
}

// Host returns the address of the server.
func (r Request) Host() string { return Base }

// Params returns all parameters, wherever they stand.
func (r Request) Params() []Pair { return slices.Concat(r.Query, r.Form) }

// Sample is a request in one language.
type Sample struct {
	Language
	Code string
}

// All writes the request in every language, in the order of [Languages]. What the gateway does not hand on is a
// matter of signatures, tokens and files: it is written for the typed client, which knows them.
func All(r Request) ([]Sample, error) {
	if r.Plain != "" {
		return []Sample{{Language{ID: "curl", Name: "curl", Lex: "bash", quote: shell}, "curl " + shell(r.address()) + "\n"}},
			nil
	}
	var out []Sample
	for _, l := range Languages {
		if r.Direct() && l.ID != "go" || l.ID == "go" && !r.typed() {
			continue
		}
		code, err := l.Write(r)
		if err != nil {
			return nil, err
		}
		out = append(out, Sample{l, code})
	}
	return out, nil
}

// typed reports whether the typed client has a method for the call. It has none for operations that a user adds.
func (r Request) typed() bool {
	if r.Open != nil {
		return true
	}
	_, ok := methodOf(reflect.TypeFor[*ali1688.Client](), r.API)
	return ok
}

//go:embed templates/*.tmpl templates/direct/*.tmpl
var folder embed.FS

// Write writes the request in the language.
func (l Language) Write(r Request) (string, error) {
	return l.fill("templates/"+l.ID+".tmpl", r.API, r)
}

// fill fills in a template of the language for a call.
func (l Language) fill(file, call string, data any) (string, error) {
	functions := template.FuncMap{"q": l.quote, "typed": typed, "contains": strings.Contains}
	page, err := template.New(path.Base(file)).Funcs(functions).ParseFS(folder, file)
	if err != nil {
		return "", fmt.Errorf("the template of %s: %w", l.Name, err)
	}
	var out bytes.Buffer
	if err := page.Execute(&out, data); err != nil {
		return "", fmt.Errorf("%s in %s: %w", call, l.Name, err)
	}
	return strings.TrimSpace(out.String()) + "\n", nil
}

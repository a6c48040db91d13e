// Package documents is the table of the OpenAPI documents: one row a document, with everything that differs between
// them. A new document is its folder and its row.
//
// The table holds no document, because the program that makes the bundles reads it. Package openapi adds the bundles.
package documents

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Row describes a document and the files that belong to it. Paths are relative to the root of the repository.
type Row struct {
	Name   string // the folder in openapi, the bundle in openapi/dist and the package in generated
	Go     string // the function of package openapi that returns it
	Title  string // the API in a sentence, such as "the Onebound (万邦) gateway"
	Server string // the real server, scheme://host

	Base string // the path in front of the document's paths, see [Row.Operation]
	Path string // the form of the document's paths

	Client  Client
	Package string // the name of the package in generated
	Stubs   bool   // server stubs are generated, too
	Config  string // the configuration of oapi-codegen
	Overlay string // the overlay with Go types and names, or ""
	Chinese string // the folder of the overlay with the Chinese texts, or ""
	Root    string // the folder of the client's package

	// Messages is the overlay with Go types and names for the messages that the API sends, or "". Their contents are
	// generated into a package of their own, [MessagesPackage].
	Messages string

	// Apart leaves the document out of every program that does not import package openapi/<name>.
	Apart bool
}

// Client is the kind of client that is generated for a document.
type Client string

// MessagesPackage is the name of the package in generated with the contents of messages.
const MessagesPackage = "messages"

// The kinds of clients.
const (
	TypesOnly      Client = ""             // the types of the document, and no client
	GatewayClient  Client = "gateway"      // parameters in the query, package ali1688
	PlatformClient Client = "openplatform" // signed forms, package openplatform
)

// Rows is the table.
var Rows = []Row{
	{
		Name: "gateway", Go: "Gateway", Title: "the Onebound (万邦) gateway", Server: "https://api-gw.onebound.cn",
		Base: "/{platform=1688|1688global}", Path: "/{api}/",
		Client: GatewayClient, Package: "gateway", Stubs: true, Config: "generated/gateway.config.yaml",
		Overlay: "openapi/overlays/go.yaml", Chinese: "openapi/overlays/zh-CN/gateway", Root: ".",
	},
	{
		Name: "openplatform", Go: "OpenPlatform", Title: "the official 1688 open platform (开放平台)",
		Server: "https://gw.open.1688.com",
		Base:   "/openapi", Path: "/{protocol}/{version}/{namespace}/{api}/{appKey}",
		Client: PlatformClient, Package: "platform", Config: "generated/platform.config.yaml",
		Overlay: "openapi/overlays/openplatform.go.yaml", Chinese: "openapi/overlays/zh-CN/openplatform",
		Root: "openplatform", Messages: "openapi/overlays/messages.go.yaml",
	},
	{
		Name: "legacy", Go: "Legacy", Title: "the open platform's calls of earlier applications (旧版接口)",
		Server: "https://gw.open.1688.com",
		Base:   "/openapi", Path: "/{protocol}/{version}/{namespace}/{api}/{appKey}",
		Package: "legacy", Config: "generated/platform.config.yaml", Overlay: "openapi/overlays/legacy.go.yaml",
		Chinese: "openapi/overlays/zh-CN/legacy", Root: "legacy", Apart: true,
	},
}

// Folder returns the folder with the sources of the document.
func (r *Row) Folder() string { return "openapi/" + r.Name }

// Bundle returns the path of the bundle without its ending.
func (r *Row) Bundle() string { return "openapi/dist/" + r.Name }

// Generated returns the folder of the generated types.
func (r *Row) Generated() string { return "generated/" + r.Package }

// Find returns the row of a document, or nil.
func Find(name string) *Row { return lists.Find(Rows, func(r *Row) bool { return r.Name == name }) }

// WithPath returns the first row whose documents have paths of that form, or nil.
func WithPath(path string) *Row {
	return lists.Find(Rows, func(r *Row) bool { return match(r.Path, path) != nil })
}

// Operation returns the operation that the path of a request names, and the platform if the path names one, or else
// the name of the document. Whether the document has the operation is not looked up.
//
// In Base and Path, {api} stands for the operation and {platform=a|b} for one of several platforms; any other name in
// braces stands for anything. A slash at the end does not count.
func (r *Row) Operation(path string) (platform, api string, ok bool) {
	found := match(r.Base+r.Path, path)
	if found == nil {
		return "", "", false
	}
	return cmp.Or(found["platform"], r.Name), found["api"], true
}

// match returns what the names in a form stand for, or nil if the path has another form.
func match(form, path string) map[string]string {
	wants, parts := split(form), split(path)
	if len(wants) != len(parts) {
		return nil
	}
	found := map[string]string{}
	for i, want := range wants {
		name, choices, isChoice := strings.Cut(strings.Trim(want, "{}"), "=")
		switch {
		case parts[i] == "", want[0] != '{' && want != parts[i]:
			return nil
		case isChoice && !slices.Contains(strings.Split(choices, "|"), parts[i]):
			return nil
		}
		found[name] = parts[i]
	}
	return found
}

func split(path string) []string { return strings.Split(strings.Trim(path, "/"), "/") }

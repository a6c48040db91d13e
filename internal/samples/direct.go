package samples

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/reference"
)

// PlatformBase is the address that samples of the direct route call.
const PlatformBase = "https://gw.open.1688.com"

// Direct is a call of the open platform itself, with a form that is signed.
type Direct struct {
	Path   string  // in front of the application's key, such as param2/1/system/currentTime/
	Fields []Field // sorted as the signature takes them
	Signed bool
}

// Field is a field of the form of a [Direct] call.
type Field struct {
	Name, Value string
	Env         string // the environment variable that has the value, or ""
}

// environment are the variables of the application and its member, by the field that has their value.
var environment = map[string]string{
	"client_id": "ALI1688_APP_KEY", "client_secret": "ALI1688_APP_SECRET",
	platformsign.AccessToken: "ALI1688_ACCESS_TOKEN",
}

// DirectOf returns the call of an operation of the open platform without the gateway, with the document's example of
// the arguments, or nil for an operation that takes files.
func DirectOf(op *reference.Operation) (*Direct, error) {
	if op.File() {
		return nil, nil
	}
	d := &Direct{Path: strings.TrimPrefix(strings.TrimSuffix(op.Path, "{appKey}"), "/"), Signed: op.Signed}
	var arguments map[string]json.RawMessage
	if op.Arguments != "" {
		if err := json.Unmarshal([]byte(op.Arguments), &arguments); err != nil {
			return nil, fmt.Errorf("the example of %s: %w", op.Name, err)
		}
	}
	for name, value := range arguments {
		d.Fields = append(d.Fields, Field{name, formText(op.Name, name, value), environment[name]})
	}
	if op.Signed { // a token is welcome where none is needed
		d.Fields = append(d.Fields, Field{platformsign.AccessToken, "", environment[platformsign.AccessToken]})
	}
	slices.SortFunc(d.Fields, func(a, b Field) int { return strings.Compare(a.Name+a.Value, b.Name+b.Value) })
	return d, nil
}

// formText returns a value as a form has it: a text as it is, anything else as JSON, some lists with commas.
func formText(api, name string, value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return text
	}
	var rows []json.RawMessage
	if !joined(api, name) || json.Unmarshal(value, &rows) != nil {
		return string(value)
	}
	return strings.Join(lists.Map(rows, func(row json.RawMessage) string { return formText("", "", row) }), ",")
}

func joined(api, name string) bool {
	op := platform.Find(api)
	return op != nil && slices.ContainsFunc(op.Params, func(p platform.Param) bool { return p.Name == name && p.Joined })
}

// Host returns the address of the server.
func (d *Direct) Host() string { return PlatformBase }

// directLanguages are the languages of the direct route, beside the typed client's.
var directLanguages = []string{"curl", "php", "java", "python", "nodejs"}

// All writes the call in every language of the direct route, and for the typed client where r is a call of it.
func (d *Direct) All(r Request) ([]Sample, error) {
	var out []Sample
	for _, l := range Languages {
		var code string
		var err error
		switch {
		case slices.Contains(directLanguages, l.ID):
			code, err = d.Write(l)
		case l.ID == "go" && r.Open != nil && !r.Open.Untyped:
			open := *r.Open
			open.Direct, r.Open, r.Session = true, &open, false
			code, err = l.Write(r)
		default:
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, Sample{l, code})
	}
	return out, nil
}

// Write writes the call in one of the languages of the direct route.
func (d *Direct) Write(l Language) (string, error) {
	return l.fill("templates/direct/"+l.ID+".tmpl", d.Path, d)
}

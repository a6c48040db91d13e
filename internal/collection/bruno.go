package collection

import (
	"net/url"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	_ "embed" // bruno.js
)

//go:embed bruno.js
var brunoScript string

// Bruno returns a document as a collection that Bruno imports, with the variables of [Postman]'s. Postman's own, when
// Bruno imports it, loses the parameters of the query, and its script does not run there.
func Bruno(bundled []byte, title, address string) ([]byte, error) {
	all, err := folders(bundled)
	if err != nil {
		return nil, err
	}
	var items []map[string]any
	for _, f := range all {
		var within []map[string]any
		for i, r := range f.requests {
			within = append(within, map[string]any{"type": "http-request", "name": r.Name, "seq": i + 1, "request": r.bruno()})
		}
		items = append(items, map[string]any{"type": "folder", "name": f.name, "items": within})
	}
	var set []map[string]any
	for _, v := range account(address) {
		set = append(set, map[string]any{"name": v[0], "value": v[1], "enabled": true})
	}
	return json.Marshal(map[string]any{
		"version": "1", "name": title, "items": items,
		"root": map[string]any{"request": map[string]any{
			"vars": map[string]any{"req": set}, "script": map[string]string{"req": strings.TrimSpace(brunoScript)},
		}},
	}, json.Deterministic(true), jsontext.Multiline(true), jsontext.WithIndent("\t"))
}

// bruno returns the request in Bruno's form. Bruno sends the query of the address; params is its table.
func (r *Request) bruno() map[string]any {
	address, mark := "{{baseUrl}}"+r.Path, "?"
	for _, f := range r.Query {
		if f.On {
			address += mark + f.Name + "=" + escaped(f.Value)
			mark = "&"
		}
	}
	mode, body := "none", map[string]any{}
	switch {
	case r.Parts:
		mode = "multipartForm"
	case r.Form != nil:
		mode = "formUrlEncoded"
	}
	if r.Form != nil {
		body[mode] = brunoFields(r.Form, "")
	}
	body["mode"] = mode
	return map[string]any{"method": r.Method, "url": address, "params": brunoFields(r.Query, "query"), "body": body,
		"auth": map[string]string{"mode": "none"}, "docs": r.About}
}

// escaped returns a value as it is in an address. A variable stays as it is.
func escaped(value string) string {
	if strings.HasPrefix(value, "{{") {
		return value
	}
	return strings.ReplaceAll(url.QueryEscape(value), "+", "%20")
}

func brunoFields(fields []Field, kind string) []map[string]any {
	all := []map[string]any{}
	for _, f := range fields {
		row := map[string]any{"name": f.Name, "value": f.Value, "description": f.About, "enabled": f.On}
		switch {
		case kind != "":
			row["type"] = kind
		case f.File:
			row["type"], row["value"] = "file", []string{}
		}
		all = append(all, row)
	}
	return all
}

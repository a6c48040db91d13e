package collection

import (
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	_ "embed" // sign.js
)

//go:embed sign.js
var signScript string

// account returns the variables of a collection: the address in front of the paths, and what an account has.
func account(address string) [][2]string {
	return [][2]string{{"baseUrl", address}, {"key", "KEY"}, {"secret", "SECRET"}, {"appKey", "1000000"},
		{"appSecret", "SECRET"}, {"accessToken", "TOKEN"}}
}

// Postman returns a document as a collection of Postman's format 2.1, which Insomnia and newman read, too. The
// variable baseUrl is the address in front of the paths; an account's key and secret are variables.
func Postman(bundled []byte, title, address string) ([]byte, error) {
	all, err := folders(bundled)
	if err != nil {
		return nil, err
	}
	type object = map[string]any
	var items []object
	for _, f := range all {
		var within []object
		for _, r := range f.requests {
			within = append(within, object{"name": r.Name, "request": r.postman()})
		}
		items = append(items, object{"name": f.name, "item": within})
	}
	script := object{"type": "text/javascript", "exec": strings.Split(strings.TrimSpace(signScript), "\n")}
	var set []object
	for _, v := range account(address) {
		set = append(set, object{"key": v[0], "value": v[1]})
	}
	return json.Marshal(object{
		"info":     object{"name": title, "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
		"variable": set,
		"event":    []object{{"listen": "prerequest", "script": script}},
		"item":     items,
	}, json.Deterministic(true), jsontext.Multiline(true), jsontext.WithIndent("\t"))
}

// postman returns the request in Postman's form.
func (r *Request) postman() map[string]any {
	out := map[string]any{
		"method": r.Method, "description": r.About,
		"url": map[string]any{
			"raw": "{{baseUrl}}" + r.Path, "host": []string{"{{baseUrl}}"},
			"path": strings.Split(strings.TrimPrefix(r.Path, "/"), "/"), "query": postmanFields(r.Query),
		},
	}
	if r.Form == nil {
		return out
	}
	mode := "urlencoded"
	if r.Parts {
		mode = "formdata"
	}
	out["body"] = map[string]any{"mode": mode, mode: postmanFields(r.Form)}
	return out
}

func postmanFields(fields []Field) []map[string]any {
	all := []map[string]any{}
	for _, f := range fields {
		row := map[string]any{"key": f.Name, "value": f.Value, "description": f.About}
		if f.File {
			row = map[string]any{"key": f.Name, "type": "file", "src": "", "description": f.About}
		}
		if !f.On {
			row["disabled"] = true
		}
		all = append(all, row)
	}
	return all
}

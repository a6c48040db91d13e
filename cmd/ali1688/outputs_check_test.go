package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// checkOutputs returns the columns of check: files, whose requests are unknown, and HAR, which has them, in every
// format.
func checkOutputs() []output {
	unknown := func(r plant) bool { return r.value == "" }
	shaped := func(r plant) bool { return r.member == "" && unknown(r) || namedInText(r) }
	all := []output{{"check: not JSON", shaped, each(checkedText)}}
	for _, format := range []string{"text", "json", "junit", "sarif"} {
		file := func(t *testing.T, rows []plant) string { return checkedFile(t, format, rows) }
		har := func(t *testing.T, rows []plant) string { return checkedHAR(t, format, rows) }
		all = append(all,
			output{"check: file, " + format, unknown, chunked(50, file)},
			output{"check: HAR, " + format, everything, chunked(50, har)})
	}
	return all
}

func writeFile(t *testing.T, path string, content []byte) string {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

func checkedText(t *testing.T, r plant) string {
	return ran("check", writeFile(t, filepath.Join(t.TempDir(), "item_get", "1.json"), []byte(r.words())))
}

type object = map[string]any

// probe returns the document of an operation whose response has findings at every row, and such a response.
func probe(rows []plant) (document, body []byte) {
	integer, response, properties := object{"type": "integer"}, object{}, object{}
	for i, r := range rows {
		switch {
		case r.member == "":
			place := fmt.Sprintf("text%d", i)
			response[place], properties[place] = r.text, integer
			place = fmt.Sprintf("names%d", i)
			response[place] = object{r.text: 1}
			properties[place] = object{"type": "object", "properties": object{"known": integer}}
		case r.isNamed():
			response[r.member], properties[r.member] = r.text, integer
		default:
			parent, ok := response[r.parent].(object)
			if !ok {
				parent = object{}
				response[r.parent], properties[r.parent] = parent, object{"type": "object", "properties": object{}}
			}
			parent[r.member] = r.text
			properties[r.parent].(object)["properties"].(object)[r.member] = integer
		}
	}
	reference := object{"$ref": "#/components/schemas/ProbeResponse"}
	content := object{"application/json": object{"schema": reference}}
	responses := object{"200": object{"description": "x", "content": content}}
	return mustMarshal(object{
		"openapi": "3.0.3", "info": object{"title": "probe", "version": "1"},
		"paths":      object{"/probe/": object{"get": object{"operationId": "probe", "responses": responses}}},
		"components": object{"schemas": object{"ProbeResponse": object{"type": "object", "properties": properties}}},
	}), mustMarshal(response)
}

func checkedFile(t *testing.T, format string, rows []plant) string {
	dir := t.TempDir()
	document, body := probe(rows)
	own := writeFile(t, filepath.Join(dir, "openapi.json"), document)
	file := writeFile(t, filepath.Join(dir, "probe", "1.json"), body)
	return checked(t, format, own, file)
}

func checked(t *testing.T, format, document, file string) string {
	text := ran("check", "--strict", "--format", format, "--document", document, file)
	require.Contains(t, text, "integer")
	return text
}

// checkedHAR has each secret at another place of the request.
func checkedHAR(t *testing.T, format string, rows []plant) string {
	dir := t.TempDir()
	document, body := probe(rows)
	own := writeFile(t, filepath.Join(dir, "openapi.json"), document)
	form := url.Values{"secret": {leakSecret}, "_o_args": {bodyOf(rows)}}
	query := url.Values{"key": {leakKey}}
	headers := []map[string]string{{"name": "Authorization", "value": "Bearer " + leakToken}}
	cookies := []map[string]string{{"name": "cookie2", "value": leakSession}}
	for name, value := range named(rows, false) {
		query.Add(name, value)
		form.Add(name, value)
	}
	for name, value := range named(rows, true) {
		headers = append(headers, map[string]string{"name": name, "value": value})
		cookies = append(cookies, map[string]string{"name": name, "value": value})
	}
	har := object{
		"method": "POST", "url": "http://gateway.test/1688/probe/?" + query.Encode(), "headers": headers, "cookies": cookies,
		"postData": object{"mimeType": "application/x-www-form-urlencoded", "text": form.Encode()},
	}
	entry := object{"request": har, "response": object{"status": 200, "content": object{"text": string(body)}}}
	archive := mustMarshal(object{"log": object{"entries": []any{entry}}})
	return checked(t, format, own, writeFile(t, filepath.Join(dir, "session.har"), archive))
}

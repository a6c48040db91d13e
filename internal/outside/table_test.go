package outside

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCell(t *testing.T) {
	slash := "path-keys-no-trailing-slash: it ends in a slash"
	for _, c := range []struct {
		name, tool  string
		found       result
		cell        string
		unexplained []string
	}{
		{"nothing found", "spectral", result{}, "0 errors", nil},
		{"explained", "spectral", result{problems: []string{slash, slash}}, "2 explained", nil},
		{"not explained", "spectral", result{problems: []string{slash, "oas3-schema: no"}}, "1 explained, **1 not**",
			[]string{"oas3-schema: no"}},
		{"of another program", "parser", result{problems: []string{slash}}, "0 explained, **1 not**", []string{slash}},
		{"code that does not compile", "ogen", result{problems: []string{"go: exit status 1: # outside.example/api\nx",
			"api/oas_json_gen.go:1:2: elem.Decode undefined (type A has no field or method Decode)"}}, "2 explained", nil},
		{"sent", "hey", result{sent: 3, problems: []string{"getToken: HTTP 401 no"}}, "2 of 3", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			cell, _, unexplained := c.found.cell(c.tool)
			assert.Equal(t, c.cell, cell)
			assert.Equal(t, c.unexplained, unexplained)
		})
	}
}

func TestTables(t *testing.T) {
	table := Tables(map[string]string{"outside.parser.gateway": "0 errors", "outside.spectral.why": "a slash"})["outside.table"]
	assert.Contains(t, table, "| swagger-parser 13.1.0 | validates | 0 errors | not run | not run |  |\n")
	assert.Regexp(t, `\| Spectral .* \| a slash \|\n`, table)
}

func TestFailed(t *testing.T) {
	assert.Empty(t, failed(200, []byte(`{"error_code":"0000"}`)))
	assert.Empty(t, failed(200, []byte(`[]`)))
	assert.Equal(t, "HTTP 200 4005 no", failed(200, []byte(`{"error_code":4005,"error_message":"no"}`)))
	assert.Equal(t, "HTTP 503  ", failed(503, nil))
}

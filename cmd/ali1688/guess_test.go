package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCheckLines checks lines whose bodies are not the last member, are not JSON, or report a failure.
func TestCheckLines(t *testing.T) {
	const body = `{"error_code":"4000","error":"x"}`
	cases := []struct {
		name, line, out, err string
		status               int
	}{
		{"last", `{"api":"_errors","body":{"error":""}}`, "", "1 of 1 bodies conform", exitFine},
		{"followed", `{"api":"_errors","body":` + body + `,"at":{"a":1}}`, "", "1 of 1 bodies conform", exitFine},
		{"another operation behind it", `{"api":"item_gte","body":{"error":""},"api":"_errors"}`, "", "1 of 1 bodies conform",
			exitFine},
		{"an unknown operation", `{"api":"item_gte","body":{"error":""}}`, "", `did you mean "item_get"`, exitUsage},
		{"a finding", `{"api":"_errors","body":{"error_code":{}},"at":{"a":1}}`, "/error_code", "", exitFindings},
		{"not JSON", `{"api":"_errors","body":{"error_code":{}x}}`, "", `no operation "001"`, exitUsage},
		{
			"a refusal",
			`{"api":"item_get","body":{"error_code":"2000","error":"item-not-found"}}`,
			"",
			"Tell the customer",
			exitFine,
		},
		{"a success", `{"api":"item_get","body":{"error_code":"0000","error":"","item":{"num_iid":"1"}}}`, "",
			"1 of 1 bodies conform\n", exitFine},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "a.ndjson")
			require.NoError(t, os.WriteFile(file, []byte(c.line+"\n"), 0o600))
			r := do(t, "", "check", file)
			assert.Equal(t, c.status, r.status)
			assert.Contains(t, r.out, c.out)
			assert.Contains(t, r.err, c.err)
		})
	}
}

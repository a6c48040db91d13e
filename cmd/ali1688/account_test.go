package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestAccountHidesEverySecret reads an account in which every variable has a value of its own.
func TestAccountHidesEverySecret(t *testing.T) {
	a := accountOf(func(name string) string { return "value-of-" + name })
	for name, shown := range map[string]bool{
		"ALI1688_KEY": false, "ALI1688_SECRET": false, "ALI1688_SESSION": false, "ALI1688_APP_SECRET": false,
		"ALI1688_ACCESS_TOKEN": false, "ALI1688_MCP_TOKEN": false,
		"ALI1688_APP_KEY": true, // addresses have it
	} {
		if text := "it is value-of-" + name + "."; shown {
			assert.Equal(t, text, a.redactor.Secrets(text))
		} else {
			assert.NotContains(t, a.redactor.Secrets(text), name)
		}
	}
}
